/* Mic: create, delete, execute, upgrade, call, invoke, read, write, query_level
 * (security-models 10). */
#include "base/quote.h"
#include "nk/ksm_limits.h"
#include "policy/pol_code.h"
#include "policy/pol_config.h"
#include "policy/pol_model.h"

enum { NAMES_MAX = KSM_MIC_DEGREES_MAX };

struct names {
    const char *what; /* "degree" */
    const char *list[NAMES_MAX];
    size_t count;
};

/* A chain of levels is one of degrees without categories. */
struct mic {
    const char *object;
    struct names degrees, categories;
};

/* ---- names ---- */

/* The number of a name, from 0; `count` when there is none. */
static size_t find_name(const struct names *names, const char *name)
{
    size_t i = 0;
    while (i < names->count && strcmp(names->list[i], name) != 0)
        i++;
    return i;
}

static bool read_names(struct policy *p, struct names *names, const struct psl_expr *list,
                       size_t min, size_t max)
{
    const struct psl_entries *entries = pol_config_list(p, list);
    if (!entries)
        return false;
    if (entries->list.len < min || entries->list.len > max) {
        nkc_diag(p->s, PSL_LEVEL_COUNT, list->span, (unsigned)min, (unsigned)max, names->what);
        return false;
    }
    bool ok = true;
    NKC_FOREACH(i, &entries->list) {
        const struct psl_expr *e = entries->list.data[i].value;
        const char *name = pol_config_text(p, e);
        ok &= name != NULL;
        if (name && find_name(names, name) < names->count) {
            nkc_diag(p->s, PSL_LEVEL_TWICE, e->span, names->what, name);
            ok = false;
        } else if (name) {
            names->list[names->count++] = name;
        }
    }
    return ok;
}

/* ---- declaration ---- */

static bool declare(struct policy *p, struct pol_object *object, const struct psl_decl *decl)
{
    static const struct pol_param_spec specs[] = {{.name = "config"}};
    static const char *const names[] = {"degrees", "categories"};
    const struct psl_object_param *params[1];
    const struct psl_expr *fields[2];
    struct mic *mic = NKC_NEW(p->s->arena, struct mic);
    mic->object = object->name;
    mic->degrees.what = "level";
    mic->categories.what = "category";
    object->config = mic;
    if (!pol_config_params(p, decl, specs, 1, params))
        return false;
    const struct psl_expr *config = params[0]->value;
    if (config->kind == PSL_E_LIST)
        return read_names(p, &mic->degrees, config, 1, KSM_MIC_DEGREES_MAX);
    if (config->kind != PSL_E_DICT) {
        nkc_diag(p->s, PSL_TYPE, config->span, "a list of levels or a dictionary",
                 pol_config_kind(config));
        return false;
    }
    mic->degrees.what = "degree";
    if (!pol_config_fields(p, config, "`config` of model `Mic`", names, 2, fields))
        return false;
    bool ok = read_names(p, &mic->degrees, fields[0], 1, KSM_MIC_DEGREES_MAX);
    return read_names(p, &mic->categories, fields[1], 0, KSM_MIC_CATEGORIES_MAX) && ok;
}

static void emit_names(const struct names *names, const char *kind, const char *object,
                       struct nkc_arena *arena, struct nkc_buf *out)
{
    nkc_buf_printf(out, "static const char *const mic_%s_%s[] = {", kind, object);
    for (size_t i = 0; i < names->count; i++)
        nkc_buf_printf(out, "%s%s", i ? ", " : "", nkc_quote_c(arena, names->list[i]));
    nkc_buf_puts(out, names->count ? "};\n" : "\"\"};\n");
}

