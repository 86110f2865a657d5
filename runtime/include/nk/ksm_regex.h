/* Regular expressions of a policy: one table each, made by nk-psl-gen-c (security-models 6).
 *
 * The table is that of a deterministic automaton; matching takes one step per byte of the text,
 * needs no memory and ends early when no match is possible any more. A match is of the whole
 * text. */
#ifndef NK_KSM_REGEX_H
#define NK_KSM_REGEX_H

#include <nk/ksm_rule.h>

#ifdef __cplusplus
extern "C" {
#endif

/* cells[row + column[byte]] is the next row, an offset; row 0 is where nothing matches any more.
 * cells[row + columns] is the label of a text that ends in the row, from 1, 0 when none matches. */
struct ksm_regex {
    const nk_uint16_t *cells;
    const nk_uint8_t *column; /* [256] */
    nk_uint32_t columns, start;
};

/* The label of the text whose chunk descriptor lies at at + offset, 0 when no pattern matches. NULL
 * in, 0 out: a failed step of the path was noted in the witness already. */
/*@ requires \valid_read(regex) && \valid_read(event);
    requires at != \null ==> ksm_chunk((struct ksm_event *)event, (nk_uint8_t *)at + offset);
    terminates \true;
    exits \false;
    assigns \nothing; */
nk_uint32_t ksm_regex_label(const struct ksm_regex *regex, const struct ksm_event *event,
                            const nk_uint8_t *at, nk_size_t offset);

/* The branch of a `choice` whose labels are the patterns, `otherwise` for a text of none. */
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE nk_uint32_t ksm_regex_branch(nk_uint32_t label, nk_uint32_t otherwise)
{
    return label ? label : otherwise;
}

#ifdef __cplusplus
}
#endif
#endif
