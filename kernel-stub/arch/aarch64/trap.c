/* What the vectors call. */
#include "sched.h"
#include "sysreg.h"
#include "trap.h"
#include "usercopy.h"

_Static_assert(offsetof(struct trap_frame, sp) == FRAME_SP, "FRAME_SP");
_Static_assert(offsetof(struct trap_frame, pc) == FRAME_PC, "FRAME_PC");
_Static_assert(offsetof(struct trap_frame, pstate) == FRAME_PSTATE, "FRAME_PSTATE");
_Static_assert(offsetof(struct trap_frame, zero) == FRAME_ZERO, "FRAME_ZERO");
_Static_assert(sizeof(struct trap_frame) == FRAME_SIZE, "FRAME_SIZE");
_Static_assert(offsetof(struct arch_thread, sp) == ARCH_SP, "ARCH_SP");
_Static_assert(offsetof(struct arch_thread, tls) == ARCH_TLS, "ARCH_TLS");

extern const char vectors[], user_start[], boot_stack_top[];
extern const char semihosting_call[], semihosting_after[];

static uint64_t read_esr(void)
{
    uint64_t v;

    __asm__ volatile("mrs %0, esr_el1" : "=r"(v));
    return v;
}

static uint64_t read_far(void)
{
    uint64_t v;

    __asm__ volatile("mrs %0, far_el1" : "=r"(v));
    return v;
}

void trap_init(void)
{
    __asm__ volatile("msr vbar_el1, %0\nisb" : : "r"(vectors));
    fp_init();
}

static const char *fault_name(unsigned ec)
{
    switch (ec) {
    case EC_UNKNOWN:
        return "undefined instruction";
    case EC_SYSTEM:
        return "privileged instruction";
    case EC_IABORT_LOWER:
        return "instruction fetch fault";
    case EC_DABORT_LOWER:
        return "data access fault";
    case EC_PC_ALIGN:
        return "misaligned pc";
    case EC_SP_ALIGN:
        return "misaligned stack pointer";
    case EC_BRK:
        return "breakpoint";
    default:
        return "exception";
    }
}

static bool has_address(unsigned ec)
{
    return ec == EC_IABORT_LOWER || ec == EC_DABORT_LOWER || ec == EC_PC_ALIGN;
}

void trap_user_sync(struct trap_frame *f)
{
    uint64_t esr = read_esr();
    unsigned ec = (unsigned)(esr >> 26);

    sched_settle();
    if (ec == EC_SVC64)
        syscall_enter(f, (unsigned)esr & 0xffff);
    else if (ec == EC_FP)
        fp_take(current_thread());
    else
        proc_fault(fault_name(ec), ec, f->pc, has_address(ec) ? read_far() : 0);
    thread_return_to_user();
}

void trap_user_irq(struct trap_frame *f)
{
    (void)f;
    sched_settle();
    sched_interrupt();
    thread_return_to_user();
}

static bool within(uint64_t pc, const char *start, const char *end)
{
    return pc >= (uint64_t)(uintptr_t)start && pc < (uint64_t)(uintptr_t)end;
}

/* Where to go on after a fault at pc in a copy of user memory; 0: it was not one. */
static uint64_t copy_fault(uint64_t pc)
{
    for (const struct usercopy *c = __usercopy_table_start; c < __usercopy_table_end; c++) {
        if (pc >= c->start && pc < c->end)
            return c->fault;
    }
    return 0;
}

void trap_kernel_sync(struct trap_frame *f)
{
    unsigned ec = (unsigned)(read_esr() >> 26);
    uint64_t fault = ec == EC_DABORT_SAME ? copy_fault(f->pc) : 0;

    if (fault) {
        f->pc = fault;
    } else if (within(f->pc, semihosting_call, semihosting_after)) {
        f->pc = (uint64_t)(uintptr_t)semihosting_after;
    } else {
        panic("exception at EL1: esr %lx, pc %lx, address %lx, lr %lx", read_esr(), f->pc,
              read_far(), f->x[30]);
    }
}

_Noreturn void trap_stack_overflow(void)
{
    uint64_t pc;

    __asm__ volatile("mrs %0, elr_el1" : "=r"(pc));
    panic("kernel stack overflow: pc %lx, address %lx", pc, read_far());
}

_Noreturn void trap_bad(void)
{
    panic("unexpected exception: esr %lx, address %lx", read_esr(), read_far());
}

/* Below KOS_USER_END and without wrap-around; what is mapped there the copy itself finds out. */
static bool is_user_range(uint64_t address, size_t size)
{
    return size <= KOS_USER_END && address <= KOS_USER_END - size;
}

bool copy_from_user(void *to, uint64_t from, size_t size)
{
    return is_user_range(from, size) && user_copy(to, (const void *)(uintptr_t)from, size);
}

bool copy_to_user(uint64_t to, const void *from, size_t size)
{
    return is_user_range(to, size) && user_copy((void *)(uintptr_t)to, from, size);
}

/* Must match the order in which switch_context loads registers. */
struct saved_context {
    uint64_t x29, x30, x19_to_x28[10];
};

static struct saved_context *push_context(struct arch_thread *t, uint64_t top, const void *pc)
{
    struct saved_context *c = (struct saved_context *)(uintptr_t)top - 1;

    *c = (struct saved_context){.x30 = (uint64_t)(uintptr_t)pc};
    t->sp = (uint64_t)(uintptr_t)c;
    return c;
}

struct trap_frame *context_init_user(struct arch_thread *t, uint64_t stack_top)
{
    struct trap_frame *f = (struct trap_frame *)(uintptr_t)stack_top - 1;

    *f = (struct trap_frame){0}; /* pstate 0: EL0, interrupts on */
    context_resume_user(t, f);
    return f;
}

void context_resume_user(struct arch_thread *t, struct trap_frame *frame)
{
    push_context(t, (uint64_t)(uintptr_t)frame, user_start);
}

void wait_for_interrupt(void)
{
    __asm__ volatile("dsb sy\nwfi" : : : "memory");
}
