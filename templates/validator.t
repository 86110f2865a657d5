
#ifndef {{guard}}VALIDATOR__
#define {{guard}}VALIDATOR__
/* Names of the fields that nk_reason.field numbers from 1; NULL for 0 and unknown numbers. */
static inline const char *{{P}}_val_field(nk_uint16_t field)
{
{{#validator.fields}}
{{#-first}}
    static const char *const names[] = {
{{/-first}}
        "{{.}}",
{{#-last}}
    };

    if (field >= 1 && field <= sizeof names / sizeof *names)
        return names[field - 1];
{{/-last}}
{{/validator.fields}}
    nk_unused(field);
    return NK_NULL;
}
{{validator.text}}
{{#methods}}

static inline nk_bool_t {{P}}_{{name}}_val_req(const struct nk_message *msg0,
        const struct nk_arena *arena)
{
    struct nk_reason reason;

    return nk_check_{{P}}_{{name}}_req(msg0, arena, &reason) ? NK_TRUE : NK_FALSE;
}

static inline nk_bool_t {{P}}_{{name}}_val_res(const struct nk_message *msg0,
        const struct nk_arena *arena)
{
    struct nk_reason reason;

    return nk_check_{{P}}_{{name}}_res(msg0, arena, &reason) ? NK_TRUE : NK_FALSE;
}

static inline nk_bool_t {{P}}_{{name}}_val_err(const struct nk_message *msg0,
        const struct nk_arena *arena)
{
    struct nk_reason reason;

    return nk_check_{{P}}_{{name}}_err(msg0, arena, &reason) ? NK_TRUE : NK_FALSE;
}
{{/methods}}
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_val_field)
#define {{S}}_val_field {{P}}_val_field
{{#methods}}
#define {{S}}_{{name}}_val_req {{P}}_{{name}}_val_req
#define {{S}}_{{name}}_val_res {{P}}_{{name}}_val_res
#define {{S}}_{{name}}_val_err {{P}}_{{name}}_val_err
{{/methods}}
#endif
{{/S}}
#endif
