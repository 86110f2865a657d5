/* C text of pools, the part that the models with state per SID have in common (nk/ksm_pool.h). */
#ifndef NKC_POLICY_MODELS_POOL_H
#define NKC_POLICY_MODELS_POOL_H

#include "policy/pol_model.h"

/* Bytes of state of a pool. */
uint64_t pol_pool_bytes(uint64_t size);
/* Definitions of the words of the pool of object `name`. */
void pol_pool_emit(const char *name, uint64_t size, struct nkc_buf *out);
/* The initializer of its struct ksm_pool. */
void pol_pool_init(const char *name, uint64_t size, struct nkc_buf *out);

/* The smallest power of two that is not below `n`, from 1. */
uint64_t pol_power_of_two(uint64_t n);

#endif
