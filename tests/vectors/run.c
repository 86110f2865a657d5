/* Checks generated verifiers against test vectors. Each message lies in memory of exactly its size,
 * so that a sanitizer sees every byte read outside. Prints each difference and, as its last line,
 * `vectors: N messages, N passed, N failed, N skipped`; status 1 when one failed or none ran. */
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct totals {
    unsigned long passed, failed, skipped;
    size_t response;    /* arena of the method's largest response */
    int response_known; /* it was not left out */
};

static size_t total_size(const struct vt_piece *pieces, unsigned count)
{
    size_t size = 0;

    for (unsigned i = 0; i < count; i++)
        size += pieces[i].size * pieces[i].repeat;
    return size;
}

static unsigned char *unpack(const struct vt_piece *pieces, unsigned count, size_t *size)
{
    unsigned char *bytes, *at;

    *size = total_size(pieces, count);
    bytes = at = malloc(*size ? *size : 1);
    if (!bytes) {
        puts("vectors: out of memory");
        exit(1);
    }
    for (unsigned i = 0; i < count; i++)
        for (unsigned long k = 0; k < pieces[i].repeat; k++, at += pieces[i].size)
            memcpy(at, pieces[i].bytes, pieces[i].size);
    return bytes;
}

static const struct nk_arena *make_arena(const struct vt_vector *v, unsigned char *bytes,
                                         size_t size, struct nk_arena *arena)
{
    nk_uintptr_t start = (nk_uintptr_t)bytes;

    arena->start = bytes;
    arena->end = bytes + size;
    arena->current = arena->end;
    if (v->shape == VT_BACKWARDS)
        arena->current = (void *)(start - 1);
    if (v->shape == VT_HUGE)
        arena->current = (void *)(start + (nk_uintptr_t)NK_UINT64_C(0x100000000));
    return v->shape == VT_NONE ? NULL : arena;
}

/* NULL when the verdict is the expected one, else what differs. */
static const char *compare(const struct vt_message *m, const struct vt_vector *v, int accepted,
                           const struct nk_reason *reason)
{
    static const struct nk_reason untouched;
    const char *field = m->field(reason->field);

    if (accepted != 0 && accepted != 1)
        return "result";
    if (m->field(0) || m->field(NK_UINT16_MAX))
        return "a row that does not exist has a name";
    if (accepted != (v->code == 0))
        return accepted ? "accepted" : "refused";
    if (accepted)
        return memcmp(reason, &untouched, sizeof untouched) ? "reason of an accepted message"
                                                            : NULL;
    if (reason->stage != NK_STAGE_STRUCTURE || reason->rule || reason->cond)
        return "stage";
    if (reason->code != v->code)
        return "code";
    if (strcmp(field ? field : "", v->field) != 0)
        return "field";
    if (reason->elem[0] != v->elem[0] || reason->elem[1] != v->elem[1])
        return "elem";
    if (reason->value != v->value)
        return "value";
    return reason->limit != v->limit ? "limit" : NULL;
}

/* The largest message has the declared sizes. The arena of a response is declared together with
 * that of the error reply, which follows it in the tables: the larger one counts. */
static const char *compare_sizes(const struct vt_message *m, const struct vt_vector *v,
                                 size_t constant, size_t arena, struct totals *totals)
{
    if (constant != m->size)
        return "size of the constant part";
    if (strcmp(v->name, "maximal") != 0)
        return NULL;
    if (m->kind == VT_RESPONSE) {
        totals->response = arena;
        totals->response_known = 1;
        return arena > m->arena_size ? "size of the arena" : NULL;
    }
    if (m->kind == VT_ERROR && !totals->response_known)
        return NULL;
    if (m->kind == VT_ERROR && totals->response > arena)
        arena = totals->response;
    return arena != m->arena_size ? "size of the arena" : NULL;
}

static void run_vector(const struct vt_message *m, const struct vt_vector *v, struct totals *totals)
{
    struct nk_reason reason;
    struct nk_arena arena;
    const struct nk_arena *given;
    size_t constant_size, arena_size;
    unsigned char *constant = unpack(v->constant, v->constant_count, &constant_size);
    unsigned char *bytes = unpack(v->arena, v->arena_count, &arena_size);
    const char *fault;
    int accepted;

    memset(&reason, 0, sizeof reason);
    given = make_arena(v, bytes, arena_size, &arena);
    accepted = m->check((const struct nk_message *)(const void *)constant, given, &reason);
    fault = compare_sizes(m, v, constant_size, arena_size, totals);
    if (!fault)
        fault = compare(m, v, accepted, &reason);
    if (fault) {
        printf("%s: %s: wrong: %s (code %u, field %u, value %llu, limit %llu)\n", m->name, v->name,
               fault, reason.code, reason.field, (unsigned long long)reason.value,
               (unsigned long long)reason.limit);
        totals->failed++;
    } else {
        totals->passed++;
    }
    free(constant);
    free(bytes);
}

int main(void)
{
    struct totals totals = {0, 0, 0, 0, 0};

    for (unsigned i = 0; i < vt_message_count; i++) {
        if (vt_messages[i].kind == VT_REQUEST)
            totals.response_known = 0;
        for (unsigned k = 0; k < vt_messages[i].count; k++) {
            const struct vt_vector *v = &vt_messages[i].vectors[k];

            if (v->code == VT_SKIPPED)
                totals.skipped++;
            else
                run_vector(&vt_messages[i], v, &totals);
        }
    }
    printf("vectors: %u messages, %lu passed, %lu failed, %lu skipped\n", vt_message_count,
           totals.passed, totals.failed, totals.skipped);
    return totals.failed || !totals.passed;
}
