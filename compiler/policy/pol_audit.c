#include "policy/pol_audit.h"

#include "policy/pol_code.h"
#include "policy/pol_config.h"
#include "policy/pol_model.h"

#include <stdlib.h>

/* What a profile's level says of an object. */
struct config {
    uint8_t mask;
    uint64_t omit; /* states in which nothing is reported */
};

/* What a profile says of its objects from one level on. */
struct profile_level {
    uint32_t level;
    struct nkc_map configs; /* object name -> struct config */
};

struct pol_profile {
    NKC_VEC(struct profile_level) levels; /* ascending */
    struct nkc_map plans;                 /* object name -> plan number, as far as asked for */
};

/* Maps hold numbers here. */
static void *number(size_t n)
{
    return (void *)(uintptr_t)n;
}

static size_t number_in(const struct nkc_map *map, const char *key)
{
    return (size_t)(uintptr_t)nkc_map_get(map, key);
}

/* ---- the text of a profile ---- */

static bool add_once(struct policy *p, struct nkc_map *seen, struct psl_name key, void *value)
{
    if (nkc_map_add(seen, key.text, value))
        return true;
    nkc_diag(p->s, PSL_KEY_TWICE, key.span, key.text);
    return false;
}

static void report_words(struct policy *p, const struct psl_expr *word, const char *const *words)
{
    nkc_diag(p->s, PSL_AUDIT_RESULTS, word->span,
             nkc_arena_printf(p->s->arena, "`\"%s\"`", words[0]),
             words[1] ? nkc_arena_printf(p->s->arena, " and `\"%s\"`", words[1]) : "");
}

/* A list of words to a mask: bit n for words[n]. */
static uint8_t read_words(struct policy *p, const struct psl_expr *list, const char *const *words)
{
    uint8_t mask = 0;
    size_t count = 0;
    while (words[count])
        count++;
    if (list->kind != PSL_E_LIST) {
        report_words(p, list, words);
        return 0;
    }
    NKC_FOREACH(i, &list->entries->list) {
        const struct psl_expr *word = list->entries->list.data[i].value;
        uint8_t bit = 0;
        for (size_t k = 0; word->kind == PSL_E_TEXT && k < count; k++)
            if (strcmp(word->text, words[k]) == 0)
                bit = (uint8_t)(1u << k);
        if (!bit) {
            report_words(p, word, words);
            if (word->kind == PSL_E_TEXT)
                nkc_diag_mean(p->s, pol_config_name_span(word->span),
                              nkc_nearest(word->text, words, count));
        }
        if (mask & bit)
            nkc_diag(p->s, PSL_SET_TWICE, word->span, word->text);
        mask |= bit;
    }
    return mask;
}

/* Which of the options it is, and what it says; false when there is none of that name. */
static bool read_option(struct policy *p, const struct pol_object *object,
                        const struct psl_entry *e, struct config *config)
{
    static const char *const results[] = {"granted", "denied", NULL};
    const struct pol_model *model = object->model;
    if (strcmp(e->key.text, "kss") == 0)
        config->mask |= read_words(p, e->value, results);
    else if (model->read_omit && strcmp(e->key.text, "omit") == 0)
        model->read_omit(p, object, e->value, &config->omit);
    else if (model->emits && !model->read_omit && strcmp(e->key.text, "emit") == 0)
        config->mask |= (uint8_t)(read_words(p, e->value, model->emits) * POL_AUDIT_EMIT);
    else
        return false;
    return true;
}

static const char *near_option(const struct pol_model *model, const char *name)
{
    const char *const names[] = {"kss", model->read_omit ? "omit" : "emit"};
    return nkc_nearest(name, names, model->emits ? 2 : 1);
}

/* `{ kss : [...] }`, for some models with `emit : [...]` or `omit : [...]`, which may be left out.
 * With `omit`, the model's expressions are reported in all other states. */
