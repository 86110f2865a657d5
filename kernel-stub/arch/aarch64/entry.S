/* First instructions: entered by QEMU at EL1 with the MMU off, at the physical address. Builds a
 * boot map of two 1 GiB blocks (devices, RAM), once at the same address and once at KERNEL_OFFSET,
 * and jumps up. mmu_init replaces it. */
#include "arch.h"
#include "sysreg.h"

.section .text.boot, "ax"
.global _start
_start:
    msr daifset, #0xf
    adrp x0, __bss_start
    adrp x1, __bss_end
1:  stp xzr, xzr, [x0], #64 /* both are multiples of a page */
    stp xzr, xzr, [x0, #-48]
    stp xzr, xzr, [x0, #-32]
    stp xzr, xzr, [x0, #-16]
    cmp x0, x1
    b.lo 1b

    adrp x1, boot_l1
    ldr x2, =(PTE_BLOCK | PTE_AF | PTE_ATTR_DEVICE | PTE_PXN | PTE_UXN)
    str x2, [x1]
    ldr x2, =(RAM_BASE | PTE_BLOCK | PTE_AF | PTE_SH_INNER | PTE_ATTR_NORMAL)
    str x2, [x1, #8]
    adrp x0, boot_l0
    orr x2, x1, #PTE_TABLE
    str x2, [x0]

    ldr x2, =MAIR_VALUE
    msr mair_el1, x2
    ldr x2, =TCR_VALUE
    msr tcr_el1, x2
    msr ttbr0_el1, x1
    msr ttbr1_el1, x0
    dsb sy
    tlbi vmalle1
    dsb sy
    isb
    ldr x2, =SCTLR_VALUE
    msr sctlr_el1, x2
    isb
    ldr x2, =high
    br x2
high:
    ldr x2, =boot_stack_top
    mov sp, x2
    mov x29, #0
    mov x30, #0
    b kernel_main
.ltorg

.section .bss.boot, "aw", %nobits
.balign KSTACK_WINDOW
    .skip KSTACK_WINDOW
.global boot_stack_top
boot_stack_top:
.balign 4096
boot_l0:
    .skip 4096
boot_l1:
    .skip 4096
