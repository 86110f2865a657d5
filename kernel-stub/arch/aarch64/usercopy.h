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

/* Copies `size` bytes, a multiple of 8 from 8 to USER_COPY_SHORT_MAX, from `from`, a user address,
 * to kernel memory. False: there is nothing to read, and a part was written.
 * Pre: `from` lies below KOS_USER_END; what lies above is never mapped. */
static inline __attribute__((always_inline)) bool user_copy_short(void *to, uint64_t from,
                                                                  uint64_t size)
{
    __asm__ goto("1: tbz %[n], #6, 2f\n"
                 "   ldp x10, x11, [%[f]]\n"
                 "   ldp x12, x13, [%[f], #16]\n"
                 "   ldp x14, x15, [%[f], #32]\n"
                 "   ldp x16, x17, [%[f], #48]\n"
                 "   stp x10, x11, [%[t]]\n"
                 "   stp x12, x13, [%[t], #16]\n"
                 "   stp x14, x15, [%[t], #32]\n"
                 "   stp x16, x17, [%[t], #48]\n"
                 "   tst %[n], #56\n"
                 "   b.eq 6f\n"
                 "   add x16, %[f], #64\n"
                 "   add x17, %[t], #64\n"
                 "   b 3f\n"
                 "2: mov x16, %[f]\n"
                 "   mov x17, %[t]\n"
                 "3: tbz %[n], #5, 4f\n"
                 "   ldp x10, x11, [x16], #32\n"
                 "   ldp x12, x13, [x16, #-16]\n"
                 "   stp x10, x11, [x17], #32\n"
                 "   stp x12, x13, [x17, #-16]\n"
                 "4: tbz %[n], #4, 5f\n"
                 "   ldp x10, x11, [x16], #16\n"
                 "   stp x10, x11, [x17], #16\n"
                 "5: tbz %[n], #3, 6f\n"
                 "   ldr x10, [x16]\n"
                 "   str x10, [x17]\n"
                 "6:\n"
                 ".pushsection .usercopy_table, \"a\"\n"
                 ".quad 1b, 6b, %l[fault]\n"
                 ".popsection"
                 :
                 : [t] "r"(to), [f] "r"(from), [n] "r"(size)
                 : "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "cc", "memory"
                 : fault);
    return true;
fault:
    return false;
}

#endif
