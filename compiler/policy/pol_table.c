#include "policy/pol_table.h"

#include <stdlib.h>

/* ---- the sets of one event kind, sorted to where they count ---- */

/* A group of rules with common selectors. */
struct group {
    const struct pol_selectors *sel;
    NKC_VEC(uint32_t) rules; /* numbers, ascending */
};

struct group_list {
    NKC_VEC(const struct group *) list;
};

/* Groups by the class on the other side: any, or one. */
struct by_peer {
    struct group_list any;
    struct group_list *peer; /* [class], NULL while empty */
};

/* One event kind while its rows are made. */
struct builder {
    struct policy *p;
    struct pol_table *t;
    enum psl_event event;
    size_t classes;
    struct by_peer all; /* whole groups that any serving class meets */
    struct by_peer *of; /* [serving class]: groups that meet it alone */
    /* Scratch of one row. */
    NKC_VEC(uint32_t) base; /* rules for every method */
    struct numbers {
        NKC_VEC(uint32_t) list;
    } * extra;                 /* [method]: rules beside the base */
    NKC_VEC(uint32_t) touched; /* methods with extra rules */
    NKC_VEC(uint32_t) merged;
    uint32_t *row;
};

static bool serves_as_dst(enum psl_event event)
{
    return event == PSL_REQUEST || event == PSL_EXECUTE;
}

static void file_group(struct builder *b, struct by_peer *place, const struct group *g)
{
    const struct pol_class *peer = serves_as_dst(b->event) ? g->sel->src : g->sel->dst;
    struct group_list *list = &place->any;
    if (peer) {
        if (!place->peer)
            place->peer = nkc_arena_alloc(b->p->s->arena, b->classes * sizeof *place->peer);
        list = &place->peer[peer->id];
    }
    if (list->list.len == 0 || list->list.data[list->list.len - 1] != g)
        nkc_vec_push(b->p->s->arena, &list->list, g);
}

static void sort_group(struct builder *b, const struct group *g)
{
    const struct pol_class *server = serves_as_dst(b->event) ? g->sel->dst : g->sel->src;
    if (server)
        file_group(b, &b->of[server->id], g);
    else if (g->sel->whole)
        file_group(b, &b->all, g);
    else
        NKC_FOREACH(i, &g->sel->touches)
            file_group(b, &b->of[g->sel->touches.data[i].class_id], g);
}

/* ---- one row ---- */

static void add_extra(struct builder *b, uint32_t method, const struct group *g)
{
    if (b->extra[method].list.len == 0)
        nkc_vec_push(b->p->s->arena, &b->touched, method);
    NKC_FOREACH(i, &g->rules)
        nkc_vec_push(b->p->s->arena, &b->extra[method].list, g->rules.data[i]);
}

static void add_group(struct builder *b, const struct pol_class *server, const struct group *g)
{
    if (g->sel->whole) {
        NKC_FOREACH(i, &g->rules)
            nkc_vec_push(b->p->s->arena, &b->base, g->rules.data[i]);
        return;
    }
    NKC_FOREACH(i, &g->sel->touches)
        if (g->sel->touches.data[i].class_id == server->id)
            add_extra(b, g->sel->touches.data[i].method, g);
}

