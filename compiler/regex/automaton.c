#include "regex/term.h"

void rx_classify(const struct rx *rx, struct rx_classes *classes)
{
    *classes = (struct rx_classes){.count = 1};
    NKC_FOREACH(i, &rx->leaves) {
        int moved[256]; /* class -> class of those of its bytes that are in the leaf */
        memset(moved, -1, sizeof moved);
        uint32_t inside[256] = {0}, size[256] = {0};
        for (unsigned b = 0; b < 256; b++) {
            size[classes->of[b]]++;
            inside[classes->of[b]] += rx_set_has(&rx->leaves.data[i], b);
        }
        for (unsigned b = 0; b < 256; b++) {
            unsigned c = classes->of[b];
            if (!rx_set_has(&rx->leaves.data[i], b) || inside[c] == size[c])
                continue;
            if (moved[c] < 0)
                moved[c] = (int)classes->count++;
            classes->of[b] = (uint8_t)moved[c];
        }
    }
    for (unsigned b = 256; b-- > 0;)
        classes->first[classes->of[b]] = (uint8_t)b;
}

/* ---- exploration: a state is a list of terms, one for each label ---- */

struct explorer {
    struct rx *rx;
    size_t width;            /* terms of a state */
    NKC_VEC(rx_term) states; /* [state * width] */
    NKC_VEC(uint32_t) next;
    uint32_t *slots; /* state + 1 */
    size_t slot_count;
};

static uint32_t *slot_of(struct explorer *e, const rx_term *state)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < e->width; i++)
        h = (h ^ state[i]) * UINT64_C(0x100000001b3);
    size_t at = (h ^ h >> 29) & (e->slot_count - 1);
    while (e->slots[at] && memcmp(&e->states.data[(e->slots[at] - 1) * e->width], state,
                                  e->width * sizeof *state) != 0)
        at = (at + 1) & (e->slot_count - 1);
    return &e->slots[at];
}

/* The number of a state, which becomes known when it is not. */
static uint32_t state_number(struct explorer *e, const rx_term *state)
{
    uint32_t *slot = slot_of(e, state);
    if (!*slot) {
        for (size_t i = 0; i < e->width; i++)
            nkc_vec_push(e->rx->arena, &e->states, state[i]);
        *slot = (uint32_t)(e->states.len / e->width);
    }
    return *slot - 1;
}

static uint32_t label_of(const struct explorer *e, uint32_t state)
{
    for (size_t i = 0; i < e->width; i++)
        if (e->rx->nodes.data[e->states.data[state * e->width + i]].nullable)
            return (uint32_t)i + 1;
    return 0;
}

static bool too_large(struct rx_fault *fault, unsigned limit, const char *of)
{
    *fault = (struct rx_fault){.kind = RX_LARGE, .limit = limit, .text = of};
    return false;
}

bool rx_explore(struct rx *rx, const rx_term *terms, size_t count, struct rx_automaton *a,
                struct rx_fault *fault)
{
    struct explorer e = {.rx = rx, .width = count, .slot_count = 4 * RX_STATES_MAX};
    e.slots = nkc_arena_alloc(rx->arena, e.slot_count * sizeof *e.slots);
    rx_term *state = nkc_arena_alloc(rx->arena, count * sizeof *state);
    rx_classify(rx, &a->classes);
    state_number(&e, terms);
    for (uint32_t s = 0; s < e.states.len / count; s++) {
        for (uint32_t c = 0; c < a->classes.count; c++) {
            for (size_t i = 0; i < count; i++)
                state[i] = rx_derive(rx, e.states.data[s * count + i], a->classes.first[c]);
            nkc_vec_push(rx->arena, &e.next, state_number(&e, state));
        }
        if (rx->failed)
            return too_large(fault, RX_WORK_MAX, "steps of compilation");
        if (e.states.len / count > RX_STATES_MAX)
            return too_large(fault, RX_STATES_MAX, "states");
    }
    a->states = (uint32_t)(e.states.len / count);
    a->next = e.next.data;
    a->accept = nkc_arena_alloc(rx->arena, a->states * sizeof *a->accept);
    for (uint32_t s = 0; s < a->states; s++)
        a->accept[s] = label_of(&e, s);
    return true;
}
