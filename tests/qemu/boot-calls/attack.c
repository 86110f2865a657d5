/* Every row of the table of bad input that concerns registers, addresses, sizes and handles, on the
 * kernel's own channel (platform 3). */
#include <string.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/sync/sync.h>
#include <coresrv/vmm/vmm_api.h>
#include <vmm/flags.h>
#include "raw.h"

#define THREAD_IID 2
#define SLEEP_MID  10

struct sleep_req {
    struct nk_message base_;
    uint32_t mdelay, pad;
};

static struct sleep_req req;
static char in[128];
extern const char __executable_start[];

static struct raw_buffers good(void)
{
    memset(&req, 0, sizeof(req));
    req.base_.iid = THREAD_IID;
    req.base_.mid = SLEEP_MID;
    nk_req_reset(&req);
    return (struct raw_buffers){
        .out = &req, .out_size = sizeof(req), .in = in, .in_size = sizeof(in)};
}

static Retcode send(const struct raw_buffers *b)
{
    return raw_call(KOS_HANDLE_KERNEL, KOS_TIMEOUT_INFINITE, b);
}

static Retcode send_from(uint64_t address)
{
    struct raw_buffers b = good();

    b.out = (const void *)address;
    return send(&b);
}

static Retcode receive_at(uint64_t address)
{
    struct raw_buffers b = good();

    b.in = (void *)address;
    return send(&b);
}

static void bad_addresses(char *two_pages)
{
    expect_rc("message at 0", send_from(0), rcSourceFault);
    expect_rc("message in the kernel", send_from(0xffff000040200000), rcSourceFault);
    expect_rc("message in a device", send_from(0xffff000009000000), rcSourceFault);
    expect_rc("message wraps around", send_from(0xfffffffffffffff8), rcSourceFault);
    expect_rc("message above the user half", send_from(0x8000000000), rcSourceFault);
    expect_rc("message across the end", send_from(0x7ffffffff8), rcSourceFault);
    expect_rc("message not canonical", send_from(0x0080000000400000), rcSourceFault);
    expect_rc("message runs off its page", send_from((uint64_t)two_pages + 4096 - 8),
              rcSourceFault);
    expect_rc("response at 0", receive_at(0), rcTargetFault);
    expect_rc("response into the kernel", receive_at(0xffff000040200000), rcTargetFault);
    expect_rc("response into code", receive_at((uint64_t)&send_from), rcTargetFault);
    expect_rc("response into the info page", receive_at(KOS_INFO_PAGE), rcTargetFault);
    expect_rc("response runs off its page", receive_at((uint64_t)two_pages + 4096 - 8),
              rcTargetFault);
    struct raw_buffers b = good();

    b.out_arena_size = 16;
    b.out_arena = (const void *)0xffff000040200000;
    expect_rc("arena in the kernel", send(&b), rcSourceFault);
}

static Retcode sized(uint32_t size, uint32_t arena, uint32_t size_ex)
{
    struct raw_buffers b = good();

    b.out_size = size;
    b.out_arena_size = arena;
    req.base_.ex.size_ex = size_ex & 0x7fffff;
    return send(&b);
}

static void bad_sizes(void)
{
    struct raw_buffers b;

    expect_rc("size 0", sized(0, 0, 0), rcInvalidArgument);
    expect_rc("size 23", sized(23, 0, 23), rcInvalidArgument);
    expect_rc("size 8388608", sized(8388608, 0, 0), rcInvalidArgument);
    expect_rc("size 0xffffffff", sized(0xffffffff, 0xffffffff, 0), rcInvalidArgument);
    expect_rc("size beyond the limit", sized(4194305, 0, 4194305), rcBufferTooLarge);
    expect_rc("arena beyond the limit", sized(sizeof(req), 4194304, sizeof(req)), rcBufferTooLarge);
    expect_rc("more than the kernel takes", sized(2048, 0, 2048), rcBufferTooSmall);
    expect_rc("size differs from size_ex", sized(sizeof(req), 0, 24), rcInvalidArgument);
    b = good();
    req.base_.ex.err = 1;
    expect_rc("error flag in a request", send(&b), rcInvalidArgument);
    b = good();
    req.base_.ex.ncaps = 1;
    expect_rc("handles beyond the end", send(&b), rcInvalidArgument);
    b = good();
    b.in_size = 24;
    expect_rc("no room for the response", send(&b), rcBufferTooSmall);
}