static void emit_object(const struct pol_object *object, struct nkc_arena *arena,
                        struct nkc_buf *out)
{
    const struct mic *mic = object->config;
    const char *name = object->name;
    emit_names(&mic->degrees, "degrees", name, arena, out);
    emit_names(&mic->categories, "categories", name, arena, out);
    nkc_buf_printf(out, "static struct ksm_mic_levels mic_levels_%s[KSS_SID_MAX + 1];\n", name);
    nkc_buf_printf(out,
                   "static const struct ksm_mic object_%s = {\n"
                   "    %u, %zu, %zu, mic_degrees_%s, mic_categories_%s, mic_levels_%s};\n\n",
                   name, object->number, mic->degrees.count, mic->categories.count, name, name,
                   name);
}

/* ---- levels in calls ---- */

static bool no_level(struct policy *p, const struct mic *mic, const struct names *names,
                     const struct psl_expr *e)
{
    nkc_diag(p->s, PSL_NO_LEVEL, e->span, mic->object, names->what, e->text);
    nkc_diag_mean(p->s, pol_config_name_span(e->span),
                  nkc_nearest(e->text, names->list, names->count));
    return false;
}

static bool wrong_form(struct policy *p, const struct psl_expr *e)
{
    if (e->kind != PSL_E_ERROR)
        nkc_diag(p->s, PSL_LEVEL_FORM, e->span);
    return false;
}

/* A level of a call; `given` is false for `()`. */
struct level {
    bool given;
    size_t degree;
    uint32_t categories;
};

static bool read_degree(struct policy *p, const struct mic *mic, const struct psl_expr *e,
                        size_t *degree)
{
    *degree = 0;
    if (e->kind == PSL_E_UNIT)
        return true;
    if (e->kind != PSL_E_TEXT)
        return wrong_form(p, e);
    *degree = find_name(&mic->degrees, e->text);
    return *degree < mic->degrees.count || no_level(p, mic, &mic->degrees, e);
}

static bool read_categories(struct policy *p, const struct mic *mic, const struct psl_expr *e,
                            uint32_t *set)
{
    bool ok = true;
    *set = 0;
    if (e->kind == PSL_E_UNIT)
        return true;
    if (e->kind != PSL_E_LIST)
        return wrong_form(p, e);
    NKC_FOREACH(i, &e->entries->list) {
        const struct psl_expr *item = e->entries->list.data[i].value;
        size_t category = item->kind == PSL_E_TEXT ? find_name(&mic->categories, item->text) : 0;
        if (item->kind != PSL_E_TEXT)
            ok = wrong_form(p, item);
        else if (category == mic->categories.count)
            ok = no_level(p, mic, &mic->categories, item);
        else if (*set >> category & 1)
            nkc_diag(p->s, PSL_SET_TWICE, item->span, item->text);
        else
            *set |= UINT32_C(1) << category;
    }
    return ok;
}

/* A name, a dictionary, or `()`; false after reporting. */
static bool read_level(struct policy *p, const struct mic *mic, const struct psl_expr *e,
                       struct level *level)
{
    static const char *const names[] = {"degree", "categories"};
    const struct psl_expr *fields[2];
    *level = (struct level){.given = e->kind != PSL_E_UNIT};
    if (!level->given)
        return true;
    if (e->kind != PSL_E_DICT)
        return read_degree(p, mic, e, &level->degree);
    if (!pol_config_fields(p, e, "a level", names, 2, fields))
        return false;
    bool ok = read_degree(p, mic, fields[0], &level->degree);
    return read_categories(p, mic, fields[1], &level->categories) && ok;
}

/* ---- calls: their fields are the arguments of the C function, in this order ---- */

enum { ARGUMENTS_MAX = 5 };

enum field_kind {
    FIELD_SID,
    FIELD_SID_OR_NONE, /* `()` for none */
    FIELD_LEVEL,
    FIELD_LEVEL_OR_NONE
};

struct form {
    size_t count;
    const char *names[ARGUMENTS_MAX];
    enum field_kind kinds[ARGUMENTS_MAX];
};

