/* A policy with all names resolved and all rules typed: what tables and code are made from.
 *
 * Made by pol_load (files, names), pol_bind (selectors, rules) in this order; read-only for
 * pol_table and the emitters. Everything is owned by the session's arena.
 * Rules: psl 3 to 10, security-models 1 to 5. */
#ifndef NKC_POLICY_POLICY_H
#define NKC_POLICY_POLICY_H

#include "back/verifier.h"
#include "front/psl_ast.h"
#include "model/load.h"

struct pol_audit; /* pol_audit.h */
struct pol_profile;
struct pol_node;
struct pol_model; /* pol_model.h */
struct pol_object;
struct pol_code; /* pol_code.h */
struct pol_method;

#define POL_KERNEL_CLASS "kl.core.Core"

/* A process class as the policy names it; `task class A : B` gives A with the component of B. */
struct pol_class {
    const char *name;
    const struct nkc_component *component; /* NULL: could not be loaded (reported) */
    uint16_t id;                           /* index in the names sorted bytewise */
    uint32_t method_count;                 /* dense method numbers of its endpoints */
    uint32_t *leaf_base;                   /* first method number of each leaf */
    uint32_t security_count;               /* the same for its security interfaces */
    uint32_t *security_base;
    struct nkc_span span;
};

/* One method of a serving class that a set of selectors can meet. */
struct pol_touch {
    uint16_t class_id;
    uint32_t method; /* dense number */
};

/* The selectors of a block, those of the enclosing blocks included. */
struct pol_selectors {
    enum psl_event event;
    struct psl_selector value[PSL_SELECTORS]; /* value.text NULL = not given */
    const struct pol_class *src, *dst;        /* resolved */
    bool whole; /* picks no endpoint or method: every one of the serving class */
    bool bad;   /* had errors; its rules are typed without `message` */
    NKC_VEC(struct pol_touch) touches; /* when not whole */
    const struct nkc_method *method;   /* the one method all events call, or NULL */
    size_t index;                      /* among the policy's selector sets */
    struct nkc_span span;
};

/* An atomic condition of a rule: what is printed when it decides. */
struct pol_atom {
    const char *text;       /* source of the value: "message.volume" */
    const char *limit_text; /* source of the other side when it is no constant, else NULL */
    uint16_t field;         /* row of the field table or 0 */
    uint32_t elem[2];
    bool has_value, is_signed, limit_signed;
    const struct pol_node *node; /* the condition */
};

/* A `choice`: a call and its branches. It stands among the rules of its block, as the rule that
 * picks a branch; those in the branches follow it and run when theirs was taken (psl 6.7). */
struct pol_branch {
    const struct psl_expr *label; /* NULL for _ */
    struct nkc_span span;
};

struct pol_choice {
    const struct psl_expr *source;       /* the call */
    NKC_VEC(struct pol_branch) branches; /* branch number n stands at n - 1 */
    uint32_t otherwise;                  /* number of the branch `_`, 0 when there is none */
    bool complete;                       /* some label holds whatever the value is */
    /* Writes the C expression of the number of the branch taken, `otherwise` when no label holds.
     * `node` is the typed call, for this function alone. */
    void (*pick)(struct pol_code *c, const struct pol_choice *choice);
    struct pol_node *node;
};

struct pol_rule {
    uint32_t number; /* from 1, in policy order */
    const struct pol_object *object;
    const struct pol_method *method; /* NULL for a choice */
    struct pol_choice *choice;
    struct pol_selectors *selectors;
    const struct pol_rule *guard;   /* runs only when this choice took the branch, or NULL */
    uint32_t guard_branch;          /* number of the branch */
    struct pol_node *condition;     /* Boolean; NULL for grant (), deny () and choices */
    bool always_grants;             /* decided at compile time */
    struct pol_profile *profile;    /* its audit profile, NULL: none */
    size_t audit;                   /* number of its audit plan, 0: never reported */
    bool audit_grants;              /* and when it grants, at some level */
    uint32_t writes;                /* words of state it changes at most */
    bool uses_event;                /* its C code names the event */
    NKC_VEC(struct pol_atom) atoms; /* condition number n stands at n - 1 */
    NKC_VEC(uint32_t) locals;       /* sizes of the local arrays v0, v1, ... */
    const char *text, *file;        /* as printed with a refusal */
    uint32_t line, column;
};

struct pol_file {
    struct psl_file *tree;
    const char *label; /* path for messages at run time: never absolute */
};

