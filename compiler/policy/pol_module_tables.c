/* The decision table as C (nk/ksm_route.h). */
#include "policy/pol_module_view.h"
#include "policy/pol_numbers.h"

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

static void add_checks(struct nkc_session *s, struct m_module *m, const struct pol_routes *r)
{
    NKC_FOREACH(i, &r->checks) {
        const struct pol_check *check = &r->checks.data[i];
        const char *verifier =
            nkc_verifier_name(s, POL_VERIFIER_PREFIX, check->method, check->direction);
        const char *rules = check->action == KSM_ACTION_GRANT
                                ? NULL
                                : m->actions_of.data[check->action - KSM_ACTION_FIRST].function;
        nkc_vec_push(s->arena, &m->checks, (struct m_check){(uint32_t)i + 1, verifier, rules});
    }
}

/* "{ 0x..., check_1 },": an item of the table of ways. */
static void put_way(struct pol_numbers *n, const uint32_t *numbers)
{
    struct pol_way way;
    char check[32] = "0", text[64];
    memcpy(&way, numbers, sizeof way);
    if (way.check)
        snprintf(check, sizeof check, "check_%u", way.check);
    snprintf(text, sizeof text, "{0x%08x%08x, %s},", way.head[1], way.head[0], check);
    pol_numbers_item(n, text);
}

static void add_slots(struct nkc_arena *arena, struct m_module *m, const struct pol_routes *r)
{
    const uint32_t *ways = starts_of(arena, &r->ways, POL_WAY_NUMBERS);
    const uint32_t *actions = starts_of(arena, &r->actions, 1);
    struct pol_numbers items = {0}, numbers = {0};
    NKC_FOREACH(i, &r->ways.list)
        for (size_t k = 0; k < r->ways.list.data[i].len; k += POL_WAY_NUMBERS)
            put_way(&items, &r->ways.list.data[i].data[k]);
    NKC_FOREACH(i, &r->actions.list)
        for (size_t k = 0; k < r->actions.list.data[i].len; k++)
            pol_numbers_add(&numbers, r->actions.list.data[i].data[k]);
    m->ways = pol_numbers_end(arena, &items);
    m->actions = pol_numbers_end(arena, &numbers);
    NKC_FOREACH(i, &r->slots) {
        const struct pol_slot *slot = &r->slots.data[i];
        uint32_t mask = (uint32_t)(r->ways.list.data[slot->ways].len / POL_WAY_NUMBERS - 1);
        nkc_vec_push(arena, &m->slots,
                     (struct m_slot){slot->interface ? slot->interface->package->c_name : NULL,
                                     mask, ways[slot->ways], actions[slot->actions]});
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

_Static_assert((int)NKC_REQ == KSM_DIR_REQUEST && (int)NKC_RES == KSM_DIR_RESPONSE &&
                   (int)NKC_ERR == KSM_DIR_ERROR && (int)NKC_DIRECTIONS == KSM_DIR_COUNT,
               "directions have the numbers of the run time");

/* What a class sends to each other one, by source and direction. */
static void add_from(struct policy *p, struct m_module *m, const struct pol_table *t)
{
    struct nkc_arena *arena = p->s->arena;
    size_t n = p->classes.len;
    struct pol_arrays lists = {0};
    struct pol_numbers from = {0}, peers = {0};
    uint32_t *row = nkc_arena_alloc(arena, (n + 1) * sizeof *row);
    for (size_t i = 0; i < n * KSM_KINDS; i++) {
        size_t direction = i % KSM_KINDS - KSM_REQUEST; /* those of other kinds are greater */
        for (size_t dst = 0; dst < n; dst++)
            row[dst] =
                direction < NKC_DIRECTIONS ? t->cells[direction][i / KSM_KINDS * n + dst] : 0;
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

static void list_action(struct m_module *m, uint32_t action)
{
    if (action >= KSM_ACTION_FIRST)
        m->actions_of.data[action - KSM_ACTION_FIRST].is_listed = true;
}

/* Rules of messages are run by checks alone; those of other events are found by their action. */
static void list_actions(struct policy *p, struct m_module *m, const struct pol_table *t)
{
    size_t n = p->classes.len;
    for (size_t i = 0; i < n * n; i++)
        list_action(m, t->execute[i]);
    for (size_t i = 0; i < n; i++) {
        const struct pol_array *row = &t->routes.rows.list.data[t->security[i]];
        for (size_t k = 0; k < row->len; k++) {
            size_t slot = t->routes.slots.data[row->data[k]].actions;
            const struct pol_array *actions = &t->routes.actions.list.data[slot];
            for (size_t a = 0; a < actions->len; a++)
                list_action(m, actions->data[a]);
        }
    }
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
    list_actions(p, m, t);
    add_checks(p->s, m, &t->routes);
    add_slots(arena, m, &t->routes);
    add_rows(arena, m, &t->routes);
}