static void add_groups(struct builder *b, const struct pol_class *server,
                       const struct by_peer *from, size_t peer)
{
    NKC_FOREACH(i, &from->any.list)
        add_group(b, server, from->any.list.data[i]);
    if (from->peer)
        NKC_FOREACH(i, &from->peer[peer].list)
            add_group(b, server, from->peer[peer].list.data[i]);
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static const struct pol_rule *merged_rule(const struct builder *b, size_t i)
{
    return b->p->rules.data[b->merged.data[i] - 1];
}

/* With a choice among the rules, which may leave the event without any rule, it matters that there
 * are others, even if they decide nothing. */
static bool has_choice(const struct builder *b)
{
    NKC_FOREACH(i, &b->merged)
        if (merged_rule(b, i)->choice)
            return true;
    return false;
}

/* The action for the rules in b->merged: all must grant (psl 6.3). */
static uint32_t action_of(struct builder *b)
{
    size_t n = 0, count = b->merged.len;
    if (count == 0)
        return KSM_ACTION_DENY;
    bool all = b->p->coverage || has_choice(b);
    for (size_t i = 0; i < count; i++)
        if (all || !pol_rule_is_idle(b->p, merged_rule(b, i)))
            b->merged.data[n++] = b->merged.data[i];
    if (n == 0)
        return KSM_ACTION_GRANT;
    qsort(b->merged.data, n, sizeof b->merged.data[0], compare_numbers);
    return (uint32_t)pol_arrays_add(&b->t->lists, b->p->s->arena, b->merged.data, n) +
           KSM_ACTION_FIRST;
}

static uint32_t merge(struct builder *b, const uint32_t *extra, size_t count)
{
    struct nkc_arena *arena = b->p->s->arena;
    b->merged.len = 0;
    NKC_FOREACH(i, &b->base)
        nkc_vec_push(arena, &b->merged, b->base.data[i]);
    for (size_t i = 0; i < count; i++)
        nkc_vec_push(arena, &b->merged, extra[i]);
    return action_of(b);
}

/* Fills b->row for one pair. */
static void fill_row(struct builder *b, const struct pol_class *server, size_t peer, size_t methods)
{
    b->base.len = b->touched.len = 0;
    add_groups(b, server, &b->all, peer);
    add_groups(b, server, &b->of[server->id], peer);
    uint32_t common = merge(b, NULL, 0);
    for (size_t m = 0; m < methods; m++)
        b->row[m] = common;
    NKC_FOREACH(i, &b->touched) {
        struct numbers *extra = &b->extra[b->touched.data[i]];
        b->row[b->touched.data[i]] = merge(b, extra->list.data, extra->list.len);
        extra->list.len = 0;
    }
}

static uint16_t row_number(struct builder *b, const struct pol_class *server)
{
    size_t n = pol_route_add(&b->t->routes, server, b->event, b->row);
    if (n == UINT16_MAX + 1u)
        nkc_diag(b->p->s, PSL_TOO_MANY_ROWS, NKC_NO_SPAN, (unsigned)UINT16_MAX, "rows");
    return (uint16_t)n;
}

static size_t method_count(const struct builder *b, const struct pol_class *server)
{
    if (b->event == PSL_EXECUTE)
        return 1;
    return b->event == PSL_SECURITY ? server->security_count : server->method_count;
}

/* ---- one event kind ---- */

static size_t cell_at(const struct builder *b, const struct pol_class *server, size_t peer)
{
    return serves_as_dst(b->event) ? peer * b->classes + server->id
                                   : server->id * b->classes + peer;
}

static void store(struct builder *b, const struct pol_class *server, size_t peer)
{
    size_t at = cell_at(b, server, peer);
    if (b->event == PSL_EXECUTE)
        b->t->execute[at] = (uint16_t)b->row[0];
    else if (b->event == PSL_SECURITY)
        b->t->security[server->id] = row_number(b, server);
    else
        b->t->cells[b->event - PSL_REQUEST][at] = row_number(b, server);
}

static bool has_groups(const struct by_peer *place, size_t peer)
{
    return place->peer && place->peer[peer].list.len > 0;
}

/* All rows of one serving class. Peers that no group names share one row, made once. */
static void build_server(struct builder *b, const struct pol_class *server)
{
    size_t methods = method_count(b, server);
    size_t peers = b->event == PSL_SECURITY ? 1 : b->classes;
    uint16_t *table = b->event == PSL_EXECUTE    ? b->t->execute
                      : b->event == PSL_SECURITY ? NULL
                                                 : b->t->cells[b->event - PSL_REQUEST];
    size_t shared_at = SIZE_MAX;
    for (size_t peer = 0; peer < peers; peer++) {
        bool own = has_groups(&b->all, peer) || has_groups(&b->of[server->id], peer);
        size_t at = cell_at(b, server, peer);
        if (!own && table && shared_at != SIZE_MAX) {
            table[at] = table[shared_at];
            continue;
        }
        fill_row(b, server, peer, methods);
        store(b, server, peer);
        if (!own)
            shared_at = at;
    }
}

static void build_event(struct policy *p, struct pol_table *t, enum psl_event event,
                        const struct group *groups)
{
    struct nkc_arena *arena = p->s->arena;
    struct builder b = {.p = p, .t = t, .event = event, .classes = p->classes.len};
    b.of = nkc_arena_alloc(arena, (b.classes + 1) * sizeof *b.of);
    size_t most = 1;
    NKC_FOREACH(i, &p->classes) {
        size_t count = method_count(&b, p->classes.data[i]);
        most = count > most ? count : most;
    }
    b.row = nkc_arena_alloc(arena, most * sizeof *b.row);
    b.extra = nkc_arena_alloc(arena, most * sizeof *b.extra);
    NKC_FOREACH(i, &p->selector_sets)
        if (p->selector_sets.data[i]->event == event)
            sort_group(&b, &groups[i]);
    NKC_FOREACH(i, &p->classes)
        build_server(&b, p->classes.data[i]);
}

/* ---- entry ---- */

static struct group *make_groups(struct policy *p)
{
    struct group *groups =
        nkc_arena_alloc(p->s->arena, (p->selector_sets.len + 1) * sizeof *groups);
    NKC_FOREACH(i, &p->selector_sets) {
        groups[i].sel = p->selector_sets.data[i];
        p->selector_sets.data[i]->index = i;
    }
    NKC_FOREACH(i, &p->rules) {
        struct group *g = &groups[p->rules.data[i]->selectors->index];
        nkc_vec_push(p->s->arena, &g->rules, p->rules.data[i]->number);
    }
    return groups;
}

struct pol_table *pol_table_new(struct policy *p)
{
    struct pol_table *t = NKC_NEW(p->s->arena, struct pol_table);
    size_t n = p->classes.len, size = (n * n + 1) * sizeof(uint16_t);
    for (int d = 0; d < NKC_DIRECTIONS; d++)
        t->cells[d] = nkc_arena_alloc(p->s->arena, size);
    t->execute = nkc_arena_alloc(p->s->arena, size);
    t->security = nkc_arena_alloc(p->s->arena, (n + 1) * sizeof(uint16_t));
    pol_routes_init(&t->routes, p->s->arena);
    const struct group *groups = make_groups(p);
    for (int event = 0; event < PSL_EVENTS; event++)
        build_event(p, t, event, groups);
    if (t->lists.list.len > UINT16_MAX - KSM_ACTION_FIRST)
        nkc_diag(p->s, PSL_TOO_MANY_ROWS, NKC_NO_SPAN, (unsigned)UINT16_MAX - KSM_ACTION_FIRST,
                 "rule lists");
    return t;
}
