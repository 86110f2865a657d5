/* Hopcroft's partition refinement: O(n log n) for n states. */
#include "regex/term.h"

struct block {
    uint32_t begin, end; /* its states in `order` */
    uint32_t marked;     /* how many of them stand marked in front */
    bool waiting;
};

struct partition {
    const struct rx_automaton *a;
    uint32_t *order, *place, *block_of; /* states; where each stands; its block */
    struct block *blocks;
    uint32_t block_count;
    uint32_t *waiting, waiting_count; /* blocks to split others by */
    uint32_t *touched, touched_count; /* blocks with marks */
    uint32_t *into_start, *into;      /* states that lead to a state by a class: [class][state] */
    uint32_t *splitter;
};

static void *numbers(struct rx *rx, size_t count)
{
    return nkc_arena_alloc(rx->arena, count * sizeof(uint32_t));
}

/* The predecessors of every state by every class, by counting. */
static void invert(struct rx *rx, struct partition *p)
{
    const struct rx_automaton *a = p->a;
    const size_t classes = a->classes.count, states = a->states;
    p->into_start = numbers(rx, classes * states + 1);
    p->into = numbers(rx, classes * states);
    for (size_t s = 0; s < states; s++)
        for (size_t c = 0; c < classes; c++)
            p->into_start[c * states + a->next[s * classes + c] + 1]++;
    for (size_t i = 0; i < classes * states; i++)
        p->into_start[i + 1] += p->into_start[i];
    uint32_t *at = numbers(rx, classes * states);
    memcpy(at, p->into_start, classes * states * sizeof *at);
    for (size_t s = 0; s < states; s++)
        for (size_t c = 0; c < classes; c++)
            p->into[at[c * states + a->next[s * classes + c]]++] = (uint32_t)s;
}

static void wait_for(struct partition *p, uint32_t block)
{
    p->blocks[block].waiting = true;
    p->waiting[p->waiting_count++] = block;
}

/* One block for each label, in the order in which labels are met. */
static void part_by_label(struct rx *rx, struct partition *p)
{
    const struct rx_automaton *a = p->a;
    uint32_t labels = 0, used = 0;
    for (uint32_t s = 0; s < a->states; s++)
        labels = a->accept[s] > labels ? a->accept[s] : labels;
    uint32_t *block = numbers(rx, labels + 1), *size = numbers(rx, labels + 1);
    for (uint32_t s = 0; s < a->states; s++) {
        if (size[a->accept[s]]++ == 0)
            block[a->accept[s]] = p->block_count++;
        p->block_of[s] = block[a->accept[s]];
    }
    for (uint32_t l = 0; l <= labels; l++) {
        if (size[l] == 0)
            continue;
        p->blocks[block[l]] = (struct block){.begin = used, .end = used};
        used += size[l];
        wait_for(p, block[l]);
    }
    for (uint32_t s = 0; s < a->states; s++) {
        p->place[s] = p->blocks[p->block_of[s]].end++;
        p->order[p->place[s]] = s;
    }
}

static void mark(struct partition *p, uint32_t state)
{
    struct block *b = &p->blocks[p->block_of[state]];
    uint32_t to = b->begin + b->marked, from = p->place[state];
    if (from < to)
        return; /* marked already */
    uint32_t other = p->order[to];
    p->order[to] = state;
    p->order[from] = other;
    p->place[state] = to;
    p->place[other] = from;
    if (b->marked++ == 0)
        p->touched[p->touched_count++] = p->block_of[state];
}

/* The marked states of a block become one of their own, unless all are. */
static void split(struct partition *p, uint32_t number)
{
    struct block *b = &p->blocks[number];
    uint32_t marked = b->marked, rest = b->end - b->begin - marked;
    b->marked = 0;
    if (rest == 0)
        return;
    uint32_t fresh = p->block_count++;
    p->blocks[fresh] = (struct block){.begin = b->begin, .end = b->begin + marked};
    b->begin += marked;
    for (uint32_t i = p->blocks[fresh].begin; i < p->blocks[fresh].end; i++)
        p->block_of[p->order[i]] = fresh;
    wait_for(p, b->waiting || marked <= rest ? fresh : number);
}

static void refine(struct partition *p)
{
    const size_t states = p->a->states;
    while (p->waiting_count) {
        struct block *b = &p->blocks[p->waiting[--p->waiting_count]];
        uint32_t size = b->end - b->begin;
        b->waiting = false;
        memcpy(p->splitter, p->order + b->begin, size * sizeof *p->splitter);
        for (size_t c = 0; c < p->a->classes.count; c++) {
            p->touched_count = 0;
            for (uint32_t i = 0; i < size; i++) {
                const uint32_t *start = &p->into_start[c * states + p->splitter[i]];
                for (uint32_t k = start[0]; k < start[1]; k++)
                    mark(p, p->into[k]);
            }
            for (uint32_t i = 0; i < p->touched_count; i++)
                split(p, p->touched[i]);
        }
    }
}

/* Blocks as states, numbered in the order of the old ones: the start stays first. */
static void merge(struct rx *rx, const struct partition *p, struct rx_automaton *a)
{
    const size_t classes = a->classes.count;
    uint32_t *number = numbers(rx, p->block_count), *first = numbers(rx, p->block_count);
    uint32_t count = 0;
    for (uint32_t s = 0; s < a->states; s++)
        if (number[p->block_of[s]] == 0) {
            first[count] = s;
            number[p->block_of[s]] = ++count;
        }
    uint32_t *next = numbers(rx, count * classes), *accept = numbers(rx, count);
    for (uint32_t s = 0; s < count; s++) {
        accept[s] = a->accept[first[s]];
        for (size_t c = 0; c < classes; c++)
            next[s * classes + c] = number[p->block_of[a->next[first[s] * classes + c]]] - 1;
    }
    a->states = count;
    a->next = next;
    a->accept = accept;
}

void rx_minimize(struct rx *rx, struct rx_automaton *a)
{
    const size_t n = a->states;
    struct partition p = {.a = a,
                          .order = numbers(rx, n),
                          .place = numbers(rx, n),
                          .block_of = numbers(rx, n),
                          .blocks = nkc_arena_alloc(rx->arena, n * sizeof(struct block)),
                          .waiting = numbers(rx, n),
                          .touched = numbers(rx, n),
                          .splitter = numbers(rx, n)};
    invert(rx, &p);
    part_by_label(rx, &p);
    refine(&p);
    merge(rx, &p, a);
}
