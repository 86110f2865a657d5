/* {{name}}: from functions to messages. An answer is not believed further than the security module has
 * checked its structure. */
#include "{{base_name}}_functions.h"

#include <string.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

/* Room for the padding between the chunks of a message. */
#define SLACK 64

/* The proxy for one call; NK_ENOTCONN: this process has no such channel. */
static nk_err_t begin(struct {{c_name}}_proxy *proxy, NkKosTransport *transport)
{
    Handle server = ServiceLocatorConnect({{c_name | upper}}_CHANNEL);

    if (server == INVALID_HANDLE)
        return NK_ENOTCONN;
    NkKosTransport_Init(transport, server, NK_NULL, 0);
    {{c_name}}_proxy_init(proxy, &transport->base, ServiceLocatorGetRiid(server, {{c_name | upper}}_ENDPOINT));
    return NK_EOK;
}
{{#interface}}
{{#methods}}

{{>signature.txt}}
{
{{#req.params}}
{{>unmapped.txt}}
{{/req.params}}
{{#res.params}}
{{>unmapped.txt}}
{{/res.params}}
    char in_buffer_[{{req.arena}} + SLACK], out_buffer_[{{res.arena}} + SLACK];
    struct nk_arena in_ = NK_ARENA_INITIALIZER(in_buffer_, in_buffer_ + sizeof in_buffer_);
    struct nk_arena out_ = NK_ARENA_INITIALIZER(out_buffer_, out_buffer_ + sizeof out_buffer_);
    struct {{c_name}}_{{name}}_req req_ = {0};
    struct {{c_name}}_{{name}}_res res_;
    struct {{c_name}}_proxy proxy_;
    NkKosTransport transport_;
    nk_err_t err_ = begin(&proxy_, &transport_);

{{#req.params}}
{{>client_put.txt}}
{{/req.params}}
    if (err_ == NK_EOK)
        err_ = {{c_name}}_{{name}}_proxy(&proxy_, &req_, &in_, &res_, &out_);
{{^simple_errors}}
    if (err_ == NK_EOK && nk_msg_check_err(&res_.base_))
        err_ = NK_EBADMSG; /* to be written: what res_.err_ says */
{{/simple_errors}}
    if (err_ != NK_EOK)
        return err_;
{{#res.params}}
{{>client_take.txt}}
{{/res.params}}
    return NK_EOK;
}
{{/methods}}
{{/interface}}
