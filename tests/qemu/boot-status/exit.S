/* Ends with the status it is built with. */
#include "bare.S"
.global _start
_start:
    call_kernel 4, 10, STATUS
    brk #1
