/* ---- classes ------------------------------------------------------------------------------ */

{{#classes}}
{{#endpoints}}
{{#-first}}
static const struct ksm_endpoint endpoints_{{id}}[] = {
{{/-first}}
    {"{{path}}", &interface_{{interface}}},
{{#-last}}
};

{{/-last}}
{{/endpoints}}
{{#security}}
{{#-first}}
static const struct ksm_endpoint security_{{id}}[] = {
{{/-first}}
    {"{{path}}", &interface_{{interface}}},
{{#-last}}
};

{{/-last}}
{{/security}}
{{/classes}}
static const struct ksm_class classes[] = {
{{#classes}}
    {
{{#endpoint_count}}
        endpoints_{{id}},
{{/endpoint_count}}
{{^endpoint_count}}
        (const struct ksm_endpoint *)0,
{{/endpoint_count}}
{{#security_count}}
        security_{{id}},
{{/security_count}}
{{^security_count}}
        (const struct ksm_endpoint *)0,
{{/security_count}}
        {{endpoint_count}}, {{security_count}},
    },
{{/classes}}
{{^classes}}
    {(const struct ksm_endpoint *)0, (const struct ksm_endpoint *)0, 0, 0},
{{/classes}}
};

static const char *const class_names[] = {
{{#classes}}
    "{{name}}",
{{/classes}}
{{^classes}}
    "",
{{/classes}}
};

