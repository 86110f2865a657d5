{{#has_state}}
/* ---- state of objects, and what is undone when an event is denied ------------------------- */

{{#journal}}
static struct ksm_undo undo[{{journal}}];
static struct ksm_journal journal = {undo, 0, {{journal}}};

{{/journal}}
{{>ksm_objects}}
{{/has_state}}
{{#definitions}}
{{.}}
{{/definitions}}
