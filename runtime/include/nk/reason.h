/* Why a message was refused: 32 bytes, written by who refuses it.
 *
 * After a grant it means nothing: a decision that grants need not write it. All zero is no reason
 * (NK_STAGE_NONE), which is how texts and records tell a grant. Names live beside the code, in the
 * table of the module that wrote it. */
#ifndef NK_REASON_H
#define NK_REASON_H

#include <nk/types.h>

enum nk_reason_stage {
    NK_STAGE_NONE = 0,
    NK_STAGE_ROUTER = 1,
    NK_STAGE_STRUCTURE = 2,
    NK_STAGE_RULE = 3,
    NK_STAGE_STATE = 4, /* of a security model; codes in the model's file */
};

enum nk_router_code {
    NK_ROUTER_CLASS = 1,
    NK_ROUTER_RIID = 2,
    NK_ROUTER_MID = 3,
    NK_ROUTER_NO_RULE = 4,
};

enum nk_structure_code {
    NK_STRUCT_SIZE = 1, /* value: found, limit: expected */
    NK_STRUCT_HANDLES = 2,
    NK_STRUCT_ARENA_MISSING = 3,
    NK_STRUCT_ARENA_EXTRA = 4,
    NK_STRUCT_OUTSIDE = 5,
    NK_STRUCT_MISALIGNED = 6,
    NK_STRUCT_MULTIPLE = 7,
    NK_STRUCT_COUNT = 8,
    NK_STRUCT_TERMINATOR = 9,
    NK_STRUCT_INNER_ZERO = 10,
    NK_STRUCT_UTF8 = 11,
    NK_STRUCT_TAG = 12,
};

enum nk_rule_code {
    NK_RULE_DENY = 1,
    NK_RULE_ASSERT = 2,
    NK_RULE_EXPRESSION = 3,
    NK_RULE_CHOICE = 4,
};

struct nk_reason {
    nk_uint8_t stage;    /* enum nk_reason_stage */
    nk_uint8_t code;     /* per stage */
    nk_uint16_t rule;    /* number of the rule call, from 1 */
    nk_uint16_t cond;    /* atomic condition that decided, from 1 */
    nk_uint16_t field;   /* row of the field table, from 1; stage 4: number of the object */
    nk_uint32_t elem[2]; /* indices in the outermost and the next sequence or array of the path */
    nk_uint64_t value;   /* found; signedness as the field */
    nk_uint64_t limit;   /* allowed */
};

#endif
