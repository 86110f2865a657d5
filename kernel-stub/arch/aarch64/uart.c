/* PL011 console, polled (platform 1). QEMU leaves it enabled. */
#include "arch.h"

#define UART_BASE 0x09000000
#define UART_DR   0x00
#define UART_FR   0x18
#define FR_TXFF   (1u << 5)

static volatile uint32_t *reg(unsigned offset)
{
    return (volatile uint32_t *)phys_to_virt(UART_BASE + offset);
}

void uart_write(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        while (*reg(UART_FR) & FR_TXFF) {
        }
        *reg(UART_DR) = (unsigned char)text[i];
    }
}
