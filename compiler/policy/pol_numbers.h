/* Initialisers of C tables as text: items with commas between them, in lines of 96 columns. */
#ifndef NKC_POLICY_POL_NUMBERS_H
#define NKC_POLICY_POL_NUMBERS_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdint.h>

/* Begins as {0}; the template writes the indentation of the first line. */
struct pol_numbers {
    struct nkc_buf text;
    size_t column;
    size_t indent; /* of continued lines; 0: 4 */
};

/* `item` with its comma: "0,", "rows + 3,". */
void pol_numbers_item(struct pol_numbers *n, const char *item);
void pol_numbers_add(struct pol_numbers *n, unsigned long value);
/* The text, owned by the arena; frees what `n` holds. C has no empty arrays: an empty table gets
 * one zero that nothing reads. */
const char *pol_numbers_end(struct nkc_arena *arena, struct pol_numbers *n);

/* A whole table. */
const char *pol_numbers_bytes(struct nkc_arena *arena, const uint8_t *data, size_t count,
                              size_t indent);
const char *pol_numbers_u16(struct nkc_arena *arena, const uint16_t *data, size_t count);

#endif
