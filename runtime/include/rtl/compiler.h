/* Attributes. Rules: libkos-api 2. */
#ifndef RTL_COMPILER_H
#define RTL_COMPILER_H

#define __rtl_unused __attribute__((unused))
#ifndef __unused
#define __unused __attribute__((unused))
#endif

#endif
