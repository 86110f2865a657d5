/* Random events over the classes of a policy. */
#ifndef DIFFTEST_EVENT_H
#define DIFFTEST_EVENT_H

#include <nk/ksm.h>

#include "policy/policy.h"
#include "rnd.h"

enum { SID_FIRST = 1, SID_COUNT = 12, EVENT_BYTES = 4096 };

/* An event with room for its message; the pointers lead into the struct itself. */
struct random_event {
    struct ksm_event event;
    struct nk_arena arena;
    _Alignas(8) uint8_t message[EVENT_BYTES];
    _Alignas(8) uint8_t data[4 * EVENT_BYTES];
};

void event_make(struct random_event *e, struct policy *p, struct rnd *r);

#endif
