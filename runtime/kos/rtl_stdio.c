/* rtl_printf and rtl_snprintf: the C library's. */
#include <rtl/stdio.h>

#include <stdio.h>

int rtl_printf(const char *format, ...)
{
    va_list args;
    int length;

    va_start(args, format);
    length = vprintf(format, args);
    va_end(args);
    return length;
}

int rtl_vsnprintf(char *buf, rtl_size_t size, const char *format, va_list args)
{
    return vsnprintf(buf, size, format, args);
}

int rtl_snprintf(char *buf, rtl_size_t size, const char *format, ...)
{
    va_list args;
    int length;

    va_start(args, format);
    length = vsnprintf(buf, size, format, args);
    va_end(args);
    return length;
}