static struct config *read_config(struct policy *p, const struct pol_object *object,
                                  const struct psl_expr *dict)
{
    struct config *config = NKC_NEW(p->s->arena, struct config);
    bool emits = object->model->emits && !object->model->read_omit, strange = false;
    struct nkc_map seen;
    nkc_map_init(&seen, p->s->arena);
    if (dict->kind == PSL_E_DICT)
        NKC_FOREACH(i, &dict->entries->list) {
            const struct psl_entry *e = &dict->entries->list.data[i];
            if (read_option(p, object, e, config)) {
                add_once(p, &seen, e->key, p);
                continue;
            }
            nkc_diag(p->s, PSL_AUDIT_OPTION, e->key.span, object->name, e->key.text);
            nkc_diag_mean(p->s, e->key.span, near_option(object->model, e->key.text));
            strange = true; /* it may be the one that is missing */
        }
    if (strange)
        return config;
    if (!nkc_map_get(&seen, "kss") || (emits && !nkc_map_get(&seen, "emit")))
        nkc_diag(p->s, PSL_AUDIT_CONFIG, dict->span, emits ? ", emit : [...]" : "", object->name);
    if (object->model->read_omit)
        config->mask |= POL_AUDIT_EMIT;
    return config;
}

static void read_objects(struct policy *p, struct profile_level *level,
                         const struct psl_expr *config)
{
    if (config->kind != PSL_E_DICT) {
        nkc_diag(p->s, PSL_PROFILE_FORM, config->span);
        return;
    }
    NKC_FOREACH(i, &config->entries->list) {
        const struct psl_entry *e = &config->entries->list.data[i];
        const struct pol_object *object = nkc_map_get(&p->objects, e->key.text);
        if (!object)
            pol_report_object(p, e->key, NULL);
        else if (object->broken || !object->model)
            continue; /* reported */
        else if (!object->model->auditable)
            nkc_diag(p->s, PSL_AUDITABLE, e->key.span, e->key.text, object->model->name);
        else
            add_once(p, &level->configs, e->key, read_config(p, object, e->value));
    }
}

static bool level_number(struct policy *p, const struct psl_entry *e, uint32_t *level)
{
    char *end;
    unsigned long long value = strtoull(e->key.text, &end, 10);
    if (!e->key_is_int) {
        nkc_diag(p->s, PSL_PROFILE_LEVEL, e->key.span, e->key.text);
        return false;
    }
    if (value > UINT32_MAX) {
        nkc_diag(p->s, PSL_AUDIT_LEVEL, e->key.span, value);
        return false;
    }
    *level = (uint32_t)value;
    return true;
}

static int compare_profile_levels(const void *a, const void *b)
{
    uint32_t x = ((const struct profile_level *)a)->level;
    uint32_t y = ((const struct profile_level *)b)->level;
    return (x > y) - (x < y);
}

static void read_profile(struct policy *p, const struct psl_decl *decl)
{
    struct pol_profile *profile = NKC_NEW(p->s->arena, struct pol_profile);
    nkc_map_init(&profile->plans, p->s->arena);
    struct nkc_map seen;
    nkc_map_init(&seen, p->s->arena);
    NKC_FOREACH(i, &decl->value->entries->list) {
        const struct psl_entry *e = &decl->value->entries->list.data[i];
        struct profile_level level = {0};
        nkc_map_init(&level.configs, p->s->arena);
        bool ok = level_number(p, e, &level.level) && add_once(p, &seen, e->key, p);
        read_objects(p, &level, e->value);
        if (!ok)
            continue;
        nkc_vec_push(p->s->arena, &profile->levels, level);
        nkc_vec_push(p->s->arena, &p->audit->levels, level.level);
    }
    if (profile->levels.len)
        qsort(profile->levels.data, profile->levels.len, sizeof profile->levels.data[0],
              compare_profile_levels);
    nkc_map_add(&p->audit->profiles, decl->name.text, profile); /* the first one of a name counts */
}

/* ---- all profiles ---- */

