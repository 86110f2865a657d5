/*@ requires \valid(reason);
{{>ksm_requires}}
{{>ksm_apart}}
    requires ksm_event_ok((struct ksm_event *)event);
{{#claim}}
    requires nk_header_is((nk_uint8_t *)event->msg, {{size}}, {{handle_count}});
{{#needs_arena}}
    requires event->arena != \null && nk_in_order(event->arena);
{{/needs_arena}}
{{#is_checked}}
    requires {{verifier}}_accepts((nk_uint8_t *)event->msg{{#needs_arena}}, nk_data(event->arena),
                                  nk_used(event->arena){{/needs_arena}});
{{/is_checked}}
{{/claim}}
{{#is_state}}
    requires journal.count == 0;
{{/is_state}}
    terminates \true;
    exits \false;
    ensures \result == 0 || \result == 1;
{{#is_state}}
    ensures ksm_journal_ok(&journal) && journal.count == 0;
{{/is_state}}
*/
