/* The copy of a short message from user memory, in the place where it is needed.
 *
 * A fault between the two ends of a copy that has an entry in the table .usercopy_table is not the
 * kernel's: trap.c continues at the entry's third address. copy.S has such an entry too. */
#ifndef USERCOPY_H
#define USERCOPY_H

struct usercopy {
    uint64_t start, end, fault;
};
/* kos-qemu.ld */
extern const struct usercopy __usercopy_table_start[], __usercopy_table_end[];

#define USER_COPY_SHORT_MAX 120

/* Copies a message of `size` bytes, a multiple of 8 from 24 to USER_COPY_SHORT_MAX, from `from`, a
 * user address, to kernel memory: its first eight bytes, which are also left in *head, then zeros
 * for the sixteen that are the kernel's alone, then the rest. False: there is nothing to read, and
 * a part was written. Pre: `from` lies below KOS_USER_END; what lies above is never mapped. */
static inline __attribute__((always_inline)) bool user_copy_short(void *to, uint64_t from,
                                                                  uint64_t size, uint64_t *head)
{
    uint64_t h;

    __asm__ goto("1: tbz %[n], #6, 2f\n"
                 "   ldr %[h], [%[f]]\n"
                 "   ldr x15, [%[f], #24]\n"
                 "   stp %[h], xzr, [%[t]]\n"
                 "   stp xzr, x15, [%[t], #16]\n"
                 "   ldp x15, x16, [%[f], #32]\n"
                 "   stp x15, x16, [%[t], #32]\n"
                 "   ldp x15, x16, [%[f], #48]\n"
                 "   stp x15, x16, [%[t], #48]\n"
                 "   ands x17, %[n], #56\n"
                 "   b.eq 6f\n"
                 "   add %[f], %[f], #64\n"
                 "   add %[t], %[t], #64\n"
                 "   b 3f\n"
                 "2: ldp %[h], x15, [%[f]], #16\n"
                 "   ldr x16, [%[f]], #8\n"
                 "   stp %[h], xzr, [%[t]], #16\n"
                 "   str xzr, [%[t]], #8\n"
                 "   sub x17, %[n], #24\n"
                 "3: tbz x17, #5, 4f\n"
                 "   ldp x15, x16, [%[f]], #16\n"
                 "   stp x15, x16, [%[t]], #16\n"
                 "   ldp x15, x16, [%[f]], #16\n"
                 "   stp x15, x16, [%[t]], #16\n"
                 "4: tbz x17, #4, 5f\n"
                 "   ldp x15, x16, [%[f]], #16\n"
                 "   stp x15, x16, [%[t]], #16\n"
                 "5: tbz x17, #3, 6f\n"
                 "   ldr x15, [%[f]]\n"
                 "   str x15, [%[t]]\n"
                 "6:\n"
                 ".pushsection .usercopy_table, \"a\"\n"
                 ".quad 1b, 6b, %l[fault]\n"
                 ".popsection"
                 : [h] "=&r"(h), [t] "+r"(to), [f] "+r"(from)
                 : [n] "r"(size)
                 : "x15", "x16", "x17", "cc", "memory"
                 : fault);
    *head = h;
    return true;
fault:
    return false;
}

#endif
