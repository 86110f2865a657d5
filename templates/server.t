
#ifndef {{guard}}SERVER__
#define {{guard}}SERVER__
typedef union {{P}}_req {
    struct nk_message base_;
{{#methods}}
    struct {{P}}_{{name}}_req {{name}};
{{/methods}}
} {{P}}_req;

typedef union {{P}}_res {
    struct nk_message base_;
{{#methods}}
    struct {{P}}_{{name}}_res {{name}};
{{/methods}}
} {{P}}_res;

static inline nk_err_t {{P}}_interface_dispatch(struct {{P}} *impl, nk_iid_t iid,
        const struct nk_message *req,
        const struct nk_arena *req_arena,
        struct nk_message *res,
        struct nk_arena *res_arena)
{
    nk_err_t rc = NK_ENOENT;
    nk_iid_t req_iid;
    nk_mid_t req_mid;

    nk_assert(impl);
    nk_assert(req);
    nk_assert(res);
    if (req->iid != iid)
        return rc;
    /* Request and response may share one buffer. */
    req_iid = req->iid;
    req_mid = req->mid;
    switch (req_mid) {
{{#methods}}
    case {{P}}_{{name}}_mid: {
        const struct {{P}}_{{name}}_req *req_ = (const struct {{P}}_{{name}}_req *)(const void *)req;
        struct {{P}}_{{name}}_res *res_ = (struct {{P}}_{{name}}_res *)(void *)res;

        nk_assert(impl->ops && impl->ops->{{name}});
{{#extended}}
        /* A flag left by an earlier response is not this one's. */
        if ((const void *)req == (const void *)res)
            res->ex.err = 0;
        else
            nk_req_reset(res_);
{{/extended}}
{{#trace_server}}
        nk_trace_ipc(NK_TRACE_SERVER_REQ, "{{dotted}}", "{{name}}", req, req_arena, NK_EOK,
            {{dump_server}});
{{/trace_server}}
        rc = impl->ops->{{name}}(impl, req_, req_arena, res_, res_arena);
{{#extended}}
        if (rc == NK_EOK && nk_msg_check_err(res_)) {
            nk_err_reset(&res_->err_);
            nk_msg_set_ncaps(res_, {{P}}_{{name}}_err_handles);
        } else if (rc == NK_EOK) {
{{/extended}}
{{^extended}}
        if (rc == NK_EOK) {
{{/extended}}
            nk_req_reset(&res_->res_);
            nk_msg_set_ncaps(res_, {{P}}_{{name}}_res_handles);
        }
{{#simple_status}}
        else if (NK_ELOGIC_CHECK(rc)) {
            nk_err_reset(&res_->err_);
            res_->err_.status = NK_ELOGIC_GET(rc);
            nk_msg_set_ncaps(res_, {{P}}_{{name}}_err_handles);
            rc = NK_EOK;
        }
{{/simple_status}}
{{#trace_server}}
        nk_message_set_iid(res, req_iid);
        nk_message_set_mid(res, req_mid);
        nk_trace_ipc(NK_TRACE_SERVER_RES, "{{dotted}}", "{{name}}", res, res_arena, rc,
            {{dump_server}});
{{/trace_server}}
        break;
    }
{{/methods}}
    default:
        break;
    }
    /* A server loop that replies all the same must not send the response of an earlier call. */
    if (rc != NK_EOK)
        nk_message_set_size(res, 0);
    nk_message_set_iid(res, req_iid);
    nk_message_set_mid(res, req_mid);
    return rc;
}
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_interface_dispatch)
#define {{S}}_req {{P}}_req
#define {{S}}_res {{P}}_res
#define {{S}}_interface_dispatch {{P}}_interface_dispatch
#endif
{{/S}}
#endif
