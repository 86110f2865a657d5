/* GICv2: only the virtual timer's interrupt is used. */
#include "arch.h"

#define GICD_BASE 0x08000000
#define GICC_BASE 0x08010000

#define GICD_CTLR      0x000
#define GICD_ISENABLER 0x100
#define GICD_IPRIORITY 0x400
#define GICC_CTLR      0x00
#define GICC_PMR       0x04
#define GICC_IAR       0x0c
#define GICC_EOIR      0x10

static volatile uint32_t *reg(uint64_t base, unsigned offset)
{
    return (volatile uint32_t *)phys_to_virt(base + offset);
}

void gic_init(void)
{
    *reg(GICD_BASE, GICD_CTLR) = 0;
    *reg(GICD_BASE, GICD_IPRIORITY + IRQ_TIMER / 4 * 4) = 0x80808080;
    *reg(GICD_BASE, GICD_ISENABLER) = 1u << IRQ_TIMER;
    *reg(GICD_BASE, GICD_CTLR) = 1;
    *reg(GICC_BASE, GICC_PMR) = 0xff;
    *reg(GICC_BASE, GICC_CTLR) = 1;
}

uint32_t gic_claim(void)
{
    return *reg(GICC_BASE, GICC_IAR) & 0x3ff;
}

void gic_finish(uint32_t irq)
{
    *reg(GICC_BASE, GICC_EOIR) = irq;
}
