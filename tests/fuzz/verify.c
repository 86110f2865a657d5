/* Verifiers of the type zoo against the rules (tests/vectors/reference.c): for any bytes the same
 * verdict, field, place, value and limit, and no byte outside the message is read.
 *
 * An input is: the message (one byte), how its header and arena are (one byte, 0 = sound), the
 * parameters (as many bytes as the message has; missing ones are zero), the arena (all the rest).
 * The arena ends where the allocation of the input ends, the constant part where its array ends, so
 * that the address sanitizer sees a read behind either. */
#include "reference.h"

#include "model/load.h"
#include "zoo_headers.h"

#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEADER = 24, CONSTANT_MAX = 4096, MESSAGES_MAX = 256 };

enum shape {
    SOUND,
    SIZE_SMALL,
    SIZE_LARGE,
    HANDLE_MORE,
    ARENA_NONE,
    ARENA_BACKWARDS,
    ARENA_HUGE,
    ERROR_FLAG,
    SHAPES
};

struct target {
    int (*check)(const struct nk_message *, const struct nk_arena *, struct nk_reason *);
    const char *(*field)(nk_uint16_t);
    const char *name;
    const struct nkc_message *type;
};

static struct target targets[MESSAGES_MAX] = {
#define MESSAGE(package, message)                                                                  \
    {nk_check_##message, package##_val_field, "nk_check_" #message, NULL},
#include "zoo_messages.h"
#undef MESSAGE
};
static size_t target_count;
static unsigned char constant[CONSTANT_MAX];

static _Noreturn void stop(const char *what, const char *name)
{
    fprintf(stderr, "fuzz: %s: %s\n", what, name);
    abort();
}

static void add_types(struct nkc_session *s, const struct nkc_interface *iface)
{
    NKC_FOREACH(i, &iface->methods)
        for (int d = 0; d < NKC_DIRECTIONS; d++) {
            static const char *const words[] = {"req", "res", "err"};
            const struct nkc_method *method = iface->methods.data[i];
            const char *name = nkc_arena_printf(s->arena, "nk_check_%s_%s_%s",
                                                iface->package->c_name, method->name, words[d]);
            for (size_t k = 0; k < MESSAGES_MAX && targets[k].name; k++)
                if (strcmp(targets[k].name, name) == 0)
                    targets[k].type = &method->message[d];
        }
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char *const dirs[] = {"tests/zoo", "tests/golden/gen/zoo.in", "tests/unit/nk/gen"};
    static const char *const packages[] = {"zoo.Wire", "zoo.Ping", "zoo.Extended", "check.Verify"};
    struct nkc_session *s = nkc_session_new("fuzz");
    struct nkc_model *m = nkc_model_new(s);
    (void)argc, (void)argv;
    for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++)
        nkc_vec_push(s->arena, &s->include_dirs, dirs[i]);
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++) {
        const struct nkc_package *p = nkc_load_package(m, packages[i], NKC_NO_SPAN);
        if (!p || s->error_count)
            stop("cannot load; run from the root of the repository", packages[i]);
        add_types(s, p->interface);
    }
    for (; target_count < MESSAGES_MAX && targets[target_count].name; target_count++)
        if (!targets[target_count].type || targets[target_count].type->size > CONSTANT_MAX)
            stop("no such message in the model, or too large", targets[target_count].name);
    return 0;
}

static void fill_header(unsigned char *msg, const struct nkc_message *type, enum shape shape)
{
    uint32_t size = type->size, handles = type->handle_count;
    size -= shape == SIZE_SMALL;
    size += shape == SIZE_LARGE;
    handles += shape == HANDLE_MORE;
    uint32_t ex = size | handles << 23 | (shape == ERROR_FLAG ? 1u << 31 : 0);
    for (int i = 0; i < 4; i++)
        msg[4 + i] = (unsigned char)(ex >> (8 * i));
}

static void compare(const struct target *t, int accepted, const struct nk_reason *reason,
                    const struct ref_verdict *want)
{
    const char *field;

    if (accepted != (want->code == 0))
        stop(accepted ? "accepted against the rules" : "refused against the rules", t->name);
    if (accepted)
        return;
    field = t->field(reason->field);
    if (reason->stage != NK_STAGE_STRUCTURE || reason->code != want->code)
        stop("wrong code", t->name);
    if (strcmp(field ? field : "", want->field) != 0 || reason->elem[0] != want->elem[0] ||
        reason->elem[1] != want->elem[1])
        stop("wrong field", t->name);
    if (reason->value != want->value || reason->limit != want->limit)
        stop("wrong value or limit", t->name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const struct target *t = &targets[data[0] % target_count];
    enum shape shape = data[1] < SHAPES ? (enum shape)data[1] : SOUND;
    unsigned char *msg = constant + CONSTANT_MAX - t->type->size;
    size_t params = t->type->size - HEADER, given = size - 2 < params ? size - 2 : params;
    const uint8_t *start = data + 2 + given;
    int64_t used = (int64_t)(size - 2 - given);

    memset(msg, 0, t->type->size);
    memcpy(msg + HEADER, data + 2, given);
    fill_header(msg, t->type, shape);
    used = shape == ARENA_BACKWARDS ? -1 : shape == ARENA_HUGE ? INT64_C(1) << 32 : used;
    struct nk_arena arena = {(void *)(uintptr_t)start, (void *)((uintptr_t)start + (uintptr_t)used),
                             (void *)(uintptr_t)(data + size)};
    struct ref_message ref = {msg, shape != ARENA_NONE, start, used};
    struct nk_reason reason = {0};
    int accepted = t->check((const struct nk_message *)(const void *)msg,
                            shape == ARENA_NONE ? NULL : &arena, &reason);
    struct ref_verdict want = ref_check(t->type, &ref);
    compare(t, accepted, &reason, &want);
    return 0;
}
