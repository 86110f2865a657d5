/* Vectors as JSON lines. Everything printed is ASCII: names of descriptions are identifiers. */
#include "back/vec.h"

/* Shorter runs of one byte are not worth a piece of their own. */
enum { RUN_MIN = 12 };

static uint64_t run_length(const unsigned char *bytes, uint64_t size, uint64_t at)
{
    uint64_t end = at + 1;
    while (end < size && bytes[end] == bytes[at])
        end++;
    return end - at;
}

static void print_hex(struct nkc_buf *out, const unsigned char *bytes, uint64_t size)
{
    for (uint64_t i = 0; i < size; i++) {
        nkc_buf_putc(out, "0123456789abcdef"[bytes[i] >> 4]);
        nkc_buf_putc(out, "0123456789abcdef"[bytes[i] & 15]);
    }
}

/* [["00",24],["616263",1]]: each piece is repeated as often as its number says. */
static void print_bytes(struct nkc_buf *out, const unsigned char *bytes, uint64_t size)
{
    nkc_buf_putc(out, '[');
    for (uint64_t at = 0; at < size;) {
        uint64_t run = run_length(bytes, size, at), end = at;
        if (run < RUN_MIN)
            for (run = 1; end < size && run_length(bytes, size, end) < RUN_MIN;)
                end += run_length(bytes, size, end);
        else
            end = at + 1;
        nkc_buf_puts(out, at ? ",[\"" : "[\"");
        print_hex(out, bytes + at, end - at);
        nkc_buf_printf(out, "\",%llu]", (unsigned long long)run);
        at = run >= RUN_MIN ? at + run : end;
    }
    nkc_buf_putc(out, ']');
}

static void print_head(const struct vec *v, const struct vec_place *place, const char *label)
{
    nkc_buf_printf(v->out, "{\"message\":\"%s\",\"vector\":\"%s%s%s\"", v->name, place->where,
                   *place->where ? "/" : "", label);
}

static void print_want(struct nkc_buf *out, const struct vec_place *place, struct vec_want want)
{
    static const char *const words[] = {
        [VEC_OK] = "ok",
        [VEC_SIZE] = "size",
        [VEC_HANDLES] = "handles",
        [VEC_ARENA_MISSING] = "arena-missing",
        [VEC_ARENA_EXTRA] = "arena-extra",
        [VEC_OUTSIDE] = "outside",
        [VEC_MISALIGNED] = "misaligned",
        [VEC_MULTIPLE] = "multiple",
        [VEC_COUNT] = "count",
        [VEC_TERMINATOR] = "terminator",
        [VEC_INNER_ZERO] = "inner-zero",
        [VEC_UTF8] = "utf8",
        [VEC_TAG] = "tag",
    };
    nkc_buf_printf(out, "\"expect\":\"%s\"", words[want.code]);
    if (want.code != VEC_OK)
        nkc_buf_printf(out,
                       ",\"code\":%u,\"field\":\"%s\",\"elem\":[%lu,%lu],\"value\":\"%llu\","
                       "\"limit\":\"%llu\"",
                       (unsigned)want.code, place->path, (unsigned long)place->elem[0],
                       (unsigned long)place->elem[1], (unsigned long long)want.value,
                       (unsigned long long)want.limit);
}

void vec_print(const struct vec *v, const struct vec_place *place, const char *label,
               struct vec_want want)
{
    print_head(v, place, label);
    nkc_buf_puts(v->out, ",\"constant\":");
    print_bytes(v->out, v->constant, v->type->size);
    nkc_buf_puts(v->out, ",\"arena\":");
    if (v->shape == VEC_ARENA_NONE)
        nkc_buf_puts(v->out, "null");
    else
        print_bytes(v->out, v->arena, v->used);
    if (v->shape == VEC_ARENA_BACKWARDS)
        nkc_buf_puts(v->out, ",\"used\":-1");
    else if (v->shape == VEC_ARENA_HUGE)
        nkc_buf_puts(v->out, ",\"used\":4294967296");
    nkc_buf_putc(v->out, ',');
    print_want(v->out, place, want);
    nkc_buf_puts(v->out, "}\n");
}

void vec_print_skipped(const struct vec *v, const struct vec_place *place, const char *label,
                       uint64_t bytes)
{
    print_head(v, place, label);
    nkc_buf_printf(v->out, ",\"expect\":\"skipped\",\"bytes\":%llu}\n", (unsigned long long)bytes);
}
