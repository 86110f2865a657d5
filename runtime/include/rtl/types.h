/* Fixed-width types of the RTL layer. Programs rely on its bringing the attributes along, which is
 * how all headers of the services have them. Rules: libkos-api 2. */
#ifndef RTL_TYPES_H
#define RTL_TYPES_H

#include <stddef.h>
#include <stdint.h>

#include <rtl/compiler.h>

typedef uint8_t rtl_uint8_t;
typedef uint16_t rtl_uint16_t;
typedef uint32_t rtl_uint32_t;
typedef uint64_t rtl_uint64_t;
typedef int8_t rtl_int8_t;
typedef int16_t rtl_int16_t;
typedef int32_t rtl_int32_t;
typedef int64_t rtl_int64_t;
typedef size_t rtl_size_t;
typedef ptrdiff_t rtl_ssize_t;
typedef uintptr_t rtl_uintptr_t;
typedef uint8_t rtl_bool;

#define rtl_true  ((rtl_bool)1)
#define rtl_false ((rtl_bool)0)

#if defined(__cplusplus)
#define RTL_NULL nullptr
#else
#define RTL_NULL ((void *)0)
#endif

#define RTL_UINT8_C(x)  x
#define RTL_UINT16_C(x) x
#define RTL_UINT32_C(x) x##U
#define RTL_UINT64_C(x) x##UL

#define UCORE_STRING_SIZE 1024 /* a kernel name with its NUL */

#endif
