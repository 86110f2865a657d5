
#ifndef {{guard}}ENTITY_SERVER__
#define {{guard}}ENTITY_SERVER__
#define {{C}}_entity {{C}}_component
#define {{C}}_entity_req {{C}}_component_req
#define {{C}}_entity_res {{C}}_component_res

static inline void {{C}}_entity_init(struct {{C}}_entity *self_{{#members}},
        struct {{type}} *{{name}}{{/members}})
{
    {{C}}_component_init(self_{{#members}}, {{name}}{{/members}});
}

static inline nk_err_t {{C}}_entity_dispatch(struct {{C}}_entity *self,
        const struct nk_message *req,
        const struct nk_arena *req_arena,
        struct nk_message *res, struct nk_arena *res_arena)
{
    return {{C}}_component_dispatch(self, 0, req, req_arena, res, res_arena);
}
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_entity)
#define {{S}}_entity {{C}}_entity
#define {{S}}_entity_req {{C}}_entity_req
#define {{S}}_entity_res {{C}}_entity_res
#define {{S}}_entity_init {{C}}_entity_init
#define {{S}}_entity_dispatch {{C}}_entity_dispatch
#endif
{{/S}}
#endif
