/* Attributes. Rules: libkos-api 2. */
#ifndef RTL_COMPILER_H
#define RTL_COMPILER_H

#define __rtl_unused __attribute__((__unused__))
#ifndef __unused
#define __unused __attribute__((__unused__)) /* word for word as in <sys/cdefs.h> */
#endif

#endif
