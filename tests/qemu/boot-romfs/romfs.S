/* A ROMFS with two files, every field of which can be set from outside. */
#ifndef MAGIC
#define MAGIC "KROMFS1\0"
#endif
#ifndef COUNT
#define COUNT 2
#endif
#ifndef TOTAL
#define TOTAL 12288
#endif
#ifndef NAME1
#define NAME1 "second"
#endif
#ifndef OFFSET1
#define OFFSET1 8192
#endif
#ifndef SIZE1
#define SIZE1 16
#endif

.section .romfs, "a"
.balign 4096
start:
    .ascii MAGIC
    .word COUNT, TOTAL
    .ascii "first"
    .org start + 16 + 56
    .word 4096, 16
name1:
    .ascii NAME1
    .org name1 + 56
    .word OFFSET1, SIZE1
    .org start + 12288
