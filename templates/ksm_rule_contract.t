/*@ requires \valid(reason);
{{>ksm_requires}}
{{>ksm_apart}}
    requires \valid_read(event) && \valid_read(event->msg);
{{#claim}}
    requires nk_readable((nk_uint8_t *)event->msg, {{size}});
{{#needs_arena}}
    requires nk_arena_readable(event->arena) && event->arena != \null && nk_in_order(event->arena);
{{/needs_arena}}
{{#is_checked}}
    requires {{verifier}}_accepts((nk_uint8_t *)event->msg{{#needs_arena}}, nk_data(event->arena),
                                  nk_used(event->arena){{/needs_arena}});
{{/is_checked}}
{{/claim}}
{{#writes}}
    requires ksm_room(&journal, {{writes}});
{{/writes}}
    terminates \true;
    exits \false;
    assigns witness, *reason, audit.indexed_level, audit.index, audit.record.call_count, audit.record.more,
            audit.record.calls[0 .. NK_AUDIT_CALLS - 1]{{#writes}}, audit.level,
            journal.count, journal.undo[0 .. {{journal}} - 1]{{#objects}}{{#states}}, object_{{name}}.{{.}}{{/states}}{{/objects}}{{/writes}};
{{^is_choice}}
    ensures \result == 0 || \result == 1;
{{/is_choice}}
{{>ksm_ensures}}
{{#writes}}
    ensures journal.count <= \old(journal.count) + {{writes}};
{{/writes}}
*/
