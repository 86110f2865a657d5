/* Runs one decision of a security module ROUNDS times under callgrind, which counts in that loop
 * alone.
 *   decide PACKAGE SHAPE      PACKAGE: that of classes C00 and S00
 * Shapes: empty (the loop over a function that decides nothing), mN (method N with a constant part of
 * SIZE bytes, see `sizes`), and the rules of bench/policy/models by name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

#include <nk/ksm.h>

enum { ROUNDS = 1000, ENTRIES = 1000, SERVER_SID = 4 };

struct request {
    struct nk_message base;
    union {
        nk_uint32_t value;
        nk_ptr_t text;
        char room[16];
    } u;
};

static struct request req;
static struct ksm_event event;
static struct nk_arena arena;

static nk_uint16_t class_of(const char *package, const char *name)
{
    char full[64];
    snprintf(full, sizeof full, "%s.%s", package, name);
    for (nk_uint32_t i = 0; i < nk_ksm.class_count; i++)
        if (strcmp(nk_ksm.class_names[i], full) == 0)
            return (nk_uint16_t)i;
    fprintf(stderr, "decide: no class %s\n", full);
    exit(EXIT_FAILURE);
}

static void need(enum ksm_verdict verdict, const struct nk_reason *reason)
{
    char line[256];
    if (verdict == KSM_GRANTED)
        return;
    nk_ksm.explain(&event, reason, line, sizeof line);
    fprintf(stderr, "decide: %s\n", line);
    exit(EXIT_FAILURE);
}

static void ask(void)
{
    struct nk_reason reason;
    need(nk_ksm.decide(&event, &reason), &reason);
}

static void set(unsigned mid, nk_size_t size)
{
    nk_message_set_method_id_(&req.base, 0, (nk_mid_t)mid);
    nk_message_set_size(&req.base, size);
}

/* The server starts: its state begins. */
static void start(void)
{
    struct nk_message empty = {0};
    nk_message_set_size(&empty, sizeof empty);
    struct ksm_event execute = event;
    execute.kind = KSM_EXECUTE;
    execute.msg = &empty;
    struct nk_reason reason;
    need(nk_ksm.decide(&execute, &reason), &reason);
}

static void fill_set(void)
{
    set(4, 32);
    for (nk_uint32_t i = 0; i < ENTRIES; i++) {
        req.u.value = i * 7;
        ask();
    }
}

/* 64 bytes with the zero at the end. */
static void put_text(void)
{
    static char text[] = "alpha/bravo/charlie/delta/echo/foxtrot/golf/hotel/india-12345678";
    _Static_assert(sizeof text == 65, "64 bytes of text");
    arena = (struct nk_arena)NK_ARENA_INITIALIZER(text, text + sizeof text);
    arena.current = arena.end;
    event.arena = &arena;
    req.u.text = (nk_ptr_t){0, sizeof text};
}

static enum ksm_verdict nothing(const struct ksm_event *e, struct nk_reason *reason)
{
    (void)e, (void)reason;
    return KSM_GRANTED;
}

typedef enum ksm_verdict decide_fn(const struct ksm_event *, struct nk_reason *);

static decide_fn *prepare(const char *shape)
{
    if (strcmp(shape, "empty") == 0)
        return nothing;
    if (strcmp(shape, "m0") == 0 || strcmp(shape, "m1") == 0) {
        set((unsigned)(shape[1] - '0'), 40);
        return nk_ksm.decide;
    }
    start();
    if (strcmp(shape, "contains") == 0)
        fill_set();
    static const char *const names[] = {"plain", "check", "enter", "allow", "add", "contains"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(shape, names[i]) == 0) {
            set(i, 32);
            return nk_ksm.decide;
        }
    if (strcmp(shape, "match") != 0) {
        fprintf(stderr, "decide: no shape %s\n", shape);
        exit(EXIT_FAILURE);
    }
    set(6, 32);
    put_text();
    return nk_ksm.decide;
}

int main(int argc, char **argv)
{
    struct nk_reason reason;
    enum ksm_verdict verdict = KSM_GRANTED;
    if (argc != 3)
        return EXIT_FAILURE;
    event = (struct ksm_event){.kind = KSM_REQUEST,
                               .src_class = class_of(argv[1], "C00"),
                               .dst_class = class_of(argv[1], "S00"),
                               .src_sid = 3,
                               .dst_sid = SERVER_SID,
                               .msg = &req.base};
    decide_fn *volatile chosen = prepare(argv[2]);
    decide_fn *decide = chosen;
    CALLGRIND_TOGGLE_COLLECT;
    for (int i = 0; i < ROUNDS; i++)
        verdict |= decide(&event, &reason);
    CALLGRIND_TOGGLE_COLLECT;
    need(verdict, &reason);
    return EXIT_SUCCESS;
}
