{{#acsl}}
{{>verify_contract}}
{{/acsl}}
{{^acsl}}

{{/acsl}}
static inline NK_VERIFY_UNUSED int {{function}}(
    const struct nk_message *msg, const struct nk_arena *arena, struct nk_reason *reason)
{
{{#reads_message}}
    const nk_uint8_t *const m = (const nk_uint8_t *)msg;
{{/reads_message}}
{{#has_pointers}}
    const nk_uint8_t *a = (const nk_uint8_t *)0;
    nk_uint32_t used = 0;

    if (!nk_verify_header(msg, {{size}}, {{handle_count}}, reason) ||
        !nk_verify_arena(arena, &a, &used, reason))
        return 0;
{{/has_pointers}}
{{^has_pointers}}
    if (!nk_verify_header(msg, {{size}}, {{handle_count}}, reason) ||
        !nk_verify_no_arena(arena, reason))
        return 0;
{{/has_pointers}}
{{#steps}}
    {{>verify_step}}
{{/steps}}
{{#acsl}}
{{#reads_message}}
    /*@ assert {{function}}_accepts(m{{#has_pointers}}, a, used{{/has_pointers}}); */
{{/reads_message}}
{{/acsl}}
    return 1;
}
