/* Rule calls: `grant ()`, `bool.assert (..)`. */
#include "policy/pol_audit.h"
#include "policy/pol_model.h"

enum { RULE_TEXT_MAX = 120 };

/* The object a rule call names; `grant`, `assert` and so on alone mean `base`. */
static const struct pol_object *rule_object(struct policy *p, const struct psl_item *item)
{
    if (!item->object.text) {
        if (!pol_need_model(p, "Base", nkc_arena_printf(p->s->arena, "rule `%s`", item->name.text),
                            item->name.span))
            return NULL;
        return nkc_map_get(&p->objects, "base");
    }
    const struct pol_object *object = nkc_map_get(&p->objects, item->object.text);
    if (!object)
        pol_report_object(p, item->object, NULL);
    return object;
}

/* Which rule it is; NULL after reporting. */
static const struct pol_method *find_rule(struct policy *p, const struct psl_item *item,
                                          const struct pol_object *object)
{
    if (object->broken)
        return NULL;
    const struct pol_model *model = object->model;
    const char *name = item->name.text;
    const struct pol_method *m = pol_method_find(model, name);
    if (m && m->rule)
        return m;
    if (m)
        nkc_diag(p->s, PSL_NOT_RULE, item->span, object->name, name);
    else
        pol_report_method(p, model, true, item->name);
    return NULL;
}

void pol_rule_place(struct policy *p, const struct pol_file *file, struct nkc_span span,
                    struct pol_rule *rule)
{
    rule->text = psl_span_text(p->s, span, RULE_TEXT_MAX);
    rule->file = file->label;
    nkc_span_place(span, &rule->line, &rule->column);
}

struct pol_rule *pol_rule_new(struct policy *p, const struct pol_file *file,
                              struct pol_selectors *sel, const struct psl_item *item)
{
    const struct pol_object *object = rule_object(p, item);
    const struct pol_method *method = object ? find_rule(p, item, object) : NULL;
    if (!method)
        return NULL;
    struct pol_rule *rule = NKC_NEW(p->s->arena, struct pol_rule);
    rule->object = object;
    rule->method = method;
    rule->selectors = sel;
    pol_rule_place(p, file, item->span, rule);
    pol_audit_rule(p, rule, object);
    return method->rule(p, rule, item->argument) ? rule : NULL;
}
