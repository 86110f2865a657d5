/* <stdio.h> of picolibc plus the types that POSIX has it declare (ssize_t, off_t), and with them
 * those of <sys/types.h> that programs take from here (u_int8_t and so on). */
#ifndef KOS_STDIO_H
#define KOS_STDIO_H

#pragma GCC system_header /* also when the folder is named by -I: #include_next is no ISO C */

#include <sys/types.h>

#include_next <stdio.h>

#endif
