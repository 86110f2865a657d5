
#ifndef {{guard}}CLIENT__
#define {{guard}}CLIENT__
typedef struct {{P}}_proxy {
    struct {{P}} base;
    struct nk_transport *transport;
    nk_iid_t iid;
} {{P}}_proxy;
{{#methods}}

static inline nk_err_t {{P}}_{{name}}_proxy(struct {{P}}_proxy *self,
        struct {{P}}_{{name}}_req *req,
        const struct nk_arena *req_arena,
        struct {{P}}_{{name}}_res *res,
        struct nk_arena *res_arena)
{
{{#rc_needed}}
    nk_err_t rc;

{{/rc_needed}}
    nk_assert(self);
    nk_assert(req);
    nk_assert(res);
    nk_req_reset(req);
    nk_msg_set_method_id(req, self->iid, {{P}}_{{name}}_mid);
    nk_msg_set_ncaps(req, {{P}}_{{name}}_req_handles);
    nk_req_reset(res);
    nk_msg_set_method_id(res, self->iid, {{P}}_{{name}}_mid);
    nk_msg_set_ncaps(res, {{P}}_{{name}}_res_handles);
{{#trace_client}}
    nk_trace_ipc(NK_TRACE_CLIENT_REQ, "{{dotted}}", "{{name}}", &req->base_, req_arena, NK_EOK,
        {{dump_client}});
{{/trace_client}}
{{^rc_needed}}
    return nk_transport_call(self->transport, &req->base_, req_arena, &res->base_, res_arena);
{{/rc_needed}}
{{#rc_needed}}
    rc = nk_transport_call(self->transport, &req->base_, req_arena, &res->base_, res_arena);
{{#trace_client}}
    nk_trace_ipc(NK_TRACE_CLIENT_RES, "{{dotted}}", "{{name}}", &res->base_, res_arena, rc,
        {{dump_client}});
{{/trace_client}}
{{#simple_status}}
    if (rc == NK_EOK && nk_msg_check_err(res))
        rc = NK_ELOGIC_MAKE(res->err_.status);
{{/simple_status}}
    return rc;
{{/rc_needed}}
}
{{/methods}}

static inline void {{P}}_proxy_init(struct {{P}}_proxy *self, struct nk_transport *transport,
        nk_iid_t iid)
{
    static const struct {{P}}_ops ops = {
{{#methods}}
        ({{P}}_{{name}}_fn *){{P}}_{{name}}_proxy,
{{/methods}}
    };

    nk_assert(self);
    self->base.ops = &ops;
    self->transport = transport;
    self->iid = iid;
}
{{#methods}}

static inline nk_err_t {{P}}_{{name}}(struct {{P}} *self, struct {{P}}_{{name}}_req *req,
        const struct nk_arena *req_arena,
        struct {{P}}_{{name}}_res *res, struct nk_arena *res_arena)
{
    nk_assert(self);
    nk_assert(self->ops);
    nk_assert(self->ops->{{name}});
    return self->ops->{{name}}(self, req, req_arena, res, res_arena);
}
{{/methods}}
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_proxy)
#define {{S}}_proxy {{P}}_proxy
#define {{S}}_proxy_init {{P}}_proxy_init
{{#methods}}
#define {{S}}_{{name}}_proxy {{P}}_{{name}}_proxy
#define {{S}}_{{name}} {{P}}_{{name}}
{{/methods}}
#endif
{{/S}}
#endif
