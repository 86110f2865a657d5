    ensures ksm_audit_ok(&audit) && audit.level_count == {{audit_level_count}};
{{#journal}}
    ensures ksm_journal_ok(&journal);
    ensures journal.undo == &undo[0] && journal.capacity == {{journal}};
{{/journal}}
{{#objects}}
{{#ok}}
    ensures {{ok}};
{{/ok}}
{{/objects}}