static const struct form pair_form = {2, {"source", "target"}, {FIELD_SID, FIELD_SID}};
static const struct form execute_form = {
    4,
    {"image", "target", "level", "levelR"},
    {FIELD_SID_OR_NONE, FIELD_SID, FIELD_LEVEL_OR_NONE, FIELD_LEVEL_OR_NONE}};
static const struct form create_form = {
    5,
    {"source", "target", "container", "driver", "level"},
    {FIELD_SID, FIELD_SID, FIELD_SID_OR_NONE, FIELD_SID, FIELD_LEVEL_OR_NONE}};
static const struct form upgrade_form = {
    5,
    {"source", "target", "container", "driver", "level"},
    {FIELD_SID, FIELD_SID, FIELD_SID_OR_NONE, FIELD_SID, FIELD_LEVEL}};
static const struct form delete_form = {4,
                                        {"source", "target", "container", "driver"},
                                        {FIELD_SID, FIELD_SID, FIELD_SID_OR_NONE, FIELD_SID}};
static const struct form query_form = {1, {"source"}, {FIELD_SID}};

/* What a call keeps of a field. */
struct argument {
    enum field_kind kind;
    const struct psl_expr *source;
    const struct pol_node *sid; /* NULL: there is none */
    struct level level;
};

struct arguments {
    struct argument list[ARGUMENTS_MAX];
    size_t count;
};

static bool take_field(struct pol_scope *c, const struct mic *mic, struct pol_node *n,
                       struct argument *out)
{
    bool none = n->type.kind == POL_T_UNIT;
    out->source = n->source;
    if (out->kind == FIELD_SID_OR_NONE && none)
        return true;
    if (out->kind == FIELD_SID || out->kind == FIELD_SID_OR_NONE) {
        out->sid = n;
        return pol_want_sid(c, n);
    }
    if (pol_is_told(n) || !read_level(c->p, mic, n->source, &out->level))
        return false;
    if (out->kind == FIELD_LEVEL && !out->level.given)
        nkc_diag(c->p->s, PSL_LEVEL_NEEDED, n->source->span);
    return out->kind != FIELD_LEVEL || out->level.given;
}

/* Reads the fields of the argument into call->data; NULL after reporting. */
static const struct arguments *take_fields(struct pol_scope *c, struct pol_node *call,
                                           const struct form *form)
{
    struct pol_node *fields[ARGUMENTS_MAX];
    if (!pol_fields(c, call, form->names, form->count, fields))
        return NULL;
    struct arguments *arguments = NKC_NEW(c->p->s->arena, struct arguments);
    arguments->count = form->count;
    call->data = arguments;
    bool ok = true;
    for (size_t i = 0; i < form->count; i++) {
        arguments->list[i].kind = form->kinds[i];
        ok &= take_field(c, call->object->config, fields[i], &arguments->list[i]);
    }
    return ok ? arguments : NULL;
}

static bool check_pair(struct pol_scope *c, struct pol_node *call)
{
    return take_fields(c, call, &pair_form) != NULL;
}

static bool check_create(struct pol_scope *c, struct pol_node *call)
{
    return take_fields(c, call, &create_form) != NULL;
}

static bool check_upgrade(struct pol_scope *c, struct pol_node *call)
{
    return take_fields(c, call, &upgrade_form) != NULL;
}

static bool check_delete(struct pol_scope *c, struct pol_node *call)
{
    return take_fields(c, call, &delete_form) != NULL;
}

/* Without an image there is nothing to take a level from. */
static bool check_execute(struct pol_scope *c, struct pol_node *call)
{
    const struct arguments *arguments = take_fields(c, call, &execute_form);
    if (!arguments)
        return false;
    const struct argument *image = &arguments->list[0], *level = &arguments->list[2];
    if (image->sid || level->level.given)
        return true;
    nkc_diag(c->p->s, PSL_LEVEL_NEEDED, level->source->span);
    return false;
}

