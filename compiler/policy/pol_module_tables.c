/* The decision table as C (nk/ksm_route.h). */
#include "policy/pol_module_view.h"
#include "policy/pol_numbers.h"

enum { HEAD = 2 }; /* numbers of a head: its low half first */

/* The arrays of a set stand one after the other: where each begins, in items of `item` numbers. */
static uint32_t *starts_of(struct nkc_arena *arena, const struct pol_arrays *set, size_t item)
{
    uint32_t *starts = nkc_arena_alloc(arena, (set->list.len + 1) * sizeof *starts);
    uint32_t at = 0;
    NKC_FOREACH(i, &set->list) {
        starts[i] = at;
        at += (uint32_t)(set->list.data[i].len / item);
    }
    return starts;
}

static void put_place(struct pol_numbers *n, const char *table, uint32_t index)
{
    char text[32];
    snprintf(text, sizeof text, "%s + %u,", table, index);
    pol_numbers_item(n, text);
}

static void put_head(struct pol_numbers *n, const uint32_t *head)
{
    char text[32];
    snprintf(text, sizeof text, "0x%08x%08x,", head[1], head[0]);
    pol_numbers_item(n, text);
}

static void add_slots(struct nkc_arena *arena, struct m_module *m, const struct pol_routes *r)
{
    const uint32_t *plain = starts_of(arena, &r->plains, HEAD);
    const uint32_t *actions = starts_of(arena, &r->actions, 1);
    struct pol_numbers heads = {0}, numbers = {0};
    NKC_FOREACH(i, &r->plains.list)
        for (size_t k = 0; k < r->plains.list.data[i].len; k += HEAD)
            put_head(&heads, &r->plains.list.data[i].data[k]);
    NKC_FOREACH(i, &r->actions.list)
        for (size_t k = 0; k < r->actions.list.data[i].len; k++)
            pol_numbers_add(&numbers, r->actions.list.data[i].data[k]);
    m->plains = pol_numbers_end(arena, &heads);
    m->actions = pol_numbers_end(arena, &numbers);
    NKC_FOREACH(i, &r->slots) {
        const struct pol_slot *slot = &r->slots.data[i];
        uint32_t mask = (uint32_t)(r->plains.list.data[slot->plain].len / HEAD - 1);
        nkc_vec_push(arena, &m->slots,
                     (struct m_slot){slot->interface ? slot->interface->package->c_name : NULL,
                                     mask, plain[slot->plain], actions[slot->actions]});
    }
}

static void add_rows(struct nkc_arena *arena, struct m_module *m, const struct pol_routes *r)
{
    const uint32_t *starts = starts_of(arena, &r->rows, 1);
    struct pol_numbers slots = {0};
    NKC_FOREACH(i, &r->rows.list) {
        const struct pol_array *row = &r->rows.list.data[i];
        for (size_t k = 0; k < row->len; k++)
            put_place(&slots, "slots", row->data[k]);
        nkc_vec_push(arena, &m->rows, (struct m_row){(uint32_t)row->len - 1, starts[i]});
    }
    if (!r->rows.list.len)
        put_place(&slots, "slots", 0); /* of a policy without classes, which uses no row */
    m->row_slots = pol_numbers_end(arena, &slots);
}

/* What a class sends to each other one, by source and direction. */
static void add_from(struct policy *p, struct m_module *m, const struct pol_table *t)
{
    struct nkc_arena *arena = p->s->arena;
    size_t n = p->classes.len;
    struct pol_arrays lists = {0};
    struct pol_numbers from = {0}, peers = {0};
    uint32_t *row = nkc_arena_alloc(arena, (n + 1) * sizeof *row);
    for (size_t i = 0; i < POL_DIRECTIONS * n; i++) {
        const uint16_t *cells = t->cells[i % POL_DIRECTIONS] + i / POL_DIRECTIONS * n;
        for (size_t dst = 0; dst < n; dst++)
            row[dst] = cells[dst];
        put_place(&from, "peers", (uint32_t)(pol_arrays_add(&lists, arena, row, n) * n));
    }
    NKC_FOREACH(i, &lists.list)
        for (size_t dst = 0; dst < n; dst++)
            put_place(&peers, "rows", lists.list.data[i].data[dst]);
    if (!n) {
        put_place(&peers, "rows", 0);
        put_place(&from, "peers", 0);
    }
    m->from = pol_numbers_end(arena, &from);
    m->peers = pol_numbers_end(arena, &peers);
}

void pol_module_add_tables(struct policy *p, const struct pol_table *t, struct m_module *m)
{
    struct nkc_arena *arena = p->s->arena;
    size_t n = p->classes.len;
    add_from(p, m, t);
    m->execute = pol_numbers_u16(arena, t->execute, n * n);
    struct pol_numbers security = {0};
    for (size_t i = 0; i < n; i++)
        put_place(&security, "rows", t->security[i]);
    m->security = pol_numbers_end(arena, &security);
    add_slots(arena, m, &t->routes);
    add_rows(arena, m, &t->routes);
}
