#include "policy/pol_module_view.h"

#include "policy/pol_cover.h"

static const struct nkc_view_field method_fields[] = {
    NKC_V_TEXT("name", struct m_method, name), NKC_V_TEXT("req", struct m_method, req),
    NKC_V_TEXT("res", struct m_method, res), NKC_V_TEXT("err", struct m_method, err)};
static const struct nkc_view_type method_view = NKC_V_TYPE("ksm method", method_fields);

static const struct nkc_view_field interface_fields[] = {
    NKC_V_TEXT("name", struct m_interface, name), NKC_V_TEXT("c_name", struct m_interface, c_name),
    NKC_V_LIST("methods", struct m_interface, methods, method_view)};
static const struct nkc_view_type interface_view = NKC_V_TYPE("ksm interface", interface_fields);

static const struct nkc_view_field endpoint_fields[] = {
    NKC_V_TEXT("path", struct m_endpoint, path),
    NKC_V_TEXT("interface", struct m_endpoint, interface)};
static const struct nkc_view_type endpoint_view = NKC_V_TYPE("ksm endpoint", endpoint_fields);

static const struct nkc_view_field class_fields[] = {
    NKC_V_TEXT("name", struct m_class, name),
    NKC_V_NUMBER("id", struct m_class, id),
    NKC_V_NUMBER("endpoint_count", struct m_class, endpoint_count),
    NKC_V_NUMBER("security_count", struct m_class, security_count),
    NKC_V_LIST("endpoints", struct m_class, endpoints, endpoint_view),
    NKC_V_LIST("security", struct m_class, security, endpoint_view)};
static const struct nkc_view_type class_view = NKC_V_TYPE("ksm class", class_fields);

static const struct nkc_view_field atom_fields[] = {
    NKC_V_TEXT("text", struct m_atom, text),
    NKC_V_TEXT("limit", struct m_atom, limit),
    NKC_V_NUMBER("field", struct m_atom, field),
    NKC_V_NUMBER("is_signed", struct m_atom, is_signed),
    NKC_V_NUMBER("limit_signed", struct m_atom, limit_signed),
    NKC_V_NUMBER("elem0", struct m_atom, elem0),
    NKC_V_NUMBER("elem1", struct m_atom, elem1)};
static const struct nkc_view_type atom_view = NKC_V_TYPE("ksm atom", atom_fields);

static const struct nkc_view_field local_fields[] = {NKC_V_NUMBER("index", struct m_local, index),
                                                     NKC_V_NUMBER("words", struct m_local, words)};
static const struct nkc_view_type local_view = NKC_V_TYPE("ksm local", local_fields);

static const struct nkc_view_field claim_fields[] = {
    NKC_V_TEXT("verifier", struct m_claim, verifier), NKC_V_NUMBER("size", struct m_claim, size),
    NKC_V_NUMBER("handle_count", struct m_claim, handle_count),
    NKC_V_BOOL("needs_arena", struct m_claim, needs_arena),
    NKC_V_BOOL("is_checked", struct m_claim, is_checked)};
static const struct nkc_view_type claim_view = NKC_V_TYPE("ksm claim", claim_fields);

static const struct nkc_view_field rule_fields[] = {
    NKC_V_NUMBER("number", struct m_rule, number),
    NKC_V_NUMBER("line", struct m_rule, line),
    NKC_V_NUMBER("column", struct m_rule, column),
    NKC_V_NUMBER("first_atom", struct m_rule, first_atom),
    NKC_V_NUMBER("atom_count", struct m_rule, atom_count),
    NKC_V_TEXT("text", struct m_rule, text),
    NKC_V_TEXT("file", struct m_rule, file),
    NKC_V_TEXT("comment", struct m_rule, comment),
    NKC_V_TEXT("condition", struct m_rule, condition),
    NKC_V_TEXT("code", struct m_rule, code),
    NKC_V_TEXT("audit", struct m_rule, audit),
    NKC_V_TEXT("omit", struct m_rule, omit),
    NKC_V_POINTER("claim", struct m_rule, claim, claim_view),
    NKC_V_NUMBER("writes", struct m_rule, writes),
    NKC_V_BOOL("uses_event", struct m_rule, uses_event),
    NKC_V_BOOL("is_choice", struct m_rule, is_choice),
    NKC_V_LIST("locals", struct m_rule, locals, local_view)};
static const struct nkc_view_type rule_view = NKC_V_TYPE("ksm rule", rule_fields);

static const struct nkc_view_field call_fields[] = {
    NKC_V_NUMBER("number", struct m_call, number), NKC_V_TEXT("guard", struct m_call, guard),
    NKC_V_BOOL("is_choice", struct m_call, is_choice), NKC_V_BOOL("grants", struct m_call, grants)};
static const struct nkc_view_type call_view = NKC_V_TYPE("ksm call", call_fields);

static const struct nkc_view_field list_fields[] = {
    NKC_V_NUMBER("index", struct m_list, index),
    NKC_V_BOOL("is_open", struct m_list, is_open),
    NKC_V_POINTER("claim", struct m_list, claim, claim_view),
    NKC_V_NUMBER("writes", struct m_list, writes),
    NKC_V_BOOL("is_state", struct m_list, is_state),
    NKC_V_LIST("calls", struct m_list, calls, call_view)};
