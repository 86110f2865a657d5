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
{{>ksm_interface}}

{{/interfaces}}
{{>ksm_classes}}
{{>ksm_objects}}
/* ---- rules -------------------------------------------------------------------------------- */

{{names}}
static const struct ksm_tables tables = {
    .routes = {.class_count = {{class_count}}},
    .class_names = class_names,
    .classes = classes,
{{>ksm_name_fields}}
};

const struct nk_audit_names nk_audit_policy = {
    .module = {
        {{audit_module}}
    },
    .tables = &tables,
};
