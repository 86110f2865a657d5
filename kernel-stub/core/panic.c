/* The kernel's own faults. */
#include "boot.h"
#include "format.h"

#define BACKTRACE_MAX 16

static bool panicking;

static bool is_kernel_stack(uint64_t a)
{
    return a >= KERNEL_OFFSET && a % 16 == 0;
}

/* Follows the frame pointers; stops at the first value that does not grow. */
static void backtrace(void)
{
    const uint64_t *frame = __builtin_frame_address(0);

    for (unsigned i = 0; i < BACKTRACE_MAX && is_kernel_stack((uint64_t)(uintptr_t)frame); i++) {
        const uint64_t *next = (const uint64_t *)(uintptr_t)frame[0];

        if (frame[1] == 0)
            break;
        klog("PANIC", "called from %lx", frame[1] - 4);
        if (next <= frame)
            break;
        frame = next;
    }
}

/* Who ran, when a process did. */
static void print_current(void)
{
    const struct thread *t = current_thread();

    if (t->proc)
        klog("PANIC", "in a call of %s(%u): EIID=%s, TID=%u, pc=%lx", t->proc->name,
             t->proc->obj.sid, t->proc->class_name, t->tid, t->frame ? t->frame->pc : 0);
}

_Noreturn void panic(const char *fmt, ...)
{
    char text[512];
    struct buffer b = {.text = text, .size = sizeof(text)};
    va_list args;

    if (panicking)
        machine_stop(STATUS_PANIC);
    panicking = true;
    va_start(args, fmt);
    vformat(&b, fmt, args);
    va_end(args);
    klog("PANIC", "%s", text);
    print_current();
    backtrace();
    halt(STATUS_PANIC);
}

/* Called by code built with -fstack-protector-strong. */
uintptr_t __stack_chk_guard = 0x7a11c0de5afe57ac; /* until boot has random bytes */
_Noreturn void __stack_chk_fail(void);
_Noreturn void __stack_chk_fail(void)
{
    panic("stack of the kernel overwritten");
}
