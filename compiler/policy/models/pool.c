#include "policy/models/pool.h"

uint64_t pol_power_of_two(uint64_t n)
{
    uint64_t power = 1;
    while (power < n)
        power *= 2;
    return power;
}

uint64_t pol_pool_bytes(uint64_t size)
{
    return 8 + size * 8 + pol_power_of_two(size) * 4;
}

void pol_pool_emit(const char *name, uint64_t size, struct nkc_buf *out)
{
    unsigned long long slots = size, chains = pol_power_of_two(size);
    nkc_buf_printf(out, "static struct ksm_pool_head pool_head_%s;\n", name);
    nkc_buf_printf(out, "static struct ksm_pool_slot pool_slots_%s[%llu];\n", name, slots);
    nkc_buf_printf(out, "static nk_uint32_t pool_chains_%s[%llu];\n", name, chains);
}

void pol_pool_init(const char *name, uint64_t size, struct nkc_buf *out)
{
    unsigned long long slots = size, chains = pol_power_of_two(size);
    nkc_buf_printf(out, "{%llu, %llu, &pool_head_%s, pool_slots_%s, pool_chains_%s}", slots, chains,
                   name, name, name);
}
