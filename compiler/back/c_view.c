/* Names under which templates see the structs of c_view.h. */
#include "back/c_view.h"

static const struct nkc_view_field rawtype_fields[] = {
    NKC_V_TEXT("idl", struct c_rawtype, idl),
    NKC_V_TEXT("type", struct c_rawtype, type),
    NKC_V_NUMBER("width", struct c_rawtype, width),
};
static const struct nkc_view_type rawtype_view = NKC_V_TYPE("rawtype", rawtype_fields);

static const struct nkc_view_field field_fields[] = {
    NKC_V_TEXT("name", struct c_field, name),       NKC_V_TEXT("type", struct c_field, type),
    NKC_V_TEXT("dims", struct c_field, dims),       NKC_V_NUMBER("align", struct c_field, align),
    NKC_V_NUMBER("offset", struct c_field, offset),
};
static const struct nkc_view_type field_view = NKC_V_TYPE("field", field_fields);

static const struct nkc_view_field definition_fields[] = {
    NKC_V_BOOL("is_const", struct c_definition, is_const),
    NKC_V_BOOL("is_typedef", struct c_definition, is_typedef),
    NKC_V_BOOL("is_struct", struct c_definition, is_struct),
    NKC_V_BOOL("is_union", struct c_definition, is_union),
    NKC_V_TEXT("guard", struct c_definition, guard),
    NKC_V_TEXT("full", struct c_definition, full),
    NKC_V_TEXT("short", struct c_definition, short_name),
    NKC_V_TEXT("value", struct c_definition, value),
    NKC_V_TEXT("type", struct c_definition, type),
    NKC_V_TEXT("dims", struct c_definition, dims),
    NKC_V_LIST("fields", struct c_definition, fields, field_view),
    NKC_V_NUMBER("size", struct c_definition, size),
    NKC_V_NUMBER("data_offset", struct c_definition, data_offset),
    NKC_V_NUMBER("data_align", struct c_definition, data_align),
};
static const struct nkc_view_type definition_view = NKC_V_TYPE("definition", definition_fields);

static const struct nkc_view_field bound_fields[] = {
    NKC_V_TEXT("name", struct c_bound, name),
    NKC_V_NUMBER("value", struct c_bound, value),
};
static const struct nkc_view_type bound_view = NKC_V_TYPE("bound", bound_fields);

static const struct nkc_view_field bounds_fields[] = {
    NKC_V_LIST("small", struct c_bounds, small, bound_view),
    NKC_V_LIST("big", struct c_bounds, big, bound_view),
};
static const struct nkc_view_type bounds_view = NKC_V_TYPE("bounds", bounds_fields);

static const struct nkc_view_field message_fields[] = {
    NKC_V_LIST("params", struct c_message, params, field_view),
    NKC_V_NUMBER("size", struct c_message, size),
};
static const struct nkc_view_type message_view = NKC_V_TYPE("message", message_fields);

static const struct nkc_view_field method_fields[] = {
    NKC_V_TEXT("name", struct c_method, name),
    /* The same once more: inside a list of parameters `name` is the parameter's. */
    NKC_V_TEXT("method", struct c_method, name),
    NKC_V_OBJECT("req", struct c_method, req, message_view),
    NKC_V_OBJECT("res", struct c_method, res, message_view),
    NKC_V_OBJECT("err", struct c_method, err, message_view),
    NKC_V_BOOL("simple_status", struct c_method, simple_status),
    NKC_V_BOOL("extended", struct c_method, extended),
    NKC_V_BOOL("trace_client", struct c_method, trace_client),
    NKC_V_BOOL("trace_server", struct c_method, trace_server),
    NKC_V_BOOL("rc_needed", struct c_method, rc_needed),
};
static const struct nkc_view_type method_view = NKC_V_TYPE("method", method_fields);

static const struct nkc_view_field validator_fields[] = {
    NKC_V_TEXT("text", struct c_validator, text),
    NKC_V_BOOL("acsl", struct c_validator, acsl),
    NKC_V_TEXTS("fields", struct c_validator, fields),
};
static const struct nkc_view_type validator_view = NKC_V_TYPE("validator", validator_fields);

static const struct nkc_view_field interface_fields[] = {
    NKC_V_TEXT("P", struct c_interface, P),
    NKC_V_TEXT("S", struct c_interface, S),
    NKC_V_TEXT("guard", struct c_interface, guard),
    NKC_V_TEXT("dotted", struct c_interface, dotted),
    NKC_V_BOOL("clash", struct c_interface, clash),
    NKC_V_LIST("methods", struct c_interface, methods, method_view),
    NKC_V_OBJECT("bounds", struct c_interface, bounds, bounds_view),
    NKC_V_OBJECT("validator", struct c_interface, validator, validator_view),
    NKC_V_TEXT("makers", struct c_interface, makers),
};
static const struct nkc_view_type interface_view = NKC_V_TYPE("interface", interface_fields);

static const struct nkc_view_field leaf_fields[] = {
    NKC_V_TEXT("c_path", struct c_leaf, c_path),
    NKC_V_TEXT("access", struct c_leaf, access),
    NKC_V_TEXT("interface", struct c_leaf, interface),
    NKC_V_NUMBER("iid", struct c_leaf, iid),
};
static const struct nkc_view_type leaf_view = NKC_V_TYPE("leaf", leaf_fields);

