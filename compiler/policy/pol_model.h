/* Security models (security-models 1): a table of all the language has, one file of models/ for
 * each that is built.
 *
 * A model is data: its names and its methods. A method is a rule, an expression or both; the engine
 * finds it by name and calls its functions, and knows no model itself. */
#ifndef NKC_POLICY_POL_MODEL_H
#define NKC_POLICY_POL_MODEL_H

#include "policy/pol_expr.h"

/* With neither `expr` nor `rule`: a rule of the language that is not built. */
struct pol_method {
    const char *name; /* "assert" */

    /* Types the call `e` with its argument typed already; never NULL, POL_N_BAD after an error. */
    struct pol_node *(*expr)(struct pol_scope *c, const struct psl_expr *e,
                             const struct pol_method *m, struct pol_node *arg);
    /* Of `expr`, for methods that differ by it alone. */
    enum pol_node_kind node;
    enum psl_op op;
    struct pol_type type;

    /* Types the argument: fills rule->condition and rule->always_grants; false after an error. */
    bool (*rule)(struct policy *p, struct pol_rule *rule, const struct psl_expr *argument);
    /* The C expression that is true when the rule grants; called when rule->condition is set. */
    const char *(*code)(struct policy *p, struct pol_rule *rule);
    const char *reason; /* enumerator of nk/reason.h when it does not */
};

struct pol_model {
    const char *name;                 /* "Bool" */
    const char *file;                 /* "nk.basic": the file that makes it usable */
    const char *object;               /* that comes with it, or NULL */
    bool auditable;                   /* its objects may stand in audit profiles */
    bool declares;                    /* `policy object x : NAME {}` is allowed */
    const struct pol_method *methods; /* ends with a nameless one; NULL: model not built */
};

extern const struct pol_model pol_model_base, pol_model_pred, pol_model_bool, pol_model_math,
    pol_model_struct;

/* NULL when the language has no such model. */
const struct pol_model *pol_model_find(const char *name);
/* The name most like `name`, or NULL. */
const char *pol_model_nearest(const char *name);
const struct pol_method *pol_method_find(const struct pol_model *model, const char *name);

/* The model that brings the object `name`, or NULL. */
const struct pol_model *pol_model_of_object(const char *name);
/* The models that `file` makes usable, one after the other: the one after `last`, NULL at the end;
 * `last` NULL begins. */
const struct pol_model *pol_model_in_file(const char *file, const struct pol_model *last);

/* Reports that the model, which is built, has no rule or expression `name`. */
void pol_report_method(struct policy *p, const struct pol_model *model, bool rule,
                       struct psl_name name);

/* ---- what several models use ---- */

/* Reports that `arg`, found at `at`, is no `wanted`, unless it is reported already. Returns a node
 * that is POL_N_BAD. */
struct pol_node *pol_wrong_argument(struct pol_scope *c, const struct psl_expr *e,
                                    const struct psl_expr *at, const char *wanted,
                                    const struct pol_node *arg);
/* The rule `assert`: grants when its Boolean argument is true. */
bool pol_assert_rule(struct policy *p, struct pol_rule *rule, const struct psl_expr *argument);

#endif
