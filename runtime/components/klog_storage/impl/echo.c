#include "impl/echo.h"

#include <klog/client.h>
#include <nk/verify.h>
#include <string.h>

/* Control characters of ASCII and, as terminals obey them too, those from U+0080 to U+009F. */
static nk_bool_t is_control(const nk_uint8_t *at)
{
    return *at < ' ' || *at == 0x7f || (*at == 0xc2 && at[1] < 0xa0);
}

/* What begins at `at`, of `left` bytes; returns how many it was. */
static nk_uint32_t print_character(FILE *to, const nk_uint8_t *at, nk_uint32_t left)
{
    const nk_uint32_t size = nk_verify_sequence(at, left);

    if (*at == '\n')
        fputs(at[1] == ' ' ? "\n" : "\n  ", to);
    else if (size == 0 || is_control(at))
        fprintf(to, "\\x%02x", *at);
    else
        fwrite(at, 1, size, to);
    return size == 0 || is_control(at) ? 1 : size;
}

void klog_echo(FILE *to, const struct kl_KlogStorage_Entry *entry)
{
    const nk_uint8_t *at = entry->msg;
    nk_uint32_t left = (nk_uint32_t)strlen((const char *)at), size;

    if (entry->source != KLOG_SOURCE_AUDIT)
        fprintf(to, "[%u] ", (unsigned)entry->source);
    for (; left > 0; at += size, left -= size)
        size = print_character(to, at, left);
    putc('\n', to);
}
