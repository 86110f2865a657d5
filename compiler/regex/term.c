#include "regex/term.h"

#include <stdlib.h>

/* Collecting operands is cheap, but there can be many: one unit of work is this many. */
enum { PUSHES_PER_WORK = 64 };

/* ---- sets ---- */

void rx_set_add(struct rx_set *set, unsigned byte)
{
    set->bits[byte / 64] |= UINT64_C(1) << byte % 64;
}

bool rx_set_has(const struct rx_set *set, unsigned byte)
{
    return set->bits[byte / 64] >> byte % 64 & 1;
}

struct rx_set rx_set_not(struct rx_set set)
{
    for (int i = 0; i < 4; i++)
        set.bits[i] = ~set.bits[i];
    return set;
}

static bool set_is(const struct rx_set *set, uint64_t word)
{
    return set->bits[0] == word && set->bits[1] == word && set->bits[2] == word &&
           set->bits[3] == word;
}

/* ---- terms by content ---- */

static uint64_t mix(uint64_t h, uint64_t value)
{
    h = (h ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 32;
}

static uint64_t hash_of(const struct rx_node *n)
{
    uint64_t h = mix(n->op, n->count);
    for (int i = 0; i < 4; i++)
        h = mix(h, n->set.bits[i]);
    for (uint32_t i = 0; i < n->count; i++)
        h = mix(h, n->kids[i]);
    return h;
}

static bool same(const struct rx_node *a, const struct rx_node *b)
{
    return a->op == b->op && a->count == b->count && memcmp(&a->set, &b->set, sizeof a->set) == 0 &&
           (a->count == 0 || memcmp(a->kids, b->kids, a->count * sizeof *a->kids) == 0);
}

static rx_term *slot_of(struct rx *rx, const struct rx_node *n)
{
    size_t at = hash_of(n) & (rx->slot_count - 1);
    while (rx->slots[at] && !same(&rx->nodes.data[rx->slots[at] - 1], n))
        at = (at + 1) & (rx->slot_count - 1);
    return &rx->slots[at];
}

static void grow_slots(struct rx *rx)
{
    rx->slot_count = rx->slot_count ? rx->slot_count * 2 : 256;
    rx->slots = nkc_arena_alloc(rx->arena, rx->slot_count * sizeof *rx->slots);
    NKC_FOREACH(i, &rx->nodes)
        *slot_of(rx, &rx->nodes.data[i]) = (rx_term)i + 1;
}

static bool nullable(const struct rx *rx, const struct rx_node *n)
{
    bool all = true, any = false;
    for (uint32_t i = 0; i < n->count; i++) {
        all &= rx->nodes.data[n->kids[i]].nullable;
        any |= rx->nodes.data[n->kids[i]].nullable;
    }
    switch (n->op) {
    case RX_OP_EMPTY:
    case RX_OP_STAR:
        return true;
    case RX_OP_CAT:
    case RX_OP_AND:
        return all;
    case RX_OP_OR:
        return any;
    case RX_OP_NOT:
        return !all;
    default:
        return false;
    }
}

/* Counts what costs time or memory; false when there was too much of it. */
static bool spend(struct rx *rx, size_t amount)
{
    rx->work += amount;
    rx->failed |= rx->work > RX_WORK_MAX;
    return !rx->failed;
}

/* The term with this content; the kids are copied when it is new. */
static rx_term intern(struct rx *rx, struct rx_node n)
{
    if (rx->nodes.len * 2 >= rx->slot_count)
        grow_slots(rx);
    rx_term *slot = slot_of(rx, &n);
    if (*slot)
        return *slot - 1;
    if (!spend(rx, 1 + n.count))
        return RX_NOTHING;
    if (n.count) {
        rx_term *kids = nkc_arena_alloc(rx->arena, n.count * sizeof *kids);
        memcpy(kids, n.kids, n.count * sizeof *kids);
        n.kids = kids;
    }
    n.nullable = nullable(rx, &n);
    nkc_vec_push(rx->arena, &rx->nodes, n);
    *slot = (rx_term)rx->nodes.len;
    return *slot - 1;
}

struct rx *rx_new(void)
{
    struct nkc_arena *arena = nkc_arena_new();
    struct rx *rx = NKC_NEW(arena, struct rx);
    rx->arena = arena;
    const rx_term nothing = RX_NOTHING;
    const struct rx_set none = {{0}};
    intern(rx, (struct rx_node){.op = RX_OP_NOTHING});
    intern(rx, (struct rx_node){.op = RX_OP_EMPTY});
    intern(rx, (struct rx_node){.op = RX_OP_SET, .set = rx_set_not(none)});
    intern(rx, (struct rx_node){.op = RX_OP_NOT, .count = 1, .kids = &nothing});
    return rx;
}

void rx_free(struct rx *rx)
{
    nkc_arena_free(rx->arena);
}

/* ---- constructors ---- */

static const struct rx_node *node(const struct rx *rx, rx_term t)
{
    return &rx->nodes.data[t];
}

rx_term rx_term_set(struct rx *rx, struct rx_set set)
{
    if (set_is(&set, 0))
        return RX_NOTHING;
    return intern(rx, (struct rx_node){.op = RX_OP_SET, .set = set});
}

rx_term rx_term_cat(struct rx *rx, rx_term a, rx_term b)
{
    if (a == RX_NOTHING || b == RX_NOTHING)
        return RX_NOTHING;
    if (a == RX_EMPTY)
        return b;
    if (b == RX_EMPTY)
        return a;
    if (node(rx, a)->op == RX_OP_CAT) {
        rx_term first = node(rx, a)->kids[0], rest = node(rx, a)->kids[1];
        return rx_term_cat(rx, first, rx_term_cat(rx, rest, b));
    }
    if ((a == RX_ALL && node(rx, b)->nullable) || (b == RX_ALL && node(rx, a)->nullable))
        return RX_ALL;
    const rx_term kids[] = {a, b};
    return intern(rx, (struct rx_node){.op = RX_OP_CAT, .count = 2, .kids = kids});
}

rx_term rx_term_star(struct rx *rx, rx_term a)
{
    if (a == RX_NOTHING || a == RX_EMPTY)
        return RX_EMPTY;
    if (a == RX_ANY || a == RX_ALL)
        return RX_ALL;
    if (node(rx, a)->op == RX_OP_STAR)
        return a;
    return intern(rx, (struct rx_node){.op = RX_OP_STAR, .count = 1, .kids = &a});
}

rx_term rx_term_not(struct rx *rx, rx_term a)
{
    if (node(rx, a)->op == RX_OP_NOT)
        return node(rx, a)->kids[0];
    return intern(rx, (struct rx_node){.op = RX_OP_NOT, .count = 1, .kids = &a});
}

/* ---- alternatives and intersections ---- */

static void push(struct rx *rx, rx_term t)
{
    nkc_vec_push(rx->arena, &rx->scratch, t);
}

static int compare_terms(const void *a, const void *b)
{
    rx_term x = *(const rx_term *)a, y = *(const rx_term *)b;
    return (x > y) - (x < y);
}

/* Replaces operands of the same operator by theirs, and all sets by one; each stays once. */
static bool flatten(struct rx *rx, enum rx_op op, size_t base)
{
    struct rx_set sum = {{0}};
    bool sets = false;
    if (op == RX_OP_AND)
        sum = rx_set_not(sum);
    size_t kept = base, pushed = 0;
    rx->mark++;
    for (size_t i = base; i < rx->scratch.len; i++, pushed++) {
        rx_term t = rx->scratch.data[i];
        struct rx_node *n = &rx->nodes.data[t];
        if (n->mark == rx->mark)
            continue;
        n->mark = rx->mark;
        if (n->op == op) {
            for (uint32_t k = 0; k < n->count; k++)
                push(rx, n->kids[k]);
        } else if (n->op == RX_OP_SET) {
            sets = true;
            for (int w = 0; w < 4; w++)
                sum.bits[w] =
                    op == RX_OP_OR ? sum.bits[w] | n->set.bits[w] : sum.bits[w] & n->set.bits[w];
        } else {
            rx->scratch.data[kept++] = t;
        }
    }
    rx->scratch.len = kept;
    if (sets)
        push(rx, rx_term_set(rx, sum));
    return spend(rx, pushed / PUSHES_PER_WORK);
}

/* Sorts and drops what adds nothing; true when one operand decides alone, left in *alone. */
static bool simplify(struct rx *rx, enum rx_op op, size_t base, rx_term *alone)
{
    const rx_term neutral = op == RX_OP_OR ? RX_NOTHING : RX_ALL;
    const rx_term decides = op == RX_OP_OR ? RX_ALL : RX_NOTHING;
    rx_term *list = rx->scratch.data + base;
    size_t count = rx->scratch.len - base, kept = 0;
    bool empty = false, other_nullable = false, all_nullable = true;
    qsort(list, count, sizeof *list, compare_terms);
    for (size_t i = 0; i < count; i++) {
        if (list[i] == decides) {
            *alone = decides;
            return true;
        }
        if (list[i] == neutral)
            continue;
        empty |= list[i] == RX_EMPTY;
        other_nullable |= list[i] != RX_EMPTY && node(rx, list[i])->nullable;
        all_nullable &= node(rx, list[i])->nullable;
        list[kept++] = list[i];
    }
    if (empty && op == RX_OP_AND) {
        *alone = all_nullable ? RX_EMPTY : RX_NOTHING;
        return true;
    }
    if (empty && other_nullable) /* sorted: the empty text stands first */
        memmove(list, list + 1, --kept * sizeof *list);
    rx->scratch.len = base + kept;
    return false;
}

/* The operation on the scratch from `base` on, which is taken off. */
static rx_term combine(struct rx *rx, enum rx_op op, size_t base)
{
    rx_term result;
    if (!flatten(rx, op, base))
        rx->scratch.len = base;
    if (!simplify(rx, op, base, &result)) {
        size_t count = rx->scratch.len - base;
        if (count == 0)
            result = op == RX_OP_OR ? RX_NOTHING : RX_ALL;
        else if (count == 1)
            result = rx->scratch.data[base];
        else
            result = intern(rx, (struct rx_node){.op = op,
                                                 .count = (uint32_t)count,
                                                 .kids = rx->scratch.data + base});
    }
    rx->scratch.len = base;
    return result;
}

rx_term rx_term_or(struct rx *rx, rx_term a, rx_term b)
{
    size_t base = rx->scratch.len;
    push(rx, a);
    push(rx, b);
    return combine(rx, RX_OP_OR, base);
}

rx_term rx_term_and(struct rx *rx, rx_term a, rx_term b)
{
    size_t base = rx->scratch.len;
    push(rx, a);
    push(rx, b);
    return combine(rx, RX_OP_AND, base);
}

/* ---- derivatives ---- */

static struct rx_step *step_of(struct rx *rx, uint64_t key)
{
    size_t at = mix(0, key) & (rx->step_slots - 1);
    while (rx->steps[at].key && rx->steps[at].key != key)
        at = (at + 1) & (rx->step_slots - 1);
    return &rx->steps[at];
}

static void grow_steps(struct rx *rx)
{
    struct rx_step *old = rx->steps;
    size_t count = rx->step_slots;
    rx->step_slots = count ? count * 2 : 1024;
    rx->steps = nkc_arena_alloc(rx->arena, rx->step_slots * sizeof *rx->steps);
    for (size_t i = 0; i < count; i++)
        if (old[i].key)
            *step_of(rx, old[i].key) = old[i];
}

static rx_term derive_list(struct rx *rx, enum rx_op op, rx_term t, uint8_t byte)
{
    size_t base = rx->scratch.len;
    for (uint32_t i = 0; i < node(rx, t)->count; i++) {
        rx_term d = rx_derive(rx, node(rx, t)->kids[i], byte);
        push(rx, d);
    }
    return combine(rx, op, base);
}

static rx_term derive_new(struct rx *rx, rx_term t, uint8_t byte)
{
    const struct rx_node n = *node(rx, t);
    switch (n.op) {
    case RX_OP_CAT: {
        rx_term d = rx_term_cat(rx, rx_derive(rx, n.kids[0], byte), n.kids[1]);
        return node(rx, n.kids[0])->nullable ? rx_term_or(rx, d, rx_derive(rx, n.kids[1], byte))
                                             : d;
    }
    case RX_OP_STAR:
        return rx_term_cat(rx, rx_derive(rx, n.kids[0], byte), t);
    case RX_OP_NOT:
        return rx_term_not(rx, rx_derive(rx, n.kids[0], byte));
    default:
        return derive_list(rx, n.op, t, byte);
    }
}

rx_term rx_derive(struct rx *rx, rx_term t, uint8_t byte)
{
    const struct rx_node *n = node(rx, t);
    if (n->op == RX_OP_NOTHING || n->op == RX_OP_EMPTY || rx->failed)
        return RX_NOTHING;
    if (n->op == RX_OP_SET)
        return rx_set_has(&n->set, byte) ? RX_EMPTY : RX_NOTHING;
    uint64_t key = ((uint64_t)t + 1) << 8 | byte;
    if (rx->step_slots && step_of(rx, key)->key)
        return step_of(rx, key)->result;
    rx_term result = derive_new(rx, t, byte);
    if (!spend(rx, 1))
        return RX_NOTHING;
    if (rx->step_count * 2 >= rx->step_slots)
        grow_steps(rx);
    *step_of(rx, key) = (struct rx_step){key, result};
    rx->step_count++;
    return result;
}
