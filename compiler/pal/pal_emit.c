/* Test sets as tables in C, through templates/pal_tests.t. */
#include "back/tmpl.h"
#include "base/quote.h"
#include "pal/pal.h"
#include "policy/pol_module.h"

#include <stdlib.h>

enum { BYTES_PER_LINE = 16 };

/* ---- what the template sees ---- */

struct v_piece {
    uint32_t offset;
    const char *bytes, *note;
};

struct v_message {
    uint32_t number, size, arena_size;
    const char *comment;
    NKC_VEC(struct v_piece) constant, arena;
};

struct v_case {
    const char *kind, *expect, *title, *text, *file, *arena; /* C text */
    uint32_t src_class, dst_class, src_sid, dst_sid, message, arena_size, line, column;
};

struct v_test {
    const char *name, *file;
    uint32_t set, line, column;
    uint32_t setup_count, own_first, own_count, finally_first, finally_count;
};

struct v_set {
    const char *name, *file, *comment;
    uint32_t number, line, column, test_count;
    NKC_VEC(struct v_case) cases; /* of the setup, then of each test */
    NKC_VEC(struct v_test) tests;
};

struct v_suite {
    const char *source, *source_text, *model_hash;
    bool covered, has_execute;
    uint32_t set_count;
    NKC_VEC(struct v_message) messages;
    NKC_VEC(struct v_set) sets;
};

static const struct nkc_view_field piece_fields[] = {NKC_V_NUMBER("offset", struct v_piece, offset),
                                                     NKC_V_TEXT("bytes", struct v_piece, bytes),
                                                     NKC_V_TEXT("note", struct v_piece, note)};
static const struct nkc_view_type piece_view = NKC_V_TYPE("pal piece", piece_fields);

static const struct nkc_view_field message_fields[] = {
    NKC_V_NUMBER("number", struct v_message, number),
    NKC_V_NUMBER("size", struct v_message, size),
    NKC_V_NUMBER("arena_size", struct v_message, arena_size),
    NKC_V_TEXT("comment", struct v_message, comment),
    NKC_V_LIST("constant", struct v_message, constant, piece_view),
    NKC_V_LIST("arena", struct v_message, arena, piece_view)};
static const struct nkc_view_type message_view = NKC_V_TYPE("pal message", message_fields);

static const struct nkc_view_field case_fields[] = {
    NKC_V_TEXT("kind", struct v_case, kind),
    NKC_V_TEXT("expect", struct v_case, expect),
    NKC_V_TEXT("title", struct v_case, title),
    NKC_V_TEXT("text", struct v_case, text),
    NKC_V_TEXT("file", struct v_case, file),
    NKC_V_TEXT("arena", struct v_case, arena),
    NKC_V_NUMBER("src_class", struct v_case, src_class),
    NKC_V_NUMBER("dst_class", struct v_case, dst_class),
    NKC_V_NUMBER("src_sid", struct v_case, src_sid),
    NKC_V_NUMBER("dst_sid", struct v_case, dst_sid),
    NKC_V_NUMBER("message", struct v_case, message),
    NKC_V_NUMBER("arena_size", struct v_case, arena_size),
    NKC_V_NUMBER("line", struct v_case, line),
    NKC_V_NUMBER("column", struct v_case, column)};
static const struct nkc_view_type case_view = NKC_V_TYPE("pal case", case_fields);

static const struct nkc_view_field test_fields[] = {
    NKC_V_TEXT("name", struct v_test, name),
    NKC_V_TEXT("file", struct v_test, file),
    NKC_V_NUMBER("set", struct v_test, set),
    NKC_V_NUMBER("line", struct v_test, line),
    NKC_V_NUMBER("column", struct v_test, column),
    NKC_V_NUMBER("setup_count", struct v_test, setup_count),
    NKC_V_NUMBER("own_first", struct v_test, own_first),
    NKC_V_NUMBER("own_count", struct v_test, own_count),
    NKC_V_NUMBER("finally_first", struct v_test, finally_first),
    NKC_V_NUMBER("finally_count", struct v_test, finally_count)};
