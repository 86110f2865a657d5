#include "policy/pol_config.h"

/* All static state of a module together is far below the kernel's memory; one object above this is
 * a slip of the pen. */
enum { OBJECT_BYTES_MAX = 16 * 1024 * 1024 };

const char *pol_config_kind(const struct psl_expr *value)
{
    switch (value->kind) {
    case PSL_E_INT:
        return "a number";
    case PSL_E_TEXT:
        return "a text";
    case PSL_E_BOOL:
        return "a Boolean";
    case PSL_E_UNIT:
        return "`()`";
    case PSL_E_DICT:
        return "a dictionary";
    case PSL_E_LIST:
        return "a list";
    case PSL_E_NAME:
        return "a name without quotation marks";
    default:
        return "an expression";
    }
}

static bool wrong_kind(struct policy *p, const struct psl_expr *value, const char *expected)
{
    if (value->kind != PSL_E_ERROR)
        nkc_diag(p->s, PSL_TYPE, value->span, expected, pol_config_kind(value));
    return false;
}

/* ---- parameters ---- */

static bool named(const struct pol_param_spec *spec, const char *name)
{
    return strcmp(spec->name, name) == 0 || (spec->other && strcmp(spec->other, name) == 0);
}

/* Stands for one that was misspelt: it is not told to be missing, too. */
static const struct psl_object_param misspelt_param;
static const struct psl_expr misspelt_value;