static int compare_levels(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void sort_levels(struct pol_audit *a)
{
    size_t n = 0;
    if (a->levels.len)
        qsort(a->levels.data, a->levels.len, sizeof a->levels.data[0], compare_levels);
    NKC_FOREACH(i, &a->levels)
        if (n == 0 || a->levels.data[n - 1] != a->levels.data[i])
            a->levels.data[n++] = a->levels.data[i];
    a->levels.len = n;
}

bool pol_audit_know(struct policy *p, struct psl_name name)
{
    if (nkc_map_get(&p->profiles, name.text) || strcmp(name.text, "empty") == 0 ||
        strcmp(name.text, "global") == 0)
        return true;
    static const char *const built_in[] = {"empty", "global"};
    const char *near = nkc_nearest_key(p->s, name.text, &p->profiles);
    nkc_diag(p->s, PSL_PROFILE, name.span, name.text);
    nkc_diag_mean(p->s, name.span, near ? near : nkc_nearest(name.text, built_in, 2));
    return false;
}

static void read_default(struct policy *p)
{
    const struct psl_decl *d = p->audit_default;
    if (!d)
        return;
    if (pol_audit_know(p, d->name))
        p->audit->profile = nkc_map_get(&p->audit->profiles, d->name.text);
    if (d->value->value > UINT32_MAX)
        nkc_diag(p->s, PSL_AUDIT_LEVEL, d->value->span, (unsigned long long)d->value->value);
    p->audit->level = (uint32_t)d->value->value;
}

void pol_audit_load(struct policy *p)
{
    p->audit = NKC_NEW(p->s->arena, struct pol_audit);
    nkc_map_init(&p->audit->profiles, p->s->arena);
    NKC_FOREACH(i, &p->decls)
        if (p->decls.data[i].decl->kind == PSL_D_AUDIT_PROFILE)
            read_profile(p, p->decls.data[i].decl);
    sort_levels(p->audit);
    read_default(p);
}

/* ---- blocks and rules ---- */

struct pol_profile *pol_audit_enter(struct policy *p, const struct psl_block *block)
{
    struct pol_profile *before = p->audit->profile;
    NKC_FOREACH(i, &block->items) {
        const struct psl_item *item = block->items.data[i];
        if (item->kind != PSL_I_AUDIT)
            continue;
        p->audit->profile = nkc_map_get(&p->audit->profiles, item->name.text);
        break;
    }
    return before;
}

void pol_audit_leave(struct policy *p, struct pol_profile *before)
{
    p->audit->profile = before;
}

/* Number of the plan like this one, made when it is new; 0: nothing is ever reported. */
static size_t intern_plan(struct policy *p, struct pol_audit_plan *plan, size_t count)
{
    struct pol_audit *a = p->audit;
    for (size_t i = 0; i < count; i++) {
        plan->any |= plan->masks[i];
        plan->omits |= plan->omit[i] != 0;
    }
    if (!plan->any)
        return 0;
    NKC_FOREACH(i, &a->plans)
        if (memcmp(a->plans.data[i].masks, plan->masks, count) == 0 &&
            memcmp(a->plans.data[i].omit, plan->omit, count * sizeof *plan->omit) == 0)
            return i + 1;
    nkc_vec_push(p->s->arena, &a->plans, *plan);
    return a->plans.len;
}

/* The map holds number + 1, so that "asked for" and "no plan" differ. */
static size_t plan_of(struct policy *p, struct pol_profile *profile, const char *object)
{
    size_t known = number_in(&profile->plans, object);
    if (known)
        return known - 1;
    size_t count = p->audit->levels.len + 1;
    struct pol_audit_plan plan = {.masks = nkc_arena_alloc(p->s->arena, count),
                                  .omit = nkc_arena_alloc(p->s->arena, count * sizeof(uint64_t))};
    /* The nearest level of the profile that is not above the range; none: not used. */
    for (size_t i = 1, next = 0; i < count; i++) {
        while (next < profile->levels.len &&
               profile->levels.data[next].level <= p->audit->levels.data[i - 1])
            next++;
        const struct config *config =
            next ? nkc_map_get(&profile->levels.data[next - 1].configs, object) : NULL;
        if (config) {
            plan.masks[i] = config->mask;
            plan.omit[i] = config->omit;
        }
    }
    size_t number_of = intern_plan(p, &plan, count);
    nkc_map_add(&profile->plans, object, number(number_of + 1));
    return number_of;
}

void pol_audit_rule(struct policy *p, struct pol_rule *rule, const struct pol_object *object)
{
    rule->profile = p->audit->profile;
    if (!rule->profile || !object)
        return;
    size_t plan = plan_of(p, rule->profile, object->name);
    uint8_t any = plan ? p->audit->plans.data[plan - 1].any : 0;
    if (any & (POL_AUDIT_GRANTED | POL_AUDIT_DENIED))
        rule->audit = plan;
    rule->audit_grants = any & POL_AUDIT_GRANTED;
    p->audit->grants |= rule->audit_grants;
}

bool pol_audit_expression(struct pol_code *c, const struct pol_node *call, const char *name)
{
    const struct pol_model *model = call->object->model;
    struct pol_profile *profile = c->rule->profile;
    size_t plan = profile ? plan_of(c->p, profile, call->object->name) : 0;
    unsigned bit = POL_AUDIT_EMIT;
    for (const char *const *emits = model->emits; *emits && strcmp(*emits, name) != 0; emits++)
        bit <<= 1;
    if (!plan || !(c->p->audit->plans.data[plan - 1].any & bit))
        return false;
    c->p->audit->grants = true;
    c->p->audit->plans.data[plan - 1].used = true;
    nkc_buf_puts(&c->out, "ksm_audit_value(&audit, ");
    if (c->p->audit->plans.data[plan - 1].omits) {
        nkc_buf_printf(&c->out, "ksm_audit_unless(&audit, audit_%zu, audit_%zu_omit, ", plan, plan);
        model->emit_omit(c, call);
        nkc_buf_putc(&c->out, ')');
    } else {
        nkc_buf_printf(&c->out, "audit_%zu", plan);
    }
    nkc_buf_printf(&c->out, ", %u, %u, ", bit, c->rule->number);
    return true;
}

const char *pol_audit_omit(struct policy *p, struct pol_rule *rule)
{
    if (!rule->audit || !p->audit->plans.data[rule->audit - 1].omits)
        return NULL;
    struct pol_code c = {.p = p, .rule = rule};
    rule->object->model->emit_omit(&c, rule->condition);
    const char *text = nkc_arena_strndup(p->s->arena, c.out.data, c.out.len);
    nkc_buf_free(&c.out);
    return text;
}

/* ---- lint ---- */

static bool reads_log(const struct pol_class *c)
{
    return strstr(c->name, "Klog") != NULL;
}

/* Whether messages of the selectors pass between a program of the log and another or the kernel. */
static bool meets_log(const struct policy *p, const struct pol_selectors *sel)
{
    bool any = false;
    if (sel->event == PSL_EXECUTE || sel->event == PSL_SECURITY)
        return false;
    NKC_FOREACH(i, &p->classes) {
        const struct pol_class *c = p->classes.data[i];
        any |= reads_log(c) && (!sel->src || sel->src == c || !sel->dst || sel->dst == c);
    }
    const struct pol_class *const ends[] = {sel->src, sel->dst};
    for (size_t i = 0; i < 2; i++)
        any &= !ends[i] || reads_log(ends[i]) || strcmp(ends[i]->name, POL_KERNEL_CLASS) == 0;
    return any;
}

void pol_audit_lint(struct policy *p)
{
    const struct pol_selectors *told = NULL;
    NKC_FOREACH(i, &p->rules) {
        const struct pol_rule *rule = p->rules.data[i];
        if (!rule->audit_grants || rule->selectors == told || !meets_log(p, rule->selectors))
            continue;
        told = rule->selectors;
        nkc_diag(p->s, PSL_AUDIT_LOOP, rule->selectors->span);
    }
}