struct pol_object {
    const char *name;
    const struct pol_model *model;
    struct nkc_span span; /* src NULL: made by the model's file */
    uint16_t number;      /* among those that keep state, from 1; 0 for the others */
    bool broken;          /* its declaration had errors; what depends on it is not reported */
    uint32_t words; /* that a slot of it has, for `writes_each` of its rules: set by the model */
    void *config;   /* what the model read from the declaration; its own struct */
};

struct pol_decl { /* a declaration in policy order, with its file */
    struct psl_decl *decl;
    const struct pol_file *file;
};

struct policy {
    struct nkc_session *s;
    const struct psl_prep *prep; /* NULL: files are read as they are */
    struct nkc_model *model;
    struct nkc_field_table fields;
    NKC_VEC(struct pol_file *) files;      /* in the order first reached */
    NKC_VEC(struct pol_decl) decls;        /* an included file's stand where its `use` stands */
    struct nkc_map class_map;              /* name -> struct pol_class */
    NKC_VEC(struct pol_class *) classes;   /* sorted by name */
    struct nkc_map models;                 /* name -> struct pol_model: those that can be used */
    struct nkc_map objects;                /* name -> struct pol_object */
    NKC_VEC(struct pol_object *) stateful; /* in policy order; object number n stands at n - 1 */
    NKC_VEC(const char *) definitions;     /* in C, that rules use: tables of regular expressions */
    NKC_VEC(const char *) headers;         /* that the definitions need: "ksm_regex" */
    struct nkc_map model_data;             /* name of a model -> its own, see pol_model_data */
    struct nkc_map profiles;               /* name -> struct psl_decl */
    const struct psl_decl *execute_if, *audit_default;
    struct pol_audit *audit;
    NKC_VEC(struct pol_rule *) rules;              /* by number */
    NKC_VEC(struct pol_selectors *) selector_sets; /* those that have rules */
    bool acsl;     /* the module has contracts that a prover checks (docs/proof.md) */
    bool coverage; /* the module counts what its rules come to: every rule is in it */
};

/* Whether the rule leaves no trace at run time: it always grants, and is neither reported nor
 * counted. */
static inline bool pol_rule_is_idle(const struct policy *p, const struct pol_rule *rule)
{
    return rule->always_grants && !rule->audit_grants && !p->coverage;
}

/* Which message of its method an event carries; that of a security event is a request. */
static inline enum nkc_direction pol_direction(enum psl_event event)
{
    return event == PSL_RESPONSE ? NKC_RES : event == PSL_ERROR ? NKC_ERR : NKC_REQ;
}

/* Reads the policy and all it includes, registers classes, objects and profiles.
 * `prep` is NULL without the preprocessor. NULL when the top-level file cannot be read; otherwise
 * errors are in the session. */
struct policy *pol_load(struct nkc_session *s, const char *path, const struct psl_prep *prep);

/* Resolves selectors and types rules of all bindings. */
void pol_bind(struct policy *p);

/* Warnings about the policy as a whole (psl 10, item 10). */
void pol_lint(struct policy *p);

/* ---- between the files of this directory ---- */

/* The class `name`. One that is not there is reported, once, and has no component, as one whose
 * description has errors. */
const struct pol_class *pol_find_class(struct policy *p, struct psl_name name);
/* True when the model is usable; else reports at `span` which file to include. */
bool pol_need_model(struct policy *p, const char *model, const char *what, struct nkc_span span);

/* Reports that there is no such object; of a built-in one, which file to include. `other`: what the
 * name may be meant for besides, or NULL. */
void pol_report_object(struct policy *p, struct psl_name name, const char *other);

/* The interface behind a leaf or security leaf number of a class. */
const struct nkc_interface *pol_leaf_interface(const struct pol_class *c, bool security, size_t i);

/* Completes `sel` from its values: classes, touches, method. Reports what does not fit. */
void pol_resolve_selectors(struct policy *p, struct pol_selectors *sel);

/* Types the argument of one rule call; NULL after an error. */
struct pol_rule *pol_rule_new(struct policy *p, const struct pol_file *file,
                              struct pol_selectors *sel, const struct psl_item *item);
/* Fills text, file, line and column of a rule from its source. */
void pol_rule_place(struct policy *p, const struct pol_file *file, struct nkc_span span,
                    struct pol_rule *rule);
/* Types a choice and its labels; the rule that picks its branch, NULL after an error. */
struct pol_rule *pol_choice_new(struct policy *p, const struct pol_file *file,
                                struct pol_selectors *sel, const struct psl_item *item);

#endif
