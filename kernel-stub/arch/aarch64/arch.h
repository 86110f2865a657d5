/* What the portable part of the kernel may use of the machine. A second ISA gives the same names.
 * Also read by assembly: the macros above __ASSEMBLER__. */
#ifndef ARCH_H
#define ARCH_H

/* ---- memory map --------------------------------------------------------------------------- */

#define KERNEL_OFFSET   0xffff000000000000 /* virtual = physical + this, all RAM and devices */
#define KERNEL_LOAD     0x40200000         /* physical */
#define RAM_BASE        0x40000000
#define RAM_LIMIT       0x100000000        /* RAM above is left alone */
#define KSTACK_BASE     0xffff008000000000 /* windows of kernel stacks */
#define KSTACK_SIZE     0x4000
#define KSTACK_WINDOW   0x8000 /* stack in the upper half; the lower half is never mapped */
#define KSTACK_SIZE_LOG 14

/* Offsets in struct trap_frame and struct arch_thread, checked in trap.c. */
#define FRAME_X(n)   ((n)*8)
#define FRAME_SP     248
#define FRAME_PC     256
#define FRAME_PSTATE 264
#define FRAME_ZERO   272 /* two words that stay zero */
#define FRAME_SIZE   288 /* multiple of 16 */

/* Answers of fast_reply besides a negative return code. */
#define FAST_DONE    0
#define FAST_GENERAL 1

/* Offsets in struct arch_thread. */
#define ARCH_SP  0
#define ARCH_TLS 8

#ifndef __ASSEMBLER__

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Registers of user mode, saved at the top of the thread's kernel stack. In user mode sp points at
 * it, so that an exception stores without moving sp first. */
struct trap_frame {
    uint64_t x[31];
    uint64_t sp, pc, pstate;
    uint64_t zero[2]; /* vectors.S clears registers with them */
};

/* What switch_context saves of a thread inside the kernel, what it runs with in user mode, and its
 * lazily switched state. */
struct arch_thread {
    uint64_t sp;   /* the callee-saved registers lie on the stack */
    uint64_t tls;  /* tpidr_el0 */
    uint64_t ttbr; /* of its process, for mmu_switch */
    uint64_t fpsr_fpcr[2];
    uint64_t v[64]; /* 32 registers of 16 bytes */
};

static inline void *phys_to_virt(uint64_t pa)
{
    return (void *)(uintptr_t)(pa + KERNEL_OFFSET);
}

static inline uint64_t virt_to_phys(const void *va)
{
    return (uint64_t)(uintptr_t)va - KERNEL_OFFSET;
}

/* Of a table that is written before it is read: boot does not clear it. */
#define UNSET __attribute__((section(".bss.unset")))

struct thread;
struct aspace;

/* ---- uart.c ------------------------------------------------------------------------------ */
void uart_write(const char *text, size_t size);

/* ---- copy.S ------------------------------------------------------------------------------ */
/* Copy of copy_from_user and copy_to_user: `from` or `to` is an address of the current process, the
 * other the kernel's. False: ran into a fault, a part may have been written.
 * Pre: the user's range lies below KOS_USER_END. */
bool user_copy(void *to, const void *from, size_t size);

/* ---- mmu.c ------------------------------------------------------------------------------- */
/* Builds the final kernel map (W^X) for `ram_end` bytes of RAM and leaves the boot map. */
void mmu_init(uint64_t ram_end);
/* Maps the 16 KiB of a kernel stack into window `slot`; returns its top. */
uint64_t mmu_map_kstack(unsigned slot, uint64_t pa);
void mmu_unmap_kstack(unsigned slot);

/* ---- pagetable.c: user page tables -------------------------------------------------------- */
/* Entry for `va`, tables made on the way from `alloc` when it is not NULL; NULL: no table. */
uint64_t *mmu_entry(uint64_t root, uint64_t va, void *(*alloc)(void *ctx), void *ctx);
uint64_t mmu_page(uint64_t pa, unsigned rights); /* entry that maps pa for EL0 */
/* The kernel's address of a byte that EL0 may write; NULL: it may not. Pre: va < KOS_USER_END. */
void *mmu_writable(uint64_t root, uint64_t va);
uint64_t mmu_page_address(uint64_t entry); /* 0: not mapped */
unsigned mmu_page_rights(uint64_t entry);
/* Frees the pages below root but those that are shared, the tables and root itself. */
void mmu_free(uint64_t root, void (*release)(void *ctx, void *page), void *ctx);
#define MMU_SHARED (1ull << 55) /* software bit of an entry: the page is not the process's own */
bool mmu_page_shared(uint64_t entry);
/* Lowest mapped page in [va, end); end: none. Skips what has no table. */
uint64_t mmu_next(uint64_t root, uint64_t va, uint64_t end);
/* Makes entries that were just written visible to the table walker. */
static inline void mmu_publish(void)
{
    __asm__ volatile("dsb ishst\nisb" : : : "memory");
}

void mmu_flush_page(uint16_t asid, uint64_t va);
void mmu_flush_all(uint16_t asid);
void mmu_sync_code(const void *code, size_t size); /* makes written code visible to fetches */
uint64_t mmu_nobody(void); /* an address space with nothing in it, for mmu_switch */
/* Activates the address space of mmu_ttbr. */
static inline void mmu_switch(uint64_t ttbr)
{
    __asm__ volatile("msr ttbr0_el1, %0\nisb" : : "r"(ttbr) : "memory");
}
/* The same on the way to user mode: no user address is used before the exception return. */
static inline void mmu_switch_leaving(uint64_t ttbr)
{
    __asm__ volatile("msr ttbr0_el1, %0" : : "r"(ttbr) : "memory");
}
static inline uint64_t mmu_ttbr(uint64_t root, uint16_t asid)
{
    return root | (uint64_t)asid << 48;
}

/* ---- gic.c, timer.c ---------------------------------------------------------------------- */
void gic_init(void);
uint32_t gic_claim(void); /* number of the pending interrupt, 1020 and above: none */
void gic_finish(uint32_t irq);
#define IRQ_TIMER 27

void timer_init(void);
uint64_t timer_now(void);       /* counter */
uint32_t timer_frequency(void); /* counts per second */
void timer_set(uint64_t count); /* interrupt at this counter value, UINT64_MAX: never */

/* ---- trap.c, vectors.S, fp.c ------------------------------------------------------------ */
void trap_init(void);
/* Saves the current kernel context in `from`, continues `to`. */
void switch_context(struct arch_thread *from, struct arch_thread *to);
/* A kernel context on `stack_top` that goes straight to user mode with *the frame at the top*. */
struct trap_frame *context_init_user(struct arch_thread *t, uint64_t stack_top);
/* A kernel context that goes to user mode with the frame the thread has. */
void context_resume_user(struct arch_thread *t, struct trap_frame *frame);
void fp_switched_to(struct thread *t); /* traps the first use unless t owns the registers */
void fp_forget(struct thread *t);      /* t ends */
void wait_for_interrupt(void);

static inline uint64_t tls_read(void)
{
    uint64_t v;
    __asm__ volatile("mrs %0, tpidr_el0" : "=r"(v));
    return v;
}

static inline void tls_write(uint64_t v)
{
    __asm__ volatile("msr tpidr_el0, %0" : : "r"(v));
}

/* ---- stop.c ------------------------------------------------------------------------------ */
_Noreturn void machine_stop(uint32_t status);

#endif /* __ASSEMBLER__ */
#endif
