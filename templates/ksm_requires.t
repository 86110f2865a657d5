    requires ksm_audit_ok(&audit) && audit.level_count == {{audit_level_count}};
{{#journal}}
    requires ksm_journal_ok(&journal);
    requires journal.undo == &undo[0] && journal.capacity == {{journal}};
{{/journal}}
{{#objects}}
{{#ok}}
    requires {{ok}}((struct {{type}} *)&object_{{name}});
{{/ok}}
{{/objects}}
