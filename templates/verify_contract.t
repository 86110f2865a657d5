{{#items}}

/*@ // What holds of each element of {{path}}.
    predicate {{claim}}(nk_uint8_t *e{{d}}{{#has_pointers}}, nk_uint8_t *a, integer used{{/has_pointers}}) =
{{#steps}}
        {{>verify_claim}}
{{/steps}}
        \true; */
{{/items}}
{{#reads_message}}

/*@ predicate {{function}}_accepts(nk_uint8_t *m{{#has_pointers}}, nk_uint8_t *a, integer used{{/has_pointers}}) =
{{#steps}}
        {{>verify_claim}}
{{/steps}}
        \true; */
{{/reads_message}}

/*@ requires nk_message_readable((nk_uint8_t *)msg);
    requires nk_arena_readable(arena);
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0 || \result == 1;
    ensures \result == 1 ==> nk_header_is((nk_uint8_t *)msg, {{size}}, {{handle_count}});
{{#has_pointers}}
    ensures \result == 1 ==> arena != \null && nk_in_order(arena);
    ensures \result == 1 ==> (\exists nk_uint8_t *a; nk_data(arena, a) &&
                {{function}}_accepts((nk_uint8_t *)msg, a, nk_used(arena))); */
{{/has_pointers}}
{{^has_pointers}}
{{#reads_message}}
    ensures \result == 1 ==> {{function}}_accepts((nk_uint8_t *)msg);
{{/reads_message}}
    ensures \result == 1 ==> arena == \null || arena->current == arena->start; */
{{/has_pointers}}
