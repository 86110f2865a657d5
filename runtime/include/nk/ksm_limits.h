/* What the compiler of policies knows of the run-time side: numbers of events and actions, limits,
 * and how many words of state a call of a rule changes at most, of which the compiler makes the
 * size of the undo log.
 *
 * Plain numbers, the one place for both sides: compiler/policy and runtime/ksm. Who changes a
 * function of a model there changes its number here; the log traps when one is too small. */
#ifndef NK_KSM_LIMITS_H
#define NK_KSM_LIMITS_H

/* Events, and the messages that three of them carry. */
enum ksm_kind { KSM_EXECUTE = 1, KSM_REQUEST, KSM_RESPONSE, KSM_ERROR, KSM_SECURITY };
enum { KSM_KINDS = 8 }; /* places in the table for each class, more than there are kinds */
enum { KSM_DIR_REQUEST, KSM_DIR_RESPONSE, KSM_DIR_ERROR, KSM_DIR_COUNT };

/* What the tables have for an event: an answer, or from the first on a list of rules. */
enum { KSM_ACTION_DENY, KSM_ACTION_GRANT, KSM_ACTION_FIRST };

/* Widths of the parts of a reason (nk/reason.h). */
#define KSM_RULES_MAX      65535 /* rule calls of a policy */
#define KSM_CONDITIONS_MAX 65535 /* atomic conditions of a rule */
#define KSM_OBJECTS_MAX    1000  /* policy objects that keep state */

/* The rule set_level. */
#define KSM_LEVEL_WRITES 1

/* Slots tied to SIDs (nk/ksm_pool.h). */
#define KSM_POOL_SIZE_MAX 65535 /* as many as there are SIDs */
#define KSM_POOL_WRITES   4     /* taking or giving back one slot */

#define KSM_FLOW_STATES_MAX 64 /* bits of a set */
#define KSM_FLOW_WRITES     1  /* every rule that changes the state */

/* A level is a word: categories, then the degree. */
#define KSM_MIC_CATEGORIES_MAX 20
#define KSM_MIC_DEGREES_MAX    256
#define KSM_MIC_WRITES         2 /* level and lowest level to receive from */

#define KSM_HASHSET_SIZE_MAX      1048576 /* entries of one set */
#define KSM_HASHSET_INIT_WRITES   (KSM_POOL_WRITES + 3)
#define KSM_HASHSET_FINI_WRITES   KSM_POOL_WRITES
#define KSM_HASHSET_ADD_WRITES    4
#define KSM_HASHSET_ADD_EACH      1 /* for each word of the entry besides */
#define KSM_HASHSET_REMOVE_WRITES 3

#define KSM_STATICMAP_INIT_WRITES KSM_POOL_WRITES
#define KSM_STATICMAP_INIT_EACH   2 /* for each key besides */
#define KSM_STATICMAP_FINI_WRITES KSM_POOL_WRITES
#define KSM_STATICMAP_SET_WRITES  1
#define KSM_STATICMAP_COPY_EACH   1 /* for each key, by commit and rollback */

/* Cells of one table: its rows are offsets of 16 bits. */
#define KSM_REGEX_CELLS_MAX 65536

#endif
