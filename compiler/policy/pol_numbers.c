#include "policy/pol_numbers.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX = 96, INDENT = 4 };

void pol_numbers_item(struct pol_numbers *n, const char *item)
{
    size_t indent = n->indent ? n->indent : INDENT, len = strlen(item);
    if (n->column && n->column + len + 1 > LINE_MAX) {
        nkc_buf_printf(&n->text, "\n%*s", (int)indent, "");
        n->column = indent;
    } else if (n->column) {
        nkc_buf_putc(&n->text, ' ');
        n->column++;
    } else {
        n->column = indent;
    }
    nkc_buf_puts(&n->text, item);
    n->column += len;
}

void pol_numbers_add(struct pol_numbers *n, unsigned long value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%lu,", value);
    pol_numbers_item(n, digits);
}

const char *pol_numbers_end(struct nkc_arena *arena, struct pol_numbers *n)
{
    if (n->text.len == 0)
        pol_numbers_add(n, 0);
    const char *text = nkc_arena_strndup(arena, n->text.data, n->text.len);
    nkc_buf_free(&n->text);
    return text;
}

const char *pol_numbers_bytes(struct nkc_arena *arena, const uint8_t *data, size_t count,
                              size_t indent)
{
    struct pol_numbers n = {.indent = indent};
    for (size_t i = 0; i < count; i++)
        pol_numbers_add(&n, data[i]);
    return pol_numbers_end(arena, &n);
}

const char *pol_numbers_u16(struct nkc_arena *arena, const uint16_t *data, size_t count)
{
    struct pol_numbers n = {0};
    for (size_t i = 0; i < count; i++)
        pol_numbers_add(&n, data[i]);
    return pol_numbers_end(arena, &n);
}
