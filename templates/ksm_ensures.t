    ensures ksm_audit_ok(&audit) && audit.level_count == {{audit_level_count}};
{{#journal}}
    ensures ksm_log(&journal);
    ensures \forall integer i; 0 <= i < journal.count ==> ksm_undoable(&journal, journal.undo + i);
    ensures journal.undo == &undo[0] && journal.capacity == {{journal}};
{{/journal}}
{{#objects}}
{{#ok}}
    ensures {{ok}}((struct {{type}} *)&object_{{name}});
{{/ok}}
{{/objects}}
