/* Security models (security-models 1): a table of all the language has, one file of models/ for
 * each that is built.
 *
 * A model is data: its names and its methods. A method is a rule, an expression or both; the engine
 * finds it by name and calls its functions, and knows no model itself. */
#ifndef NKC_POLICY_POL_MODEL_H
#define NKC_POLICY_POL_MODEL_H

#include "base/buf.h"
#include "policy/pol_expr.h"

struct pol_code;

/* A model with methods of its own fills `check` and `emit` and takes the common functions below for
 * the rest:  rule     .rule = pol_call_rule, .code = pol_call_code, .check, .emit, .writes
 *            expression  .expr = pol_call_expr, .type, .check, .emit
 *            of `choice` .choose (and `expr` NULL) */
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
    const char *reason; /* enumerator of nk/reason.h when it does not; NULL for rules of models,
                         * whose functions write the reason */

    /* Looks at call->left, the typed argument; may fill call->data. False after an error. */
    bool (*check)(struct pol_scope *c, struct pol_node *call);
    /* Writes the C expression of the call: nk_uint64_t or nk_sint64_t by the sign of an integer
     * type, else nk_bool_t. */
    void (*emit)(struct pol_code *c, const struct pol_node *call);
    /* Words of state a call changes at most (nk/ksm_limits.h), in all and for each of the words
     * that the object counts. Both 0: it changes nothing. */
    uint32_t writes, writes_each;
    const char *function; /* of runtime/ksm/models: for `emit` functions of several methods */

    /* For expressions that stand in `choice` only: looks at choice->node (a POL_N_CALL with its
     * argument typed in `left`) and the labels; sets choice->pick, and choice->complete when no
     * value is left without a label. What is wrong with a label is told by pol_choice_label. False
     * after an error. */
    bool (*choose)(struct pol_scope *c, struct pol_choice *choice);
};

struct pol_model {
    const char *name;   /* "Bool" */
    const char *file;   /* "nk.basic": the file that makes it usable */
    const char *object; /* that comes with it, or NULL */
    bool auditable;     /* its objects may stand in audit profiles */
    /* Expressions that an audit configuration of its objects lists after `emit`, ending with NULL;
     * NULL: there is no `emit`. At most 6. */
    const char *const *emits;
    /* For models of states. The set of the states in the list that such a configuration has after
     * `omit`, one bit for each; reports what is wrong with the list. And the C expression of the
     * bit of the state that the call's SID is in. */
    void (*read_omit)(struct policy *p, const struct pol_object *object,
                      const struct psl_expr *list, uint64_t *set);
    void (*emit_omit)(struct pol_code *c, const struct pol_node *call);
    bool declares; /* `policy object x : NAME {}` is allowed */

    /* Reads the parameters of a declaration into object->config (pol_config.h); false after an
     * error. NULL: there are none. */
    bool (*declare)(struct policy *p, struct pol_object *object, const struct psl_decl *decl);
    /* For models whose objects keep state: the run-time side, its struct ksm_model, and what writes
     * the C definitions of an object's state, the last of which is `object_NAME`. */
    const char *header;  /* "ksm_hashset": nk/ksm_hashset.h and the struct of an object */
    const char *runtime; /* "ksm_hashset_model" */
    void (*emit)(const struct pol_object *object, struct nkc_arena *arena, struct nkc_buf *out);

    /* For contracts: the predicate that holds of an object between rules, NULL when rules of this
     * model are not proved; sets of places in it that its rules write, the last one NULL. */
    const char *acsl_ok;
    const char *const *acsl_states;

    const struct pol_method *methods; /* ends with a nameless one */
};

extern const struct pol_model pol_model_base, pol_model_pred, pol_model_bool, pol_model_math,
    pol_model_struct, pol_model_regex, pol_model_hashset, pol_model_staticmap, pol_model_flow,
    pol_model_mic;

/* NULL when the language has no such model. */
const struct pol_model *pol_model_find(const char *name);
/* The name most like `name`, or NULL. */
const char *pol_model_nearest(const char *name);
const struct pol_method *pol_method_find(const struct pol_model *model, const char *name);

/* What a model keeps for the whole policy: `size` bytes of its own, zero at first. */
void *pol_model_data(struct policy *p, const struct pol_model *model, size_t size);

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
/* Rules and expressions made of `check` and `emit`. */
bool pol_call_rule(struct policy *p, struct pol_rule *rule, const struct psl_expr *argument);
struct pol_node *pol_call_expr(struct pol_scope *c, const struct psl_expr *e,
                               const struct pol_method *m, struct pol_node *arg);
/* A call in a `choice`, its argument typed. */
struct pol_node *pol_choice_node(struct pol_scope *c, const struct psl_expr *e,
                                 const struct pol_object *object, const struct pol_method *m);
/* Reports that `label` is none of the values that `expected` describes. */
void pol_choice_label(struct policy *p, const struct psl_expr *label, const char *expected);
/* For a choice by a table of the branches of values, 0 while a value has none. The label of branch
 * number `branch` is `value`: it takes what no earlier branch does. */
void pol_choice_take(const struct pol_choice *choice, size_t branch, uint32_t *of, size_t value);
/* At the end: the values without a label go to `_`. True when there are none. */
bool pol_choice_fill(const struct pol_choice *choice, uint32_t *of, size_t count);
/* The fields of a dictionary argument, in the order of `names`, into `out`; reports another
 * argument, and fields that are missing or unknown. */
bool pol_fields(struct pol_scope *c, const struct pol_node *call, const char *const *names,
                size_t count, struct pol_node **out);
/* Is something wrong with the value, or with an item of it, and told? For checks that look at its
 * source. */
bool pol_is_told(const struct pol_node *n);
/* A value of type Sid; a literal takes it. */
bool pol_want_sid(struct pol_scope *c, struct pol_node *n);
/* The `check` of methods with the parameter `{ sid : S }`: call->right is S. */
bool pol_check_sid(struct pol_scope *c, struct pol_node *call);
/* A value of the integer type `type`; a literal takes it. */
bool pol_want_int(struct pol_scope *c, struct pol_node *n, struct pol_type type);
/* The rule `assert`: grants when its Boolean argument is true. */
bool pol_assert_rule(struct policy *p, struct pol_rule *rule, const struct psl_expr *argument);

#endif
