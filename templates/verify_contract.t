{{#items}}

/*@ // What holds of the i-th element of {{path}}, and of the first n.
    predicate {{claim}}(nk_uint8_t *items, integer i{{#has_pointers}}, nk_uint8_t *a, integer used{{/has_pointers}}) =
        \let e{{d}} = items + i * {{item}};
{{#steps}}
        {{>verify_claim}}
{{/steps}}
        \true;
    predicate {{claim}}_all(nk_uint8_t *items, integer n{{#has_pointers}}, nk_uint8_t *a, integer used{{/has_pointers}}) =
        \forall integer i; 0 <= i < n ==> {{claim}}(items, i{{#has_pointers}}, a, used{{/has_pointers}}); */
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
    ensures \result == 1 ==>
                {{function}}_accepts((nk_uint8_t *)msg, nk_data(arena), nk_used(arena)); */
{{/has_pointers}}
{{^has_pointers}}
{{#reads_message}}
    ensures \result == 1 ==> {{function}}_accepts((nk_uint8_t *)msg);
{{/reads_message}}
    ensures \result == 1 ==> arena == \null || arena->current == arena->start; */
{{/has_pointers}}
