/* Bits of the system registers and of page table entries (Arm ARM D8, D17). For C and assembly. */
#ifndef SYSREG_H
#define SYSREG_H

#ifdef __ASSEMBLER__
#define PTE_BIT 1
#else
#define PTE_BIT 1ull
#endif

#define PTE_VALID       1
#define PTE_BLOCK       1 /* levels 1 and 2 */
#define PTE_TABLE       3
#define PTE_PAGE        3 /* level 3 */
#define PTE_ATTR_NORMAL (0 << 2)
#define PTE_ATTR_DEVICE (1 << 2)
#define PTE_EL0         (1 << 6)
#define PTE_RO          (1 << 7)
#define PTE_SH_INNER    (3 << 8)
#define PTE_AF          (1 << 10)
#define PTE_NG          (1 << 11) /* belongs to one ASID */
#define PTE_PXN         (PTE_BIT << 53)
#define PTE_UXN         (PTE_BIT << 54)
#define PTE_ADDRESS     0x0000fffffffff000

/* Attribute 0: normal, write-back; 1: device nGnRE. */
#define MAIR_VALUE 0x04ff

/* TTBR0 39 bits, TTBR1 48 bits, 4 KiB granule, inner shareable write-back walks, 40-bit PA, 8-bit
 * ASID. */
#define TCR_VALUE                                                                                  \
    (25 | (16 << 16) | (5 << 8) | (3 << 12) | (5 << 24) | (3 << 28) | (PTE_BIT << 31) |            \
     (PTE_BIT << 33))

/* RES1 bits, MMU, caches, stack alignment checks; EL0 may use DC ZVA, read CTR_EL0, use WFI and
 * WFE. WXN: what is writable is never executable. It comes with the final map (SCTLR_WXN). */
#define SCTLR_VALUE                                                                                \
    (0x30d00800 | 1 | (1 << 2) | (1 << 12) | (3 << 3) | (1 << 14) | (1 << 15) | (1 << 16) |        \
     (1 << 18))
#define SCTLR_WXN (1 << 19)

#define ESR_SVC 0x56000000 /* EC_SVC64, 32-bit instruction, number 0 */

#define EC_UNKNOWN      0x00
#define EC_FP           0x07
#define EC_SVC64        0x15
#define EC_SYSTEM       0x18
#define EC_IABORT_LOWER 0x20
#define EC_PC_ALIGN     0x22
#define EC_DABORT_LOWER 0x24
#define EC_DABORT_SAME  0x25
#define EC_SP_ALIGN     0x26
#define EC_BRK          0x3c

#endif
