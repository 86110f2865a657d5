
#ifndef {{guard}}INTERFACE__
#define {{guard}}INTERFACE__
enum {
{{#methods}}
    {{P}}_{{name}}_mid,
{{/methods}}
    {{P}}_mid_max
};

enum {
{{#bounds.small}}
    {{P}}_{{name}} = {{value}}{{^-last}},{{/-last}}
{{/bounds.small}}
};
{{#bounds.big}}
#define {{P}}_{{name}} ((nk_uint64_t)(NK_UINT64_C({{value}})))
{{/bounds.big}}
{{#methods}}
{{>messages}}
{{/methods}}
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_mid_max)
{{#methods}}
#define {{S}}_{{name}}_mid {{P}}_{{name}}_mid
{{/methods}}
#define {{S}}_mid_max {{P}}_mid_max
{{#bounds.small}}
#define {{S}}_{{name}} {{P}}_{{name}}
{{/bounds.small}}
{{#bounds.big}}
#define {{S}}_{{name}} {{P}}_{{name}}
{{/bounds.big}}
{{#methods}}
#define {{S}}_{{name}}_req {{P}}_{{name}}_req
#define {{S}}_{{name}}_err {{P}}_{{name}}_err
#define {{S}}_{{name}}_res {{P}}_{{name}}_res
{{/methods}}
#endif
{{/S}}
#endif
