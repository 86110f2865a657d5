/* One ELF file with three segments; the test breaks copies of it. */
.section .text
.global _start
_start:
    brk #7
.section .rodata
    .quad 1
.section .data
    .quad 2
.section .bss
    .skip 4096