static void bad_handles(void)
{
    struct raw_buffers b = good();
    Handle copy, copy2, child;

    expect_rc("call handle 0", raw_call(0, 0, &b), rcInvalidArgument);
    expect_rc("call handle 999", raw_call(999, 0, &b), rcInvalidArgument);
    expect_rc("call handle 0x7fffffff", raw_call(0x7fffffff, 0, &b), rcInvalidArgument);
    expect_rc("call invalid handle", raw_call(KOS_HANDLE_INVALID, 0, &b), rcInvalidArgument);
    expect_rc("call a process", raw_call(KOS_HANDLE_SELF, 0, &b), rcSecurityDisallow);
    expect_rc("receive from the kernel's channel", raw_recv(KOS_HANDLE_KERNEL, 0, &b),
              rcSecurityDisallow);
    expect_rc("reply to the kernel's channel", raw_reply(KOS_HANDLE_KERNEL, &b),
              rcSecurityDisallow);
    expect_rc("receive from nothing", raw_recv(77, 0, &b), rcInvalidArgument);
    expect_rc("copy a handle", KnHandleCopy(KOS_HANDLE_SELF, 0xffffffff, INVALID_HANDLE, &copy),
              rcOk);
    expect_rc("copy the copy", KnHandleCopy(copy, 0xffffffff, INVALID_HANDLE, &child), rcOk);
    expect_rc("revoke", KnHandleRevoke(copy), rcOk);
    expect_rc("copy what may not be copied",
              KnHandleCopy(KOS_HANDLE_KERNEL, 0xffffffff, INVALID_HANDLE, &copy2),
              rcSecurityDisallow);
    expect_rc("call a revoked handle", raw_call(child, 0, &b), rcHandleRevoked);
    expect_rc("call a closed handle", raw_call(copy, 0, &b), rcInvalidArgument);
    expect_rc("close the revoked one", KnHandleClose(child), rcOk);
    expect_rc("close it twice", KnHandleClose(child), rcInvalidArgument);
}

static Retcode sleep_for(uint32_t sleep, uint32_t limit)
{
    struct raw_buffers b = good();

    req.mdelay = sleep;
    return raw_call(KOS_HANDLE_KERNEL, limit, &b);
}

static void time_outs(void)
{
    int word = 0;

    expect_rc("a sleep that is cut short", sleep_for(100000, 10), rcTimeout);
    expect_rc("a sleep that may not be", sleep_for(100000, 0), rcTimeout);
    expect_rc("a sleep that is short enough", sleep_for(5, 10000), rcOk);
    expect_rc("a call that does not wait", sleep_for(0, 0), rcOk);
    expect_rc("a time-out of the method's own", KnFutexWait(&word, 0, 5, NULL), rcTimeout);
}

/* All of x2 to x17 come back as they went in, or hold nothing of the kernel's. */
static void registers(void)
{
    uint64_t seen;

    __asm__ volatile("mov x0, #999\n mov x17, #17\n svc #0\n mov %0, x17"
                     : "=r"(seen)
                     :
                     : "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11",
                       "x12", "x13", "x14", "x15", "x16", "x17", "memory", "cc");
    expect_true("x17 is the caller's", seen == 17);

    struct raw_buffers b = good();
    struct raw r = raw_registers(KOS_HANDLE_KERNEL, 0, &b);

    raw_svc(3, &r);
    expect_rc("svc #3", (Retcode)r.x[0], rcUnimplemented);
    raw_svc(65535, &r);
    expect_rc("svc #65535", (Retcode)r.x[0], rcUnimplemented);
    expect_true("x1 is 0 after an error", r.x[1] == 0);
}

int main(void)
{
    char *pages = KnVmAllocate(NULL, 2 * 4096,
                               VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ | VMM_FLAG_WRITE);
    struct raw_buffers b = good();

    expect_true("two pages", pages != NULL);
    expect_rc("give the second back", KnVmDecommit(pages + 4096, 4096), rcOk);
    expect_rc("good call", send(&b), rcOk);
    bad_addresses(pages);
    bad_sizes();
    bad_handles();
    time_outs();
    registers();
    b = good();
    expect_rc("good call at the end", send(&b), rcOk);
    printf("%d failures\n", raw_failures);
    return raw_failures != 0;
}