static const struct nkc_view_field subtree_fields[] = {
    NKC_V_TEXT("c_path", struct c_subtree, c_path),
    NKC_V_NUMBER("iid_offset", struct c_subtree, iid_offset),
};
static const struct nkc_view_type subtree_view = NKC_V_TYPE("subtree", subtree_fields);

static const struct nkc_view_field security_fields[] = {
    NKC_V_TEXT("prefix", struct c_security, prefix),
    NKC_V_NUMBER("iid", struct c_security, iid),
};
static const struct nkc_view_type security_view = NKC_V_TYPE("security", security_fields);

static const struct nkc_view_field member_fields[] = {
    NKC_V_TEXT("type", struct c_member, type),
    NKC_V_TEXT("name", struct c_member, name),
};
static const struct nkc_view_type member_view = NKC_V_TYPE("member", member_fields);

static const struct nkc_view_field refl_endpoint_fields[] = {
    NKC_V_NUMBER("id", struct c_refl_endpoint, id),
    NKC_V_TEXT("name", struct c_refl_endpoint, name),
    NKC_V_TEXT("local", struct c_refl_endpoint, local),
    NKC_V_TEXT("interface", struct c_refl_endpoint, interface),
};
static const struct nkc_view_type refl_endpoint_view = NKC_V_TYPE("endpoint", refl_endpoint_fields);

static const struct nkc_view_field refl_node_fields[] = {
    NKC_V_TEXT("name", struct c_refl_node, name),
    NKC_V_TEXT("local", struct c_refl_node, local),
    NKC_V_TEXT("component", struct c_refl_node, component),
    NKC_V_TEXT("endpoints", struct c_refl_node, endpoints),
    NKC_V_NUMBER("endpoint_count", struct c_refl_node, endpoint_count),
    NKC_V_NUMBER("offset", struct c_refl_node, offset),
    NKC_V_TEXT("children", struct c_refl_node, children),
    NKC_V_NUMBER("child_count", struct c_refl_node, child_count),
};
static const struct nkc_view_type refl_node_view = NKC_V_TYPE("node", refl_node_fields);

static const struct nkc_view_field refl_array_fields[] = {
    NKC_V_TEXT("symbol", struct c_refl_array, symbol),
    NKC_V_BOOL("is_nodes", struct c_refl_array, is_nodes),
    NKC_V_BOOL("is_root", struct c_refl_array, is_root),
    NKC_V_LIST("endpoints", struct c_refl_array, endpoints, refl_endpoint_view),
    NKC_V_LIST("nodes", struct c_refl_array, nodes, refl_node_view),
};
static const struct nkc_view_type refl_array_view = NKC_V_TYPE("array", refl_array_fields);

static const struct nkc_view_field component_fields[] = {
    NKC_V_TEXT("C", struct c_component, C),
    NKC_V_TEXT("S", struct c_component, S),
    NKC_V_TEXT("guard", struct c_component, guard),
    NKC_V_LIST("leaves", struct c_component, leaves, leaf_view),
    NKC_V_LIST("subtrees", struct c_component, subtrees, subtree_view),
    NKC_V_LIST("security", struct c_component, security, security_view),
    NKC_V_LIST("members", struct c_component, members, member_view),
    NKC_V_NUMBER("iid_max", struct c_component, iid_max),
    NKC_V_NUMBER("security_max", struct c_component, security_max),
    NKC_V_OBJECT("bounds", struct c_component, bounds, bounds_view),
    NKC_V_LIST("refl", struct c_component, refl, refl_array_view),
};
static const struct nkc_view_type component_view = NKC_V_TYPE("component", component_fields);

static const struct nkc_view_field header_fields[] = {
    NKC_V_TEXT("source", struct c_header, source),
    NKC_V_BOOL("traced", struct c_header, traced),
    NKC_V_BOOL("validators", struct c_header, validators),
    NKC_V_BOOL("tests", struct c_header, tests),
    NKC_V_NUMBER("dump_client", struct c_header, dump_client),
    NKC_V_NUMBER("dump_server", struct c_header, dump_server),
    NKC_V_LIST("rawtypes", struct c_header, rawtypes, rawtype_view),
    NKC_V_LIST("definitions", struct c_header, definitions, definition_view),
    NKC_V_POINTERS("interfaces", struct c_header, interfaces, interface_view),
    NKC_V_POINTERS("vtables", struct c_header, vtables, interface_view),
    NKC_V_POINTERS("clients", struct c_header, clients, interface_view),
    NKC_V_POINTERS("servers", struct c_header, servers, interface_view),
    NKC_V_POINTERS("validated", struct c_header, validated, interface_view),
    NKC_V_POINTERS("tested", struct c_header, tested, interface_view),
    NKC_V_POINTERS("components", struct c_header, components, component_view),
    NKC_V_POINTERS("classes", struct c_header, classes, component_view),
    NKC_V_POINTERS("component_servers", struct c_header, component_servers, component_view),
    NKC_V_POINTERS("entity_servers", struct c_header, entity_servers, component_view),
    NKC_V_POINTERS("reflected", struct c_header, reflected, component_view),
};
const struct nkc_view_type c_header_view = NKC_V_TYPE("header", header_fields);