static const struct nkc_view_type test_view = NKC_V_TYPE("pal test", test_fields);

static const struct nkc_view_field set_fields[] = {
    NKC_V_TEXT("name", struct v_set, name),
    NKC_V_TEXT("file", struct v_set, file),
    NKC_V_TEXT("comment", struct v_set, comment),
    NKC_V_NUMBER("number", struct v_set, number),
    NKC_V_NUMBER("line", struct v_set, line),
    NKC_V_NUMBER("column", struct v_set, column),
    NKC_V_NUMBER("test_count", struct v_set, test_count),
    NKC_V_LIST("cases", struct v_set, cases, case_view),
    NKC_V_LIST("tests", struct v_set, tests, test_view)};
static const struct nkc_view_type set_view = NKC_V_TYPE("pal set", set_fields);

static const struct nkc_view_field suite_fields[] = {
    NKC_V_TEXT("source", struct v_suite, source),
    NKC_V_TEXT("source_text", struct v_suite, source_text),
    NKC_V_TEXT("model_hash", struct v_suite, model_hash),
    NKC_V_BOOL("covered", struct v_suite, covered),
    NKC_V_BOOL("has_execute", struct v_suite, has_execute),
    NKC_V_NUMBER("set_count", struct v_suite, set_count),
    NKC_V_LIST("messages", struct v_suite, messages, message_view),
    NKC_V_LIST("sets", struct v_suite, sets, set_view)};
static const struct nkc_view_type suite_view = NKC_V_TYPE("pal suite", suite_fields);

struct maker {
    struct nkc_session *s;
    struct v_suite *out;
};

/* ---- messages ---- */

/* "0x01, 0x02," with a new line after every sixteenth. */
static const char *bytes_text(struct maker *m, const unsigned char *bytes, uint32_t size)
{
    struct nkc_buf text = {0};
    for (uint32_t i = 0; i < size; i++) {
        if (i)
            nkc_buf_puts(&text, i % BYTES_PER_LINE ? " " : "\n        ");
        nkc_buf_printf(&text, "0x%02x,", bytes[i]);
    }
    const char *result = nkc_arena_strndup(m->s->arena, text.data ? text.data : "", text.len);
    nkc_buf_free(&text);
    return result;
}

