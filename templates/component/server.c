/* {{name}}: from messages to functions. The security module has checked the structure of a request;
 * what its values mean is the function's matter. */
#include "{{base_name}}_functions.h"

#include <string.h>
#include <nk/arena.h>
{{#interface}}
{{#methods}}

static nk_err_t {{name}}(struct {{c_name}} *self_, const struct {{c_name}}_{{name}}_req *req_, const struct nk_arena *in_, struct {{c_name}}_{{name}}_res *res_, struct nk_arena *out_)
{
{{#req.params}}
{{>unmapped.txt}}
{{/req.params}}
{{#res.params}}
{{>unmapped.txt}}
{{/res.params}}
{{#req.params}}
{{>server_in.txt}}
{{/req.params}}
{{#res.params}}
{{>server_out.txt}}
{{/res.params}}
    nk_err_t err_;

    (void)self_, (void)req_, (void)in_, (void)res_, (void)out_;
{{#req.params}}
{{>server_check.txt}}
{{/req.params}}
    err_ = {{c_name | lower}}_{{name | lower}}({{#req.params}}{{^-first}}, {{/-first}}{{>server_in_value.txt}}{{#-last}}{{#res.params}}{{#-first}}, {{/-first}}{{/res.params}}{{/-last}}{{/req.params}}{{#res.params}}{{^-first}}, {{/-first}}{{>server_out_value.txt}}{{/res.params}});
    if (err_ != NK_EOK)
        return err_;
{{#res.params}}
{{>server_put.txt}}
{{/res.params}}
    return NK_EOK;
}
{{/methods}}
{{/interface}}

struct {{c_name}} *{{c_name | lower}}_server(void)
{
    static const struct {{c_name}}_ops ops = {
{{#interface}}
{{#methods}}
        .{{name}} = {{name}},
{{/methods}}
{{/interface}}
    };
    static struct {{c_name}} endpoint = {.ops = &ops};

    return &endpoint;
}