static void unknown_param(struct policy *p, const struct psl_decl *decl, struct psl_name name,
                          const struct pol_param_spec *specs, size_t count,
                          const struct psl_object_param **out)
{
    const char **names = nkc_arena_alloc(p->s->arena, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = specs[i].name;
    const char *near = nkc_nearest(name.text, names, count);
    nkc_diag(p->s, PSL_OBJECT_PARAM, name.span, decl->target.text, name.text);
    nkc_diag_mean(p->s, name.span, near);
    for (size_t i = 0; near && i < count; i++)
        if (names[i] == near && !out[i])
            out[i] = &misspelt_param;
}

static const char *param_form(struct policy *p, const struct pol_param_spec *spec)
{
    return nkc_arena_printf(p->s->arena, "`%s%s = ...`", spec->is_type ? "type " : "", spec->name);
}

static bool take_param(struct policy *p, const struct psl_object_param *param,
                       const struct pol_param_spec *spec, const struct psl_object_param **slot)
{
    bool ok = spec->is_type == (param->type != NULL);
    if (!ok)
        nkc_diag(p->s, PSL_TYPE, param->name.span, param_form(p, spec),
                 param->type ? "a type" : "a value");
    if (ok && *slot) {
        nkc_diag(p->s, PSL_KEY_TWICE, param->name.span, param->name.text);
        return false;
    }
    *slot = param;
    return ok;
}

bool pol_config_params(struct policy *p, const struct psl_decl *decl,
                       const struct pol_param_spec *specs, size_t count,
                       const struct psl_object_param **out)
{
    bool ok = !decl->params->broken, strange[2] = {false};
    for (size_t k = 0; k < count; k++)
        out[k] = NULL;
    NKC_FOREACH(i, &decl->params->list) {
        const struct psl_object_param *param = &decl->params->list.data[i];
        size_t k = 0;
        while (k < count && !named(&specs[k], param->name.text))
            k++;
        if (k < count) {
            ok &= take_param(p, param, &specs[k], &out[k]);
        } else {
            unknown_param(p, decl, param->name, specs, count, out);
            strange[param->type != NULL] = true;
            ok = false;
        }
    }
    for (size_t k = 0; k < count; k++) {
        if (out[k] || specs[k].optional || decl->params->broken || strange[specs[k].is_type])
            continue; /* what is missing may be what was not understood */
        nkc_diag(p->s, PSL_PARAM_MISSING, decl->name.span, decl->target.text,
                 param_form(p, &specs[k]));
        ok = false;
    }
    return ok;
}

/* ---- fields ---- */

const struct psl_entries *pol_config_dict(struct policy *p, const struct psl_expr *value)
{
    if (value->kind == PSL_E_DICT)
        return value->entries;
    wrong_kind(p, value, "a dictionary");
    return NULL;
}

const struct psl_entries *pol_config_list(struct policy *p, const struct psl_expr *value)
{
    if (value->kind == PSL_E_LIST)
        return value->entries;
    wrong_kind(p, value, "a list");
    return NULL;
}

static bool take_field(struct policy *p, const struct psl_entry *entry, const char *what,
                       const char *const *names, size_t count, const struct psl_expr **out)
{
    struct psl_name key = entry->key;
    size_t k = 0;
    while (k < count && strcmp(names[k], key.text) != 0)
        k++;
    if (k == count) {
        const char *near = nkc_nearest(key.text, names, count);
        nkc_diag(p->s, PSL_NO_FIELD, key.span, what, key.text);
        nkc_diag_mean(p->s, key.span, near);
        for (k = 0; near && k < count; k++)
            if (names[k] == near && !out[k])
                out[k] = &misspelt_value;
        return false;
    }
    if (out[k]) {
        nkc_diag(p->s, PSL_KEY_TWICE, key.span, key.text);
        return false;
    }
    out[k] = entry->value;
    return true;
}

bool pol_config_fields(struct policy *p, const struct psl_expr *dict, const char *what,
                       const char *const *names, size_t count, const struct psl_expr **out)
{
    const struct psl_entries *entries = pol_config_dict(p, dict);
    bool ok = entries != NULL && !entries->broken;
    for (size_t k = 0; k < count; k++)
        out[k] = NULL;
    for (size_t i = 0; entries && i < entries->list.len; i++)
        ok &= take_field(p, &entries->list.data[i], what, names, count, out);
    for (size_t k = 0; entries && !entries->broken && k < count; k++) {
        if (out[k])
            continue;
        nkc_diag(p->s, PSL_KEY_MISSING, dict->span, what, names[k]);
        ok = false;
    }
    return ok;
}

/* ---- values ---- */

bool pol_config_count(struct policy *p, const struct psl_expr *value, const char *name,
                      uint64_t min, uint64_t max, uint64_t *out)
{
    if (value->kind != PSL_E_INT)
        return wrong_kind(p, value, "a number");
    *out = value->value;
    if (!value->negative && value->value >= min && value->value <= max)
        return true;
    nkc_diag(p->s, PSL_CONFIG_RANGE, value->span, name, (unsigned long long)min,
             (unsigned long long)max);
    return false;
}

const char *pol_config_text(struct policy *p, const struct psl_expr *value)
{
    if (value->kind == PSL_E_TEXT)
        return value->text;
    wrong_kind(p, value, "a text");
    return NULL;
}

bool pol_config_size(struct policy *p, const struct psl_decl *decl, uint64_t bytes)
{
    if (bytes <= OBJECT_BYTES_MAX)
        return true;
    nkc_diag(p->s, PSL_OBJECT_SIZE, decl->name.span, decl->name.text, (unsigned long long)bytes,
             (unsigned long long)OBJECT_BYTES_MAX);
    return false;
}

struct nkc_span pol_config_name_span(struct nkc_span span)
{
    if (span.src->text[span.begin] == '"') {
        span.begin++;
        span.end--;
    }
    return span;
}

/* ---- types ---- */

static const struct {
    const char *name;
    struct pol_type type;
    bool is_word; /* as wide as a pointer of the target */
} scalars[] = {
#define NKC_INT_TYPE(name, c_type, bytes, sign, word)                                              \
    {#name, {.kind = POL_T_INT, .width = (bytes), .is_signed = (sign)}, (word)},
#include "base/int_types.def"
#undef NKC_INT_TYPE
    {"Sid", {.kind = POL_T_INT, .width = 4}, false},
    {"Handle", {.kind = POL_T_INT, .width = 4}, false},
    {"Boolean", {.kind = POL_T_BOOL}, false},
};

enum { SCALARS = sizeof scalars / sizeof scalars[0] };

struct pol_type pol_config_scalar(struct policy *p, const struct psl_type *type)
{
    size_t i = 0;
    while (i < SCALARS &&
           !(type->kind == PSL_T_NAME && strcmp(scalars[i].name, type->name.text) == 0))
        i++;
    if (i == SCALARS)
        return (struct pol_type){.kind = POL_T_BAD};
    struct pol_type found = scalars[i].type;
    if (scalars[i].is_word)
        found.width = p->s->word_bytes;
    return found;
}

void pol_config_mean_type(struct policy *p, const struct psl_type *type)
{
    const char *names[SCALARS];
    for (size_t i = 0; i < SCALARS; i++)
        names[i] = scalars[i].name;
    if (type->kind == PSL_T_NAME && pol_config_scalar(p, type).kind == POL_T_BAD)
        nkc_diag_mean(p->s, type->span, nkc_nearest(type->name.text, names, SCALARS));
}
