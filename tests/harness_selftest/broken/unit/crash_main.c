/* A program that crashes before its first test. */
#include <stdlib.h>

int main(void)
{
    abort();
}
