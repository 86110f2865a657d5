/* Loaded by its parent, not by the kernel. */
#include <stdio.h>

static int zero[4096]; /* .bss must read as 0 */
static int nine = 9;

int main(void)
{
    puts("child: loaded");
    return nine + zero[4095];
}
