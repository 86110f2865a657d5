/* What the interpreter keeps of policy objects: a slot for each SID. */
#ifndef DIFFTEST_STATE_H
#define DIFFTEST_STATE_H

#include "interp.h"

enum { SIDS = 16 /* more than events have */, ENTRIES = 16, KEYS = 4, STATES = 4, DEGREES = 4, CATEGORIES = 2 };

/* Of Mic: one exceeds another when it has all its categories, no lower a degree, and is not the same. */
struct level {
    unsigned degree, categories; /* bit n: category n */
};

struct slot {
    bool used;
    unsigned state;           /* Flow, from 1 */
    unsigned count;           /* HashSet */
    uint64_t entries[ENTRIES];
    uint64_t base[KEYS], working[KEYS]; /* StaticMap */
    struct level level, receives;       /* Mic */
};

struct object {
    const char *name;
    uint16_t number; /* among those with state, from 1 */
    enum { FLOW, HASHSET, STATICMAP, MIC } model;
    unsigned pool, set;
    unsigned key_count, state_count, initial, degree_count, category_count;
    const char *keys[KEYS], *states[STATES], *degrees[DEGREES], *categories[CATEGORIES];
    uint64_t defaults[KEYS];
    unsigned next[STATES]; /* bit n: state n + 1 may follow */
};

/* The index of `text`, `count` when it is not there. */
unsigned find_text(const char *const *list, unsigned count, const char *text);
/* Notes a refusal, unless there was one; false. */
bool refuse_call(struct eval *e, const struct object *o, unsigned code, uint64_t value,
                 uint64_t limit);

void mic_read(struct object *o, const struct psl_expr *config);
/* `result` of query_level: the degree of a level without categories, else the number of degrees. */
bool mic_call(struct eval *e, const struct object *o, struct slot *slots, const char *method,
              const struct psl_expr *arg, uint64_t *result);

#endif
