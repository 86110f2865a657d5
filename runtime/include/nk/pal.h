/* Tests of a policy (PAL): the tables nk-psl-gen-c makes of test sets, and the runner for them.
 *
 * A test is a list of events with the verdict each must get. It starts with a module in its first
 * state, runs until a case fails, and changes nothing for the next one. SIDs are part of the
 * tables: 1 the kernel, 2 Einit, then one more for each process a test starts.
 * The runner asks the module itself, on the host or as an ordinary program of a solution; it uses
 * stdio, never allocates, and is not thread-safe. Nothing here is hostile: tables and module come
 * from one run of the compiler, which the runner checks by their hash. Rules: pal 3 and 4. */
#ifndef NK_PAL_H
#define NK_PAL_H

#include <nk/ksm.h>

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

enum nk_pal_expect { NK_PAL_GRANT, NK_PAL_DENY, NK_PAL_ANY };

/* Where something stands in a policy file; line and column count from 1. */
struct nk_pal_place {
    const char *file;
    nk_uint32_t line, column;
};

struct nk_pal_case {
    nk_uint8_t kind;   /* enum ksm_kind */
    nk_uint8_t expect; /* enum nk_pal_expect */
    nk_uint16_t src_class, dst_class;
    nk_uint32_t src_sid, dst_sid;
    const nk_uint8_t *message; /* constant part, aligned to 8 */
    const nk_uint8_t *arena;   /* aligned to 8, or NULL */
    nk_uint32_t arena_size;    /* bytes */
    const char *title;         /* or NULL */
    const char *text;          /* the case as written, on one line */
    struct nk_pal_place place;
};

struct nk_pal_cases {
    const struct nk_pal_case *list;
    nk_uint32_t count;
};

struct nk_pal_test {
    const char *name; /* unique in its set */
    struct nk_pal_place place;
    struct nk_pal_cases setup, own, finally;
};

struct nk_pal_set {
    const char *name;
    struct nk_pal_place place;
    const struct nk_pal_test *tests;
    nk_uint32_t count;
};

struct ksm_coverage; /* nk/ksm_cover.h */

struct nk_pal_suite {
    const char *source; /* the top-level policy file */
    const struct ksm_module *module;
    nk_uint8_t model_hash[32]; /* of the module the tables were made with */
    const struct nk_pal_set *sets;
    nk_uint32_t set_count;
    const struct ksm_coverage *coverage; /* of an instrumented module, else NULL */
};

/* ---- running ---------------------------------------------------------------------------- */

enum { NK_PAL_LINE = 512 }; /* bytes of an explanation, its NUL included */

/* How one test ended. */
struct nk_pal_result {
    const struct nk_pal_set *set;
    const struct nk_pal_test *test;
    const struct nk_pal_case *failed; /* NULL: passed */
    enum ksm_verdict verdict;         /* of the failed case */
    char line[NK_PAL_LINE];           /* the module's explanation of that verdict */
    nk_uint32_t cases;                /* run, the failed one included */
};

struct nk_pal_totals {
    nk_uint32_t tests, failed, cases;
};

/* What hears of a run. `state` is the first argument of each function; any may be NULL. */
struct nk_pal_reporter {
    void *state;
    void (*begin)(void *state, const struct nk_pal_suite *suite, nk_uint32_t tests);
    /* Each case, with the explanation of its verdict; costs time, so only some reporters ask. */
    void (*event)(void *state, const struct nk_pal_case *c, const char *line);
    void (*result)(void *state, const struct nk_pal_result *result);
    void (*end)(void *state, const struct nk_pal_totals *totals);
};

/* Whether the name "SET / TEST" fits the pattern: `*` any text, `?` any character; a pattern
 * without either fits a name that holds it. NULL fits all. */
nk_bool_t nk_pal_name_fits(const char *pattern, const struct nk_pal_set *set,
                           const struct nk_pal_test *test);

/* "grant", "deny", "any"; "grant", "deny", "malformed". */
const char *nk_pal_expect_text(unsigned expect);
const char *nk_pal_verdict_text(enum ksm_verdict verdict);

/* Whether the module is the one the tables were made with. */
nk_bool_t nk_pal_fits_module(const struct nk_pal_suite *suite);

/* Runs the tests whose names fit the pattern, in order, and tells the reporter. */
struct nk_pal_totals nk_pal_run(const struct nk_pal_suite *suite, const char *pattern,
                                const struct nk_pal_reporter *reporter);

/* Reporters that print as they go. TAP 13; the readable one tells failures, then one line a set. */
struct nk_pal_printer {
    FILE *out;
    nk_uint32_t number; /* of the test */
    const struct nk_pal_set *set;
    nk_uint32_t passed, total; /* in `set` */
    nk_bool_t all;             /* also names the tests that passed */
};
struct nk_pal_reporter nk_pal_report_text(struct nk_pal_printer *printer, FILE *out);
struct nk_pal_reporter nk_pal_report_tap(struct nk_pal_printer *printer, FILE *out);
/* Every case with what the module said: to compare modules, and to read along. */
struct nk_pal_reporter nk_pal_report_trace(struct nk_pal_printer *printer, FILE *out);

/* The tables of the program: from nk-psl-gen-c --tests generate. */
extern const struct nk_pal_suite nk_pal_suite;

#ifdef __cplusplus
}
#endif
#endif
