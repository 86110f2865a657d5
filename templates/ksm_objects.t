{{#object_count}}
{{state}}
{{#objects}}
{{#-first}}
static const struct ksm_object objects[] = {
{{/-first}}
    {"{{name}}", &{{runtime}}, &object_{{name}}},
{{#-last}}
};

{{/-last}}
{{/objects}}
{{/object_count}}
