/* Lazy switching of SIMD and floating point state: the registers belong to one thread; another
 * thread that touches them traps (CPACR_EL1.FPEN) and takes them over. A thread that never used
 * them starts from zeros. */
#include "sched.h"
#include "trap.h"

#define FPEN_TRAP_EL0 (1ull << 20)
#define FPEN_ALL      (3ull << 20)

void fp_save(uint64_t *v, uint64_t *fpsr_fpcr);
void fp_load(const uint64_t *v, const uint64_t *fpsr_fpcr);

static struct thread *owner;

static void set_enabled(bool on)
{
    if (on == sched.fp_enabled)
        return;
    sched.fp_enabled = on;
    __asm__ volatile("msr cpacr_el1, %0\nisb" : : "r"(on ? FPEN_ALL : FPEN_TRAP_EL0));
}

void fp_init(void)
{
    __asm__ volatile("msr cpacr_el1, %0\nisb" : : "r"(FPEN_TRAP_EL0));
}

void fp_switched_to(struct thread *t)
{
    set_enabled(t == owner);
}

void fp_take(struct thread *t)
{
    set_enabled(true);
    if (owner == t) /* fastpath.c leaves them disabled */
        return;
    if (owner)
        fp_save(owner->arch.v, owner->arch.fpsr_fpcr);
    fp_load(t->arch.v, t->arch.fpsr_fpcr);
    owner = t;
}

void fp_forget(struct thread *t)
{
    if (owner != t)
        return;
    owner = NULL;
    set_enabled(false);
}
