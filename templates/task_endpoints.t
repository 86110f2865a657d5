
#ifndef {{guard}}TASK_ENDPOINTS__
#define {{guard}}TASK_ENDPOINTS__
enum {
{{#bounds.small}}
    {{C}}_entity_{{name}} = {{C}}_component_{{name}}{{^-last}},{{/-last}}
{{/bounds.small}}
};
{{#bounds.big}}
#define {{C}}_entity_{{name}} {{C}}_component_{{name}}
{{/bounds.big}}
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_entity_req_handles)
{{#bounds.small}}
#define {{S}}_entity_{{name}} {{C}}_entity_{{name}}
{{/bounds.small}}
{{#bounds.big}}
#define {{S}}_entity_{{name}} {{C}}_entity_{{name}}
{{/bounds.big}}
#endif
{{/S}}
#endif
