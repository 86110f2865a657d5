/* Calls of expressions: `bool.any [..]`, `pred.empty (..)`, `math.uint64 (..)`. */
#include "policy/pol_model.h"

struct pol_node *pol_call(struct pol_scope *c, const struct psl_expr *e)
{
    const struct pol_object *object = nkc_map_get(&c->p->objects, e->object.text);
    if (!object) {
        pol_report_object(c->p, e->object, "message");
        return pol_bad(c, e);
    }
    if (object->broken)
        return pol_bad(c, e);
    const struct pol_model *model = object->model;
    const struct pol_method *m = pol_method_find(model, e->name.text);
    if (m && m->expr)
        return m->expr(c, e, m, pol_check(c, e->left));
    if (m && m->choose)
        nkc_diag(c->p->s, PSL_TYPE, e->span, "a value",
                 "an expression that stands in `choice` only");
    else if (m)
        nkc_diag(c->p->s, PSL_NOT_EXPR, e->name.span, e->object.text, e->name.text);
    else
        pol_report_method(c->p, model, false, e->name);
    return pol_bad(c, e);
}
