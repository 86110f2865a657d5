
typedef struct __nk_packed {{P}}_{{name}}_req {
    __nk_alignas(8) struct nk_message base_;
{{#req.params}}
    __nk_alignas({{align}}) {{type}} {{name}}{{dims}};
{{/req.params}}
} {{P}}_{{name}}_req;

#pragma pack(push, 8)
typedef struct {{P}}_{{name}}_err {
    __nk_alignas(8) struct nk_message base_;
{{#err.params}}
    __nk_alignas({{align}}) {{type}} {{name}}{{dims}};
{{/err.params}}
} {{P}}_{{name}}_err;

typedef struct {{P}}_{{name}}_res {
    __extension__ union {
        __extension__ struct {
            __nk_alignas(8) struct nk_message base_;
{{#res.params}}
            __nk_alignas({{align}}) {{type}} {{name}}{{dims}};
{{/res.params}}
        };
        struct {
            __nk_alignas(8) struct nk_message base_;
{{#res.params}}
            __nk_alignas({{align}}) {{type}} {{name}}{{dims}};
{{/res.params}}
        } res_;
        struct {{P}}_{{name}}_err err_;
    };
} {{P}}_{{name}}_res;
#pragma pack(pop)

{{#req}}
{{#params}}
nk_static_assert(nk_offsetof({{P}}_{{method}}_req, {{name}}) == {{offset}},
    bad_{{P}}_{{method}}_req_{{name}}_offset);
{{/params}}
nk_static_assert(sizeof({{P}}_{{method}}_req) == {{size}}, bad_{{P}}_{{method}}_req_size);
{{/req}}
{{#err}}
{{#params}}
nk_static_assert(nk_offsetof({{P}}_{{method}}_err, {{name}}) == {{offset}},
    bad_{{P}}_{{method}}_err_{{name}}_offset);
{{/params}}
nk_static_assert(sizeof({{P}}_{{method}}_err) == {{size}}, bad_{{P}}_{{method}}_err_size);
{{/err}}
{{#res}}
{{#params}}
nk_static_assert(nk_offsetof({{P}}_{{method}}_res, {{name}}) == {{offset}},
    bad_{{P}}_{{method}}_res_{{name}}_offset);
{{/params}}
nk_static_assert(sizeof((({{P}}_{{method}}_res *)0)->res_) == {{size}},
    bad_{{P}}_{{method}}_res_size);
{{/res}}