static void emit_argument(struct pol_code *c, const struct argument *argument)
{
    const struct level *level = &argument->level;
    if (argument->sid)
        pol_code_value(c, argument->sid);
    else if (argument->kind == FIELD_SID_OR_NONE)
        nkc_buf_puts(&c->out, "KSM_MIC_ABSENT");
    else if (level->given)
        nkc_buf_printf(&c->out, "KSM_MIC_LEVEL(%zuu, 0x%xu)", level->degree, level->categories);
    else
        nkc_buf_puts(&c->out, "0u");
}

static void emit_arguments(struct pol_code *c, const struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->count; i++) {
        nkc_buf_puts(&c->out, ", ");
        emit_argument(c, &arguments->list[i]);
    }
}

static void emit(struct pol_code *c, const struct pol_node *call)
{
    pol_code_call(c, call);
    emit_arguments(c, call->data);
    nkc_buf_putc(&c->out, ')');
}

/* ---- query_level: a table from degrees to branches ---- */

struct branches {
    const struct arguments *arguments;
    uint32_t of[KSM_MIC_DEGREES_MAX];
};

static void pick(struct pol_code *c, const struct pol_choice *choice)
{
    const struct pol_node *call = choice->node;
    const struct mic *mic = call->object->config;
    const struct branches *branches = call->data;
    pol_code_numbers(c, "mic_branches", branches->of, mic->degrees.count);
    nkc_buf_printf(&c->out, "ksm_mic_query_level(w, &object_%s", call->object->name);
    emit_arguments(c, branches->arguments);
    nkc_buf_printf(&c->out, ", mic_branches_%u, %uu)", c->rule->number, choice->otherwise);
}

static bool read_label(struct policy *p, const struct mic *mic, const struct psl_expr *label,
                       size_t *degree)
{
    if (label->kind == PSL_E_TEXT)
        return read_degree(p, mic, label, degree);
    pol_choice_label(p, label, "a level in quotation marks");
    return false;
}

static bool choose_level(struct pol_scope *c, struct pol_choice *choice)
{
    const struct mic *mic = choice->node->object->config;
    struct branches *branches = NKC_NEW(c->p->s->arena, struct branches);
    branches->arguments = take_fields(c, choice->node, &query_form);
    bool ok = branches->arguments != NULL;
    NKC_FOREACH(i, &choice->branches) {
        const struct psl_expr *label = choice->branches.data[i].label;
        size_t degree = 0;
        bool known = label && read_label(c->p, mic, label, &degree);
        ok &= known || !label;
        if (known)
            pol_choice_take(choice, i + 1, branches->of, degree);
    }
    /* A degree with categories has no label. */
    choice->complete =
        pol_choice_fill(choice, branches->of, mic->degrees.count) && mic->categories.count == 0;
    choice->node->data = branches;
    choice->pick = pick;
    return ok;
}

/* ---- the model ---- */

#define RULE(rule_name, checked, changed)                                                          \
    {                                                                                              \
        .name = #rule_name, .rule = pol_call_rule, .code = pol_call_code, .check = (checked),      \
        .emit = emit, .writes = (changed), .function = "ksm_mic_" #rule_name                       \
    }

static const struct pol_method methods[] = {
    RULE(create, check_create, KSM_MIC_WRITES),
    RULE(delete, check_delete, KSM_MIC_WRITES),
    RULE(execute, check_execute, KSM_MIC_WRITES),
    RULE(upgrade, check_upgrade, KSM_MIC_WRITES),
    RULE(call, check_pair, 0),
    RULE(invoke, check_pair, 0),
    RULE(read, check_pair, 0),
    RULE(write, check_pair, 0),
    {.name = "query_level", .choose = choose_level},
    {0},
};

const struct pol_model pol_model_mic = {
    .name = "Mic",
    .file = "nk.mic",
    .auditable = true,
    .declares = true,
    .declare = declare,
    .header = "ksm_mic",
    .runtime = "ksm_mic_model",
    .emit = emit_object,
    .methods = methods,
};
