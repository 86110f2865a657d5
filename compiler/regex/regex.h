/* Regular expressions of policies (security-models 6), compiled to one table.
 *
 * Patterns are added one by one; their numbers are labels, from 1. The table says for a text which
 * label is the first whose pattern matches the whole text. Reading a text takes one step per byte.
 * The alphabet is the 256 bytes: a pattern is ASCII, a text need not be.
 *
 * Operators, tightest first: `!x`, then `x*` `x+` `x?`, concatenation, `x|y`, `x&y`. `!x` is what
 * is not x among the texts of x's lengths; when x has texts of any length, every text that is
 * not x.
 *
 * Untrusted: the pattern. Time and memory are bounded by the limits below; what would pass them is
 * reported. Ownership: a struct rx owns its terms until rx_free, a table lives in the caller's
 * arena. */
#ifndef NKC_REGEX_REGEX_H
#define NKC_REGEX_REGEX_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RX_PATTERN_MAX = 4096, /* bytes of one pattern */
    RX_NESTING_MAX = 200,  /* parentheses in each other */
    RX_STATES_MAX = 4096,  /* before the automaton is made minimal */
    RX_CELLS_MAX = 65536,  /* of the table */
    RX_WORK_MAX = 1 << 20, /* terms and derivatives */
};

enum rx_fault_kind {
    RX_FINE,
    RX_SYNTAX, /* `text` says what is wrong */
    RX_BLANK,  /* white space that is not escaped */
    RX_ESCAPE, /* no such escape */
    RX_LARGE,  /* more than `limit` `text` */
};

struct rx_fault {
    enum rx_fault_kind kind;
    size_t begin, end; /* bytes of the pattern; RX_LARGE: the whole */
    const char *text;
    unsigned limit;
};

/* row + column leads to the next row: cells[row + column[byte]]. Rows are offsets; row 0 is the one
 * that no text leaves and that matches nothing. The last cell of a row is the label, 0 = none. */
struct rx_table {
    uint8_t column[256];
    uint32_t columns; /* of bytes; a row has one cell more */
    uint32_t start;
    uint32_t cell_count;
    const uint16_t *cells;
};

struct rx;

struct rx *rx_new(void);
void rx_free(struct rx *rx);

/* Which anchors a pattern has: they are ignored, a match is always of the whole text. */
struct rx_anchors {
    bool front, back;
};

/* Adds a pattern as the next label; false with the fault filled. `anchors` may be NULL. */
bool rx_add(struct rx *rx, const char *text, size_t size, struct rx_anchors *anchors,
            struct rx_fault *fault);

/* The table of all patterns; false with the fault filled. Does not change what was added. */
bool rx_build(struct rx *rx, struct nkc_arena *arena, struct rx_table *table,
              struct rx_fault *fault);

/* The label of a text, 0 when no pattern matches. */
unsigned rx_run(const struct rx_table *table, const char *text, size_t size);
/* Whether there is a text with this label. */
bool rx_has_label(const struct rx_table *table, unsigned label);
/* Whether every text has a label. */
bool rx_is_complete(const struct rx_table *table);

#endif
