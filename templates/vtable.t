
#ifndef {{guard}}VTABLE__
#define {{guard}}VTABLE__
struct {{P}}_ops;

typedef struct {{P}} {
    const struct {{P}}_ops *ops;
} {{P}};

{{#methods}}
typedef nk_err_t {{P}}_{{name}}_fn(struct {{P}} *self,
        const struct {{P}}_{{name}}_req *req,
        const struct nk_arena *req_arena,
        struct {{P}}_{{name}}_res *res, struct nk_arena *res_arena);
{{/methods}}

typedef struct {{P}}_ops {
{{#methods}}
    {{P}}_{{name}}_fn *{{name}};
{{/methods}}
} {{P}}_ops;
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_ops)
{{#clash}}
/* A member has the same name, which a macro would rename. */
typedef struct {{P}} {{S}};
{{/clash}}
{{^clash}}
#define {{S}} {{P}}
{{/clash}}
{{#methods}}
#define {{S}}_{{name}}_fn {{P}}_{{name}}_fn
{{/methods}}
#define {{S}}_ops {{P}}_ops
#endif
{{/S}}
#endif
