/*@ // What holds between rules.
    predicate module_ok =
        ksm_audit_ok(&audit) && audit.level_count == {{audit_level_count}}
{{#journal}}
        && ksm_journal_ok(&journal) && journal.undo == &undo[0] && journal.capacity == {{journal}}
{{/journal}}
{{#objects}}
{{#ok}}
        && {{ok}}
{{/ok}}
{{/objects}}
        ;

    // An event lies apart from what the module writes.
    predicate module_apart(struct ksm_event *event, struct nk_reason *reason) =
        \separated(reason, event, event->msg, event->arena) && \separated(reason,
            {{>ksm_places}}
        ) && \separated(event,
            {{>ksm_places}}
        ) && \separated(event->arena,
            {{>ksm_places}}
        ) && \separated((nk_uint8_t *)event->msg + (0 .. 0x7fffff),
            {{>ksm_places}}
        ) && (event->arena != \null ==>
            \separated((nk_uint8_t *)event->arena->start + (0 .. nk_used(event->arena) - 1),
            {{>ksm_places}}
        )); */

