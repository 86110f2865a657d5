/* What the templates of the security module see: templates/ksm*.t (templates/README.md).
 *
 * pol_module.c fills one struct m_module from the policy; all texts are C text, ready to be
 * printed, and live as long as the session's arena unless a member says otherwise. */
#ifndef NKC_POLICY_POL_MODULE_VIEW_H
#define NKC_POLICY_POL_MODULE_VIEW_H

#include "model/view.h"
#include "policy/pol_table.h"

#define POL_VERIFIER_PREFIX "verify_" /* of the names of verifiers in a module */

struct m_method {
    const char *name, *req, *res, *err; /* names of the verifiers */
};

struct m_interface {
    const char *name, *c_name;
    const struct nkc_interface *of;
    NKC_VEC(struct m_method) methods;
};

struct m_endpoint {
    const char *path, *interface;
};

struct m_class {
    const char *name;
    uint32_t id, endpoint_count, security_count;
    NKC_VEC(struct m_endpoint) endpoints, security;
};

struct m_atom {
    const char *text, *limit; /* C literals or a null pointer */
    uint32_t field, is_signed, limit_signed, elem0, elem1;
};

struct m_local {
    uint32_t index, words;
};

/* What a contract says of the message that a rule or list gets. */
struct m_claim {
    const char *verifier;
    uint32_t size, handle_count;
    bool needs_arena, is_checked; /* is_checked: the verifier looks at fields */
};

struct m_rule {
    uint32_t number, line, column, first_atom, atom_count;
    const char *text, *file; /* C literals */
    const char *comment, *condition, *code;
    const char *audit, *omit; /* name of its plan, C text of its state at the start, or NULL */
    bool uses_event, is_choice;
    const struct m_claim *claim; /* NULL: any message will do */
    uint32_t writes;
    NKC_VEC(struct m_local) locals;
};

struct m_call { /* of a rule, in a list */
    uint32_t number;
    const char *guard;      /* C condition, or NULL */
    bool is_choice, grants; /* grants: nothing is called */
};

struct m_list {
    uint32_t index;
    bool is_open;                /* it may come to no rule at all: a choice decides */
    bool is_state;               /* some rule changes state */
    const struct m_claim *claim; /* NULL: any message will do */
    uint32_t writes;
    NKC_VEC(struct m_call) calls;
};

struct m_action {
    const char *function;
    const char *needs; /* in contracts: the verifier it asks for, NULL for none */
    bool is_listed;    /* an execute or security event may come to it */
};

struct m_object {
    const char *name, *runtime;
    const char *type; /* of its struct */
    /* In contracts: the predicate that holds of it, NULL when nothing is known; sets of places in
     * it that rules write. */
    const char *ok;
    NKC_VEC(const char *) states;
};

struct m_check {
    uint32_t number;
    const char *verifier, *rules; /* names; rules: NULL when none looks */
};

struct m_slot {
    const char *c_name;           /* of the interface; NULL: no endpoint */
    uint32_t mask, ways, actions; /* the last two: where they begin */
};

struct m_row {
    uint32_t mask, slots; /* slots: where they begin */
};

struct m_plan {
    const char *name, *masks, *omit; /* omit: NULL when it is empty */
};

struct m_module {
    const char *source, *model_hash, *core_hash, *verifiers, *names, *notes;
    const char *state;                 /* C text: of the objects */
    NKC_VEC(const char *) definitions; /* of what rules use */
    const char *audit_levels, *audit_module;
    uint32_t audit_level, audit_index, audit_level_count;
    bool audit_grants; /* some rule is reported when it grants */
    NKC_VEC(struct m_plan) audit_plans;
    uint32_t class_count, rule_count, field_count, object_count;
    uint32_t journal; /* words that one event changes at most */
    bool acsl, has_state;
    const struct pol_cover *cover; /* NULL: not instrumented */
    NKC_VEC(const char *) headers;
    NKC_VEC(struct m_object) objects;
    NKC_VEC(struct m_interface) interfaces;
    NKC_VEC(struct m_class) classes;
    NKC_VEC(struct m_rule) rules;
    NKC_VEC(struct m_atom) atoms;
    NKC_VEC(const char *) fields;
    NKC_VEC(struct m_list) lists;
    NKC_VEC(struct m_action) actions_of;
    const char *from, *peers, *execute, *security;
    const char *ways, *actions, *row_slots;
    NKC_VEC(struct m_check) checks;
    NKC_VEC(struct m_slot) slots;
    NKC_VEC(struct m_row) rows;
};

extern const struct nkc_view_type pol_module_view; /* of a struct m_module */

/* Fills what leads from an event to its rules: slots, rows and the lists of numbers. */
void pol_module_add_tables(struct policy *p, const struct pol_table *t, struct m_module *m);

#endif
