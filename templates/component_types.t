
#ifndef {{guard}}COMPONENT_SERVER_TYPES__
#define {{guard}}COMPONENT_SERVER_TYPES__
typedef struct {{C}}_component {
{{#members}}
    struct {{type}} *{{name}};
{{/members}}
} {{C}}_component;

static inline void {{C}}_component_init(struct {{C}}_component *self_{{#members}},
        struct {{type}} *{{name}}{{/members}})
{
    nk_assert(self_);
{{#members}}
    self_->{{name}} = {{name}};
{{/members}}
}

typedef union {{C}}_component_req {
    struct nk_message base_;
{{#leaves}}
    {{interface}}_req {{c_path}};
{{/leaves}}
} {{C}}_component_req;

typedef union {{C}}_component_res {
    struct nk_message base_;
{{#leaves}}
    {{interface}}_res {{c_path}};
{{/leaves}}
} {{C}}_component_res;
#endif
