/* Terms of regular expressions and their derivatives: the inside of the library.
 *
 * Equal terms exist once and are compared by number. Alternatives and intersections are sorted,
 * flat and free of doubles, so a term has finitely many derivatives: the states of its automaton.
 * When the limit on work is passed, `failed` is set and every result is void. */
#ifndef NKC_REGEX_TERM_H
#define NKC_REGEX_TERM_H

#include "base/vec.h"
#include "regex/regex.h"

struct rx_set { /* of bytes */
    uint64_t bits[4];
};

typedef uint32_t rx_term;

enum rx_op {
    RX_OP_NOTHING,
    RX_OP_EMPTY,
    RX_OP_SET,
    RX_OP_CAT,
    RX_OP_STAR,
    RX_OP_OR,
    RX_OP_AND,
    RX_OP_NOT
};

/* Terms that always exist: no text, the empty one, one byte, any text. */
enum { RX_NOTHING, RX_EMPTY, RX_ANY, RX_ALL };

struct rx_node {
    enum rx_op op;
    bool nullable; /* matches the empty text */
    uint32_t mark; /* scratch of collecting operands */
    uint32_t count;
    const rx_term *kids;
    struct rx_set set;
};

struct rx {
    struct nkc_arena *arena;
    NKC_VEC(struct rx_node) nodes;
    NKC_VEC(rx_term) labels;       /* the patterns added */
    NKC_VEC(struct rx_set) leaves; /* sets that patterns name: they part the bytes into classes */
    NKC_VEC(rx_term) scratch;      /* operands being collected, a stack */
    rx_term *slots;                /* nodes by content: number + 1 */
    size_t slot_count;
    struct rx_step { /* derivatives known */
        uint64_t key;
        rx_term result;
    } * steps;
    size_t step_count, step_slots;
    uint32_t mark;
    size_t work;
    bool failed;
};

void rx_set_add(struct rx_set *set, unsigned byte);
bool rx_set_has(const struct rx_set *set, unsigned byte);
struct rx_set rx_set_not(struct rx_set set);

rx_term rx_term_set(struct rx *rx, struct rx_set set);
rx_term rx_term_cat(struct rx *rx, rx_term a, rx_term b);
rx_term rx_term_star(struct rx *rx, rx_term a);
rx_term rx_term_not(struct rx *rx, rx_term a);
rx_term rx_term_or(struct rx *rx, rx_term a, rx_term b);
rx_term rx_term_and(struct rx *rx, rx_term a, rx_term b);

/* What may follow `byte` in the texts of `t`. */
rx_term rx_derive(struct rx *rx, rx_term t, uint8_t byte);

/* Bytes that no leaf tells apart share a class. */
struct rx_classes {
    uint8_t of[256];
    uint8_t first[256]; /* the smallest byte of a class */
    uint32_t count;
};

void rx_classify(const struct rx *rx, struct rx_classes *classes);

/* A complete automaton; state 0 is the start. */
struct rx_automaton {
    struct rx_classes classes;
    uint32_t states;
    uint32_t *next;   /* [state * classes.count + class] */
    uint32_t *accept; /* [state]: label or 0 */
};

/* Explores all derivatives of the terms side by side; labels are their places, from 1.
 * False when a limit is passed, with the fault filled. */
bool rx_explore(struct rx *rx, const rx_term *terms, size_t count, struct rx_automaton *a,
                struct rx_fault *fault);

/* The same language with as few states as can be; the result lives in rx->arena. */
void rx_minimize(struct rx *rx, struct rx_automaton *a);

#endif
