/* Policy tests of {{source}}. Made by nk-psl-gen-c: change the test sets, not this file.
 *
 * Events with the verdicts expected; runtime/pal holds the program that asks the module for them.
 * Messages are bytes as on the wire, with SIDs in the place of handles. */
#include <nk/pal.h>
{{#covered}}
#include <nk/ksm_cover.h>
{{/covered}}

/* ---- messages ----------------------------------------------------------------------------- */

#define PAL_BYTES(name, size) static const nk_uint8_t name[size] __attribute__((aligned(8)))

{{#has_execute}}
PAL_BYTES(pal_message_0, 24) = {
    [4] = 0x18, /* every start: 24 bytes */
};

{{/has_execute}}
{{#messages}}
/* {{comment}} */
PAL_BYTES(pal_message_{{number}}, {{size}}) = {
{{#constant}}
    [{{offset}}] = {{bytes}} /* {{note}} */
{{/constant}}
};
{{#arena_size}}
PAL_BYTES(pal_arena_{{number}}, {{arena_size}}) = {
{{#arena}}
    [{{offset}}] = {{bytes}} /* {{note}} */
{{/arena}}
{{^arena}}
    0,
{{/arena}}
};
{{/arena_size}}

{{/messages}}
/* ---- cases: kind, expectation, classes, SIDs, message, arena and its size ----------------- */

{{#sets}}
/* {{comment}} */
static const struct nk_pal_case pal_cases_{{number}}[] = {
{{#cases}}
    { {{kind}}, {{expect}}, {{src_class}}, {{dst_class}}, {{src_sid}}, {{dst_sid}},
      pal_message_{{message}}, {{arena}}, {{arena_size}},
      {{title}},
      {{text}},
      { {{file}}, {{line}}, {{column}} } },
{{/cases}}
{{^cases}}
    {0, 0, 0, 0, 0, 0, (const nk_uint8_t *)0, (const nk_uint8_t *)0, 0, "", "", {"", 0, 0} },
{{/cases}}
};

static const struct nk_pal_test pal_tests_{{number}}[] = {
{{#tests}}
    { {{name}}, { {{file}}, {{line}}, {{column}} },
      { pal_cases_{{set}} + 0, {{setup_count}} },
      { pal_cases_{{set}} + {{own_first}}, {{own_count}} },
      { pal_cases_{{set}} + {{finally_first}}, {{finally_count}} } },
{{/tests}}
};

{{/sets}}
static const struct nk_pal_set pal_sets[] = {
{{#sets}}
    { {{name}}, { {{file}}, {{line}}, {{column}} }, pal_tests_{{number}}, {{test_count}} },
{{/sets}}
{{^sets}}
    {"", {"", 0, 0}, (const struct nk_pal_test *)0, 0},
{{/sets}}
};

const struct nk_pal_suite nk_pal_suite = {
    .source = {{source_text}},
    .module = &nk_ksm,
    .model_hash = {
        {{model_hash}}
    },
    .sets = pal_sets,
    .set_count = {{set_count}},
{{#covered}}
    .coverage = &ksm_coverage,
{{/covered}}
};
