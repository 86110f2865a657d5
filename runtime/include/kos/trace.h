/* Log lines "[TAG] text" on the console: INFO(TAG, format, ...). TAG is a bare identifier.
 * A program's own macros of these names win. Rules: libkos-api 13. */
#ifndef KOS_TRACE_H
#define KOS_TRACE_H

#include <rtl/stdio.h>

#define KOS_TRACE_LINE_(tag, ...)                                                                  \
    (rtl_printf("[%s] ", #tag), rtl_printf(__VA_ARGS__), rtl_printf("\n"))

#ifndef INFO
#define INFO(tag, ...) KOS_TRACE_LINE_(tag, __VA_ARGS__)
#endif
#ifndef WARN
#define WARN(tag, ...) KOS_TRACE_LINE_(tag, __VA_ARGS__)
#endif
#ifndef ERR
#define ERR(tag, ...) KOS_TRACE_LINE_(tag, __VA_ARGS__)
#endif
#ifndef ERROR
#define ERROR(tag, ...) KOS_TRACE_LINE_(tag, __VA_ARGS__)
#endif
#ifndef DEBUG
#define DEBUG(tag, ...) KOS_TRACE_LINE_(tag, __VA_ARGS__)
#endif

#endif
