/* Tables of test vectors as C data: made by to_c.c from JSON lines, run by run.c. They use nothing
 * of the host, so that the same files run on the target. */
#ifndef TESTS_VECTORS_RUN_H
#define TESTS_VECTORS_RUN_H

#include <nk/arena.h>
#include <nk/message.h>
#include <nk/reason.h>

struct vt_piece {
    const char *bytes;
    unsigned size;
    unsigned long repeat;
};

enum vt_shape { VT_PLAIN, VT_NONE, VT_BACKWARDS, VT_HUGE };

enum { VT_SKIPPED = 255 }; /* as code: a vector too large to be made */

struct vt_vector {
    const char *name;
    const struct vt_piece *constant, *arena;
    unsigned constant_count, arena_count;
    enum vt_shape shape;
    unsigned code; /* 0: sound */
    const char *field;
    nk_uint32_t elem[2];
    nk_uint64_t value, limit;
};

enum vt_kind { VT_REQUEST, VT_RESPONSE, VT_ERROR };

struct vt_message {
    enum vt_kind kind;
    const char *name;
    int (*check)(const struct nk_message *, const struct nk_arena *, struct nk_reason *);
    const char *(*field)(nk_uint16_t row);
    nk_uint64_t size, arena_size; /* as the header declares them; error: of response and error */
    const struct vt_vector *vectors;
    unsigned count;
};

extern const struct vt_message vt_messages[];
extern const unsigned vt_message_count;

#endif