static const struct nkc_view_type list_view = NKC_V_TYPE("ksm list", list_fields);

static const struct nkc_view_field plan_fields[] = {NKC_V_TEXT("name", struct m_plan, name),
                                                    NKC_V_TEXT("masks", struct m_plan, masks),
                                                    NKC_V_TEXT("omit", struct m_plan, omit)};
static const struct nkc_view_type plan_view = NKC_V_TYPE("ksm audit plan", plan_fields);
static const struct nkc_view_field check_fields[] = {
    NKC_V_NUMBER("number", struct m_check, number),
    NKC_V_TEXT("verifier", struct m_check, verifier), NKC_V_TEXT("rules", struct m_check, rules)};
static const struct nkc_view_type check_view = NKC_V_TYPE("ksm check", check_fields);

static const struct nkc_view_field slot_fields[] = {
    NKC_V_TEXT("c_name", struct m_slot, c_name), NKC_V_NUMBER("mask", struct m_slot, mask),
    NKC_V_NUMBER("ways", struct m_slot, ways), NKC_V_NUMBER("actions", struct m_slot, actions)};
static const struct nkc_view_type slot_view = NKC_V_TYPE("ksm slot", slot_fields);

static const struct nkc_view_field row_fields[] = {NKC_V_NUMBER("mask", struct m_row, mask),
                                                   NKC_V_NUMBER("slots", struct m_row, slots)};
static const struct nkc_view_type row_view = NKC_V_TYPE("ksm row", row_fields);

static const struct nkc_view_field action_fields[] = {
    NKC_V_TEXT("function", struct m_action, function), NKC_V_TEXT("needs", struct m_action, needs),
    NKC_V_BOOL("is_listed", struct m_action, is_listed)};
static const struct nkc_view_type action_view = NKC_V_TYPE("ksm action", action_fields);

static const struct nkc_view_field object_fields[] = {
    NKC_V_TEXT("name", struct m_object, name), NKC_V_TEXT("runtime", struct m_object, runtime),
    NKC_V_TEXT("type", struct m_object, type), NKC_V_TEXT("ok", struct m_object, ok),
    NKC_V_TEXTS("states", struct m_object, states)};
static const struct nkc_view_type object_view = NKC_V_TYPE("ksm object", object_fields);

static const struct nkc_view_field module_fields[] = {
    NKC_V_TEXT("source", struct m_module, source),
    NKC_V_TEXT("model_hash", struct m_module, model_hash),
    NKC_V_TEXT("core_hash", struct m_module, core_hash),
    NKC_V_TEXT("verifiers", struct m_module, verifiers),
    NKC_V_TEXT("names", struct m_module, names),
    NKC_V_TEXT("notes", struct m_module, notes),
    NKC_V_TEXT("audit_levels", struct m_module, audit_levels),
    NKC_V_TEXT("audit_module", struct m_module, audit_module),
    NKC_V_NUMBER("audit_level", struct m_module, audit_level),
    NKC_V_NUMBER("audit_index", struct m_module, audit_index),
    NKC_V_NUMBER("audit_level_count", struct m_module, audit_level_count),
    NKC_V_BOOL("audit_grants", struct m_module, audit_grants),
    NKC_V_LIST("audit_plans", struct m_module, audit_plans, plan_view),
    NKC_V_TEXT("state", struct m_module, state),
    NKC_V_TEXTS("definitions", struct m_module, definitions),
    NKC_V_NUMBER("object_count", struct m_module, object_count),
    NKC_V_NUMBER("journal", struct m_module, journal),
    NKC_V_BOOL("acsl", struct m_module, acsl),
    NKC_V_BOOL("has_state", struct m_module, has_state),
    NKC_V_POINTER("cover", struct m_module, cover, pol_cover_view),
    NKC_V_TEXTS("headers", struct m_module, headers),
    NKC_V_LIST("objects", struct m_module, objects, object_view),
    NKC_V_NUMBER("class_count", struct m_module, class_count),
    NKC_V_NUMBER("rule_count", struct m_module, rule_count),
    NKC_V_NUMBER("field_count", struct m_module, field_count),
    NKC_V_LIST("interfaces", struct m_module, interfaces, interface_view),
    NKC_V_LIST("classes", struct m_module, classes, class_view),
    NKC_V_LIST("rules", struct m_module, rules, rule_view),
    NKC_V_LIST("atoms", struct m_module, atoms, atom_view),
    NKC_V_TEXTS("fields", struct m_module, fields),
    NKC_V_LIST("lists", struct m_module, lists, list_view),
    NKC_V_LIST("actions_of", struct m_module, actions_of, action_view),
    NKC_V_TEXT("from", struct m_module, from),
    NKC_V_TEXT("peers", struct m_module, peers),
    NKC_V_TEXT("execute", struct m_module, execute),
    NKC_V_TEXT("security_rows", struct m_module, security),
    NKC_V_TEXT("ways", struct m_module, ways),
    NKC_V_TEXT("row_slots", struct m_module, row_slots),
    NKC_V_LIST("checks", struct m_module, checks, check_view),
    NKC_V_LIST("slots", struct m_module, slots, slot_view),
    NKC_V_LIST("rows", struct m_module, rows, row_view),
    NKC_V_TEXT("actions", struct m_module, actions)};
const struct nkc_view_type pol_module_view = NKC_V_TYPE("security module", module_fields);
