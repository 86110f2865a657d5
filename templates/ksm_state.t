{{#has_state}}
/* ---- state of objects, and what is undone when an event is denied ------------------------- */

{{#journal}}
static struct ksm_undo undo[{{journal}}];
static struct ksm_journal journal = {undo, 0, {{journal}}};

{{/journal}}
{{#sets_level}}
static nk_uint64_t audit_level = {{level}}u;

{{/sets_level}}
{{#state}}
{{state}}
{{/state}}
{{#objects}}
{{#-first}}
static const struct ksm_object objects[] = {
{{/-first}}
    {"{{name}}", &{{runtime}}, &object_{{name}}},
{{#-last}}
};

{{/-last}}
{{/objects}}
{{/has_state}}
{{#definitions}}
{{definitions}}
{{/definitions}}
