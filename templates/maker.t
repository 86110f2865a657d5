
static inline NK_MAKER_UNUSED nk_err_t {{function}}(struct {{type}} *msg,
        struct nk_arena *arena, int (*rand)(void), nk_bool_t *failure)
{
    struct nk_maker k = {rand, arena, NK_FALSE};
{{#reads_message}}
    nk_uint8_t *const m = (nk_uint8_t *)msg;
{{/reads_message}}
    nk_err_t rc = nk_maker_begin(&k, (struct nk_message *)(void *)msg, {{mid}}, {{size}},
        {{handle_count}}, {{is_error}}, {{needs_arena}});

    nk_assert(failure);
    if (rc != NK_EOK)
        return rc;
{{^has_pointers}}
    nk_maker_no_data(&k);
{{/has_pointers}}
{{#steps}}
    {{>maker_step}}
{{/steps}}
    *failure = k.failed;
    return NK_EOK;
}
