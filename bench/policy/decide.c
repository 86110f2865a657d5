/* Runs one decision of a security module ROUNDS times under callgrind, which counts in that loop
 * alone.
 *   decide METHOD      a number: of e000 of load.S00; or `empty`, a function that decides nothing
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

#include <nk/ksm.h>

enum { ROUNDS = 1000, SIZE = 40 }; /* SIZE: of the request (input.awk) */

static nk_uint16_t class_of(const char *name)
{
    for (nk_uint32_t i = 0; i < nk_ksm.class_count; i++)
        if (strcmp(nk_ksm.class_names[i], name) == 0)
            return (nk_uint16_t)i;
    fprintf(stderr, "decide: no class %s\n", name);
    exit(EXIT_FAILURE);
}

static enum ksm_verdict nothing(const struct ksm_event *e, struct nk_reason *reason)
{
    (void)e, (void)reason;
    return KSM_GRANTED;
}

typedef enum ksm_verdict decide_fn(const struct ksm_event *, struct nk_reason *);

int main(int argc, char **argv)
{
    static struct {
        struct nk_message base;
        char parameters[SIZE - sizeof(struct nk_message)];
    } req;
    struct nk_reason reason;
    enum ksm_verdict verdict = KSM_GRANTED;
    if (argc != 2)
        return EXIT_FAILURE;
    nk_message_set_method_id_(&req.base, 0, (nk_mid_t)atoi(argv[1]));
    nk_message_set_size(&req.base, SIZE);
    const struct ksm_event event = {.kind = KSM_REQUEST,
                                    .src_class = class_of("load.C00"),
                                    .dst_class = class_of("load.S00"),
                                    .src_sid = 3,
                                    .dst_sid = 4,
                                    .msg = &req.base};
    decide_fn *volatile chosen = strcmp(argv[1], "empty") == 0 ? nothing : nk_ksm.decide;
    decide_fn *decide = chosen;
    CALLGRIND_TOGGLE_COLLECT;
    for (int i = 0; i < ROUNDS; i++)
        verdict |= decide(&event, &reason);
    CALLGRIND_TOGGLE_COLLECT;
    if (verdict != KSM_GRANTED)
        fprintf(stderr, "decide: method %s is not granted\n", argv[1]);
    return verdict == KSM_GRANTED ? EXIT_SUCCESS : EXIT_FAILURE;
}
