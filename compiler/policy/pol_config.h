/* Reading what stands in `policy object x : MODEL { ... }`, with located errors.
 *
 * A model lists its parameters and the fields of their dictionaries; these functions find them and
 * report what is missing, unknown (with the nearest name), double or of another form. Values in
 * declarations are constants. All functions return false, or NULL, after reporting. */
#ifndef NKC_POLICY_POL_CONFIG_H
#define NKC_POLICY_POL_CONFIG_H

#include "policy/pol_expr.h"

struct pol_param_spec {
    const char *name;  /* "Entry", "config" */
    const char *other; /* an old spelling that is accepted, or NULL */
    bool is_type;      /* `type NAME = ...`, else `NAME = ...` */
    bool optional;
};

/* Finds the parameters in the order of `specs`; out[i] is NULL for an optional one left out. */
bool pol_config_params(struct policy *p, const struct psl_decl *decl,
                       const struct pol_param_spec *specs, size_t count,
                       const struct psl_object_param **out);

/* Finds the fields of a dictionary in the order of `names`; all are needed. `what` names it in
 * messages: "`config` of model `HashSet`". */
bool pol_config_fields(struct policy *p, const struct psl_expr *dict, const char *what,
                       const char *const *names, size_t count, const struct psl_expr **out);

/* A number from `min` to `max`; `name` is that of its field. */
bool pol_config_count(struct policy *p, const struct psl_expr *value, const char *name,
                      uint64_t min, uint64_t max, uint64_t *out);
/* A text; NULL after reporting. */
const char *pol_config_text(struct policy *p, const struct psl_expr *value);
/* The elements of a list, or of a dictionary; NULL after reporting that it is none. */
const struct psl_entries *pol_config_list(struct policy *p, const struct psl_expr *value);
const struct psl_entries *pol_config_dict(struct policy *p, const struct psl_expr *value);

/* "a number", "a list", ...: how a constant is called in messages. */
const char *pol_config_kind(const struct psl_expr *value);

/* Whether objects of this size fit; reports at the object's name. */
bool pol_config_size(struct policy *p, const struct psl_decl *decl, uint64_t bytes);

/* The place of a name without its quotation marks: what the nearest name replaces. */
struct nkc_span pol_config_name_span(struct nkc_span span);

/* The integer type or Boolean that a type name of PSL stands for: `UInt16`, `Sid`; kind POL_T_BAD
 * when it is no such name. */
struct pol_type pol_config_scalar(struct policy *p, const struct psl_type *type);
/* After a report that `type` is none: the name that was perhaps meant. */
void pol_config_mean_type(struct policy *p, const struct psl_type *type);

#endif