static int compare_pieces(const void *a, const void *b)
{
    const struct v_piece *x = a, *y = b;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

static void add_message(struct maker *m, const struct pal_message *message, const char *comment)
{
    struct v_message out = {.number = message->number,
                            .size = message->size,
                            .arena_size = message->arena_size,
                            .comment = nkc_quote_comment(m->s->arena, comment)};
    NKC_FOREACH(i, &message->pieces) {
        const struct pal_piece *piece = &message->pieces.data[i];
        const unsigned char *bytes = piece->in_arena ? message->arena : message->constant;
        struct v_piece v = {piece->offset, bytes_text(m, bytes + piece->offset, piece->size),
                            nkc_quote_comment(m->s->arena, piece->note)};
        if (piece->in_arena)
            nkc_vec_push(m->s->arena, &out.arena, v);
        else
            nkc_vec_push(m->s->arena, &out.constant, v);
    }
    if (out.arena.len)
        qsort(out.arena.data, out.arena.len, sizeof *out.arena.data, compare_pieces);
    qsort(out.constant.data, out.constant.len, sizeof *out.constant.data, compare_pieces);
    nkc_vec_push(m->s->arena, &m->out->messages, out);
}

/* ---- cases, tests, sets ---- */

static void add_case(struct maker *m, struct v_set *set, const struct pal_case *c)
{
    static const char *const kinds[] = {"KSM_EXECUTE", "KSM_REQUEST", "KSM_RESPONSE", "KSM_ERROR",
                                        "KSM_SECURITY"};
    static const char *const expectations[] = {
        [PSL_X_GRANT] = "NK_PAL_GRANT", [PSL_X_DENY] = "NK_PAL_DENY", [PSL_X_ANY] = "NK_PAL_ANY"};
    struct nkc_arena *arena = m->s->arena;
    const struct pal_message *message = c->message;
    bool has_arena = message && message->arena_size;
    struct v_case out = {
        .kind = kinds[c->event],
        .expect = expectations[c->expect],
        .title = c->source->title ? nkc_quote_c(arena, c->source->title) : "(const char *)0",
        .text = nkc_quote_c(arena, c->text),
        .file = nkc_quote_c(arena, c->file),
        .arena = has_arena ? nkc_arena_printf(arena, "pal_arena_%u", message->number)
                           : "(const nk_uint8_t *)0",
        .arena_size = has_arena ? message->arena_size : 0,
        .src_class = c->src_class,
        .dst_class = c->dst_class,
        .src_sid = c->src_sid,
        .dst_sid = c->dst_sid,
        .message = message ? message->number : 0,
        .line = c->line,
        .column = c->column,
    };
    m->out->has_execute |= !message;
    if (message && message->number == m->out->messages.len + 1)
        add_message(m, message, c->text);
    nkc_vec_push(arena, &set->cases, out);
}

/* Appends the cases; says where they begin. */
static uint32_t add_cases(struct maker *m, struct v_set *set, const struct pal_cases *cases)
{
    uint32_t first = (uint32_t)set->cases.len;
    NKC_FOREACH(i, &cases->list)
        add_case(m, set, cases->list.data[i]);
    return first;
}

/* Names go into lines of reports. */
static const char *clean_name(struct maker *m, const char *name)
{
    char *clean = nkc_arena_strdup(m->s->arena, name);
    for (char *c = clean; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = ' ';
    return clean;
}

static const char *name_text(struct maker *m, const char *name)
{
    return nkc_quote_c(m->s->arena, clean_name(m, name));
}

static void add_test(struct maker *m, struct v_set *set, const struct pal_test *test)
{
    struct v_test out = {.name = name_text(m, test->name),
                         .file = nkc_quote_c(m->s->arena, test->file),
                         .set = set->number,
                         .line = test->line,
                         .column = test->column,
                         .setup_count = (uint32_t)test->setup->list.len,
                         .own_count = (uint32_t)test->own.list.len,
                         .finally_count = (uint32_t)test->finally.list.len};
    out.own_first = add_cases(m, set, &test->own);
    out.finally_first = add_cases(m, set, &test->finally);
    nkc_vec_push(m->s->arena, &set->tests, out);
}

static void add_set(struct maker *m, const struct pal_set *set)
{
    struct v_set out = {.name = name_text(m, set->name),
                        .file = nkc_quote_c(m->s->arena, set->file),
                        .comment = nkc_quote_comment(m->s->arena, clean_name(m, set->name)),
                        .number = (uint32_t)m->out->sets.len + 1,
                        .line = set->line,
                        .column = set->column,
                        .test_count = (uint32_t)set->tests.len};
    add_cases(m, &out, &set->setup);
    NKC_FOREACH(i, &set->tests)
        add_test(m, &out, set->tests.data[i]);
    nkc_vec_push(m->s->arena, &m->out->sets, out);
}

bool pal_emit(struct policy *p, const struct pal_suite *suite, struct nkc_buf *out)
{
    const char *label = p->files.data[0]->label;
    struct v_suite view = {.source = nkc_quote_comment(p->s->arena, label),
                           .source_text = nkc_quote_c(p->s->arena, label),
                           .model_hash = pol_model_hash_text(p),
                           .covered = p->coverage,
                           .set_count = (uint32_t)suite->sets.len};
    struct maker m = {p->s, &view};
    NKC_FOREACH(i, &suite->sets)
        add_set(&m, suite->sets.data[i]);
    return nkc_tmpl_print(nkc_tmpl_builtin_set(p->s), "pal_tests", &suite_view, &view, out);
}
