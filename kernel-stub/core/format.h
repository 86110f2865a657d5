/* The va_list form of format (kernel.h), for functions that take printf arguments themselves. */
#ifndef KERNEL_FORMAT_H
#define KERNEL_FORMAT_H

#include <stdarg.h>
#include "kernel.h"

void vformat(struct buffer *b, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));

#endif
