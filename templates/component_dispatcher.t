
#ifndef {{guard}}COMPONENT_SERVER_DISPATCHER__
#define {{guard}}COMPONENT_SERVER_DISPATCHER__
static inline nk_err_t {{C}}_component_dispatch(struct {{C}}_component *self, nk_iid_t iidOffset,
        const struct nk_message *req,
        const struct nk_arena *req_arena,
        struct nk_message *res,
        struct nk_arena *res_arena)
{
    nk_assert(self);
    nk_assert(req);
    nk_assert(res);
    if (req->iid < iidOffset)
        return NK_ENOENT;
    switch (req->iid - iidOffset) {
{{#leaves}}
    case {{C}}_{{c_path}}_iid:
        return {{interface}}_interface_dispatch(self->{{access}}, req->iid, req, req_arena, res,
            res_arena);
{{/leaves}}
    default:
        return NK_ENOENT;
    }
}
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_component)
#define {{S}}_component {{C}}_component
#define {{S}}_component_init {{C}}_component_init
#define {{S}}_component_req {{C}}_component_req
#define {{S}}_component_res {{C}}_component_res
#define {{S}}_component_dispatch {{C}}_component_dispatch
#endif
{{/S}}
#endif
