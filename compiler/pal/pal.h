/* Test sets of a policy, resolved: each test a list of events with the verdict expected (pal 2, 3).
 *
 * Made by pal_check from the tree and the policy, whatever is done with the tests; read-only for
 * what writes or runs them. SIDs are known when the policy is compiled: 1 the kernel, 2 Einit, and
 * every process a test starts gets the next one, whether its start is granted or not. So messages
 * are bytes here already. Everything is owned by the session's arena. */
#ifndef NKC_PAL_PAL_H
#define NKC_PAL_PAL_H

#include "policy/policy.h"

/* A stretch of a message and what it holds, for readers of the generated source. */
struct pal_piece {
    bool in_arena;
    uint32_t offset, size; /* bytes */
    const char *note;      /* "rpm : 100" */
};

struct pal_message {
    uint32_t number;                 /* from 1, in order of first use */
    unsigned char *constant, *arena; /* as on the wire; handles are SIDs */
    uint32_t size, arena_size, arena_room;
    NKC_VEC(struct pal_piece) pieces; /* by rising offset, the constant part first */
};

struct pal_case {
    const struct psl_case *source;
    const char *file, *text; /* as printed: label of the file, the case on one line */
    uint32_t line, column;
    enum psl_event event;
    enum psl_expect expect; /* never PSL_X_NONE */
    uint16_t src_class, dst_class;
    uint32_t src_sid, dst_sid;
    const struct pal_message *message; /* NULL: of an execute event */
};

struct pal_cases {
    NKC_VEC(struct pal_case *) list;
};

struct pal_test {
    const char *name, *file;
    uint32_t line, column;
    const struct pal_cases *setup; /* shared by the tests of the set */
    struct pal_cases own, finally;
};

struct pal_set {
    const char *name, *file;
    uint32_t line, column;
    struct pal_cases setup;
    NKC_VEC(struct pal_test *) tests;
};

struct pal_suite {
    NKC_VEC(struct pal_set *) sets;
    NKC_VEC(struct pal_message *) messages;
};

/* Resolves the test sets of a policy that pol_bind has seen. Errors are in the session. */
struct pal_suite *pal_check(struct policy *p);

/* Appends the C source of the tests (nk/pal.h); false after an error. */
bool pal_emit(struct policy *p, const struct pal_suite *suite, struct nkc_buf *out);

/* ---- between the files of this directory ---- */

/* A process a test has started, by the variable that holds its SID. */
struct pal_variable {
    const char *name; /* interned */
    const struct pol_class *class;
    uint32_t sid;
};

struct pal_scope {
    struct policy *p;
    NKC_VEC(struct pal_variable) variables; /* later ones hide earlier ones of the same name */
    struct nkc_map *used;                   /* names that were read, over the whole set */
    uint32_t next_sid;
};

/* The variable; NULL after reporting. */
const struct pal_variable *pal_find(struct pal_scope *scope, struct psl_name name);

/* The message of `method` with the parameters `params` (a dictionary or NULL); `riid` is that of
 * its endpoint. NULL after an error. */
struct pal_message *pal_message_new(struct pal_scope *scope, const struct nkc_method *method,
                                    uint32_t riid, enum psl_event event,
                                    const struct psl_expr *params);

#endif
