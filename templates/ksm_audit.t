/* Names for the audit records of {{source}}. Made by nk-psl-gen-c: change the policy, not this file.
 *
 * Link it with libkssaudit, whose nk_audit_text finds the names here. */
#include <nk/audit.h>
#include <nk/ksm_engine.h>
{{#headers}}
#include <nk/{{.}}.h>
{{/headers}}

/* ---- methods ------------------------------------------------------------------------------ */

{{#interfaces}}
{{#methods}}
{{#-first}}
static const struct ksm_method methods_{{c_name}}[] = {
{{/-first}}
    {.name = "{{name}}"},
{{#-last}}
};

{{/-last}}
{{/methods}}
static const struct ksm_interface interface_{{c_name}} = {
{{#methods}}
{{#-first}}
    methods_{{c_name}}, sizeof methods_{{c_name}} / sizeof methods_{{c_name}}[0],
{{/-first}}
{{/methods}}
{{^methods}}
    (const struct ksm_method *)0, 0,
{{/methods}}
};

{{/interfaces}}
{{>ksm_classes}}
{{>ksm_objects}}
/* ---- rules -------------------------------------------------------------------------------- */

{{names}}
static const struct ksm_tables tables = {
    .routes = {.class_count = {{class_count}}},
    .class_names = class_names,
    .classes = classes,
    .rules = rules,
    .rule_count = {{rule_count}},
    .atoms = atoms,
    .fields = fields,
    .field_count = {{field_count}},
{{#object_count}}
    .objects = objects,
    .object_count = {{object_count}},
{{/object_count}}
};

const struct nk_audit_names nk_audit_policy = {
    .module = {
        {{audit_module}}
    },
    .tables = &tables,
};
