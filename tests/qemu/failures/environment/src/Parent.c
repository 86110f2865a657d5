/* A parent that hands its children hostile environments. A child refuses one that is wrong and ends
 * by its own fault; the parent and the rest of the machine are not touched. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <coresrv/handle/handle_api.h>
#include <coresrv/task/task_api.h>
#include <kos/thread.h>
#include <nk/abi.h>
#include <rtl/retcode_hr.h>

static int failed;

static void report(const char *what, Retcode rc, Retcode expected)
{
    printf("[Parent] %s: %s%s\n", what, KosRetcodeName(rc), rc == expected ? "" : " WRONG");
    failed += rc != expected;
}

/* Starts a child with the environment, or with none; rcOk and its code, or rcAbort after a fault. */
static Retcode child(const void *env, rtl_size_t size, rtl_uint32_t *code)
{
    Handle task;
    Retcode rc = KnTaskCreate("child", "fail.Child", "Child", 0, KOS_PRIORITY_DEFAULT, 0, &task);

    if (rc != rcOk)
        return rc;
    rc = env ? KnTaskSetEnv(task, env, size) : rcOk;
    if (rc == rcOk)
        rc = KnTaskResume(task);
    if (rc == rcOk)
        while ((rc = KnTaskGetExitCode(task, code)) == rcNotReady)
            KosThreadSleep(1);
    else
        KnTaskTerminate(task);
    KnHandleClose(task);
    return rc;
}

/* A good environment: an argument and a channel. */
static const struct {
    struct kos_env_header head;
    struct kos_env_record argument;
    char text[8];
    struct kos_env_record channel;
    struct kos_env_channel link;
    char name[12];
} good = {
    {KOS_ENV_MAGIC, KOS_ENV_VERSION, 0, sizeof(good), 2},
    {KOS_ENV_ARG, 0, 16},
    "child",
    {KOS_ENV_CHANNEL, 0, 32},
    {KOS_ENV_ROLE_CLIENT, {0}, 0x123, 0, 0},
    "link",
};

/* One field of it, 4 bytes at an offset, replaced. */
static const struct {
    const char *what;
    unsigned at;
    rtl_uint32_t value;
} patches[] = {
    {"another magic number", 0, 0x41414141},
    {"another version", 4, 2},
    {"a total size of nothing", 8, 0},
    {"a total size beyond the end", 8, 0x1000},
    {"the largest total size", 8, 0xffffffff},
    {"a record too many", 12, 3},
    {"the most records", 12, 0xffffffff},
    {"a record too few", 12, 1},
    {"a record of no size", 20, 0},
    {"a record of an odd size", 20, 17},
    {"a record beyond the end", 20, 0x1000},
    {"the largest record", 20, 0xfffffff8},
    {"an argument without an end", 28, 0x41414141},
    {"a channel of no kind", 40, 3},
    {"a channel without a handle", 44, 0},
    {"endpoints that are not there", 48, 0xffff},
    {"a channel without a name", 52, 0},
};

static void tryPatches(void)
{
    for (unsigned i = 0; i < sizeof(patches) / sizeof(patches[0]); i++) {
        unsigned char env[sizeof(good)];
        rtl_uint32_t code;

        memcpy(env, &good, sizeof(env));
        memcpy(env + patches[i].at, &patches[i].value, 4);
        report(patches[i].what, child(env, sizeof(env), &code), rcAbort);
    }
}

static void tryLarge(void)
{
    static unsigned char large[KOS_ENV_MAX + 1];
    rtl_uint32_t code;

    memset(large, 'A', sizeof(large));
    report("as many letters as there may be", child(large, KOS_ENV_MAX, &code), rcAbort);
    report("one more", child(large, sizeof(large), &code), rcInvalidArgument);
    for (unsigned i = 0; i < sizeof(large); i++)
        large[i] = (unsigned char)rand();
    report("noise", child(large, KOS_ENV_MAX, &code), rcAbort);
    memcpy(large, &good, sizeof(good));
    report("noise behind a good one", child(large, KOS_ENV_MAX, &code), rcOk);
    report("a good one cut short", child(large, 40, &code), rcAbort);
    report("a header cut short", child(large, 15, &code), rcAbort);
}

static void trySpy(void)
{
    Handle task;

    report("a process that may not start",
           KnTaskCreate("spy", "fail.Spy", "Child", 0, KOS_PRIORITY_DEFAULT, 0, &task), rcOk);
    report("its start", KnTaskResume(task), rcSecurityDisallow);
    report("its start again", KnTaskResume(task), rcSecurityDisallow);
    report("its end", KnTaskTerminate(task), rcOk);
    KnHandleClose(task);
}

int main(void)
{
    rtl_uint32_t code = 0;

    report("a good environment", child(&good, sizeof(good), &code), rcOk);
    printf("[Parent] the code of the child: %u\n", (unsigned)code);
    report("no environment", child(RTL_NULL, 0, &code), rcOk);
    tryPatches();
    tryLarge();
    trySpy();
    report("a good environment at the end", child(&good, sizeof(good), &code), rcOk);
    printf("[Parent] %s\n", failed ? "something went wrong" : "all as it should be");
    return failed != 0;
}
