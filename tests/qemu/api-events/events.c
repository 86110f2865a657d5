/* The end of a process as an event, however it comes: by itself, from outside, by a fault (also one
 * that asked to be dumped). When it is told, the process has ended: its name is free and its exit
 * code is known. The same program is Einit and its children. */
#include <coresrv/handle/notice_api.h>
#include <handle/event_descr.h>
#include <services/handle/if_connection.h>

#include "spawn.h"

static Notice notice;

static Retcode next(rtl_uint32_t msec, EventDesc *event)
{
    rtl_size_t count = 0;
    Retcode rc = KnNoticeGetEvent(notice, msec, 1, event, &count);

    return rc == rcOk && count != 1 ? rcFail : rc;
}

static void ends(const char *how, rtl_uint32_t flags, unsigned cause)
{
    EventDesc event = {0};
    rtl_uint32_t code = 0;
    Handle task;

    expect_rc(how, KnTaskCreate("child", "child", SPAWN_FILE, 0, 15, flags, &task), rcOk);
    expect_rc("subscribe", KnNoticeSubscribeToObject(notice, task, EVENT_TASK_COMPLETED, 5), rcOk);
    expect_rc("raise it oneself", KnNoticeSetObjectEvent(task, EVENT_TASK_COMPLETED),
              rcInvalidArgument);
    expect_rc("start", spawn_run(task, "child", how, ""), rcOk);
    expect_rc("too early", next(5, &event), rcTimeout);
    if (strcmp(how, "ended") == 0)
        expect_rc("end it", KnTaskTerminate(task), rcOk);
    expect_rc("the event", next(1000, &event), rcOk);
    expect_true("it is the end", event.eventId == 5 && event.eventMask == EVENT_TASK_COMPLETED);
    expect_true("how it ended", spawn_wait(task) == cause);
    expect_rc("its code", KnTaskGetExitCode(task, &code),
              strcmp(how, "exits") == 0 ? rcOk : rcAbort);
    expect_true("that code", strcmp(how, "exits") != 0 || code == 7);
    expect_rc("no second one", next(5, &event), rcTimeout);
    KnHandleClose(task);
}

static int child(const char *how)
{
    KnSleep(strcmp(how, "ended") == 0 ? 100000 : 30);
    if (strcmp(how, "faults") == 0)
        __asm__ volatile("brk #7");
    return 7;
}

int main(int argc, char *argv[])
{
    if (argc > 1)
        return child(argv[1]);
    expect_rc("notice", KnNoticeCreate(&notice), rcOk);
    ends("exits", ENTITY_FLAGS_NONE, 1);
    ends("ended", ENTITY_FLAGS_NONE, 1);
    ends("faults", ENTITY_FLAGS_NONE, 3);
    ends("faults", ENTITY_FLAG_DUMPABLE, 3);
    printf("%d failures\n", raw_failures);
    return raw_failures != 0;
}
