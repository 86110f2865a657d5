/* <stdio.h> of picolibc plus the types that POSIX has it declare (ssize_t, off_t), and with them
 * those of <sys/types.h> that programs take from here (u_int8_t and so on). */
#ifndef KOS_STDIO_H
#define KOS_STDIO_H

#include <sys/types.h>

#include_next <stdio.h>

#endif
