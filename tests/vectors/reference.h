/* The rules of message structure (generated-code 11) once more, straight from the model: slow,
 * recursive, and written apart from compiler/back/verifier.c and runtime/include/nk/verify.h, so
 * that a fault there shows as a difference. For tests only. */
#ifndef TESTS_REFERENCE_H
#define TESTS_REFERENCE_H

#include "model/model.h"

/* A message as it was received. `used` may be hostile: negative or above 2^32 - 1. */
struct ref_message {
    const unsigned char *constant;
    bool has_arena;
    const unsigned char *arena; /* `used` bytes when that is sane */
    int64_t used;
};

/* Why a message is refused; `code` is 0 when it is not. Numbers: platform 4. */
struct ref_verdict {
    unsigned code;
    const char *field; /* "" = the message; in a buffer that the next call overwrites */
    uint32_t elem[2];
    uint64_t value, limit;
};

struct ref_verdict ref_check(const struct nkc_message *type, const struct ref_message *msg);

#endif
