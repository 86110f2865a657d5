
#ifndef {{guard}}COMPONENT_ENDPOINTS__
#define {{guard}}COMPONENT_ENDPOINTS__
enum {
{{#leaves}}
    {{C}}_{{c_path}}_iid = {{iid}},
{{/leaves}}
    {{C}}_iidMax = {{iid_max}}
};

enum {
    {{C}}_iidOffset = 0{{#subtrees}},
    {{C}}_{{c_path}}_iidOffset = {{iid_offset}}{{/subtrees}}
};

enum {
{{#security}}
    {{C}}_{{prefix}}securityIid = {{iid}},
{{/security}}
    {{C}}_securityIidMax = {{security_max}}
};

enum {
{{#bounds.small}}
    {{C}}_component_{{name}} = {{value}}{{^-last}},{{/-last}}
{{/bounds.small}}
};
{{#bounds.big}}
#define {{C}}_component_{{name}} ((nk_uint64_t)(NK_UINT64_C({{value}})))
{{/bounds.big}}
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_iidMax)
{{#leaves}}
#define {{S}}_{{c_path}}_iid {{C}}_{{c_path}}_iid
{{/leaves}}
#define {{S}}_iidMax {{C}}_iidMax
#define {{S}}_iidOffset {{C}}_iidOffset
{{#subtrees}}
#define {{S}}_{{c_path}}_iidOffset {{C}}_{{c_path}}_iidOffset
{{/subtrees}}
{{#security}}
#define {{S}}_{{prefix}}securityIid {{C}}_{{prefix}}securityIid
{{/security}}
#define {{S}}_securityIidMax {{C}}_securityIidMax
{{#bounds.small}}
#define {{S}}_component_{{name}} {{C}}_component_{{name}}
{{/bounds.small}}
{{#bounds.big}}
#define {{S}}_component_{{name}} {{C}}_component_{{name}}
{{/bounds.big}}
#endif
{{/S}}
#endif
