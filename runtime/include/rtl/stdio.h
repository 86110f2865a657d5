/* Printing to the console. Contracts of printf and snprintf. Rules: libkos-api 13. */
#ifndef RTL_STDIO_H
#define RTL_STDIO_H

#include <stdarg.h>

#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

int rtl_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
int rtl_snprintf(char *buf, rtl_size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int rtl_vsnprintf(char *buf, rtl_size_t size, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

#ifdef __cplusplus
}
#endif
#endif
