/* Names under which the model's structs are seen: those of model.h, without C in them.
 *
 * Things of their own (packages, composites, interfaces, components) are named where they are used
 * and printed once where they are defined. */
#include "model/view_model.h"

#include "model/model.h"

/* ---- places ----------------------------------------------------------------------------- */

static void place_line(const void *object, struct nkc_view_value *v)
{
    uint32_t column, line = 0;
    const struct nkc_span *span = object;
    if (span->src)
        nkc_span_place(*span, &line, &column);
    v->number = line;
}

static void place_column(const void *object, struct nkc_view_value *v)
{
    uint32_t line, column = 0;
    const struct nkc_span *span = object;
    if (span->src)
        nkc_span_place(*span, &line, &column);
    v->number = column;
}

static const struct nkc_view_field place_fields[] = {
    NKC_V_COMPUTED("line", NKC_VIEW_NUMBER, place_line, NULL),
    NKC_V_COMPUTED("column", NKC_VIEW_NUMBER, place_column, NULL),
};
static const struct nkc_view_type place_view = NKC_V_TYPE("place", place_fields);

#define SPAN_GETTER(name, S)                                                                       \
    static void name(const void *object, struct nkc_view_value *v)                                 \
    {                                                                                              \
        const struct nkc_span *span = &((const S *)object)->span;                                  \
        v->object.data = span->src ? span : NULL;                                                  \
    }
SPAN_GETTER(method_place, struct nkc_method)
SPAN_GETTER(const_place, struct nkc_const)
SPAN_GETTER(typedef_place, struct nkc_typedef)
SPAN_GETTER(composite_place, struct nkc_composite)

/* ---- references by name ----------------------------------------------------------------- */

static void composite_package(const void *object, struct nkc_view_value *v)
{
    v->text = ((const struct nkc_composite *)object)->package->name;
}

static void typedef_package(const void *object, struct nkc_view_value *v)
{
    v->text = ((const struct nkc_typedef *)object)->package->name;
}

static const struct nkc_view_field composite_ref_fields[] = {
    NKC_V_COMPUTED("package", NKC_VIEW_TEXT, composite_package, NULL),
    NKC_V_TEXT("name", struct nkc_composite, name),
};
static const struct nkc_view_type composite_ref = NKC_V_TYPE("reference", composite_ref_fields);

static const struct nkc_view_field typedef_ref_fields[] = {
    NKC_V_COMPUTED("package", NKC_VIEW_TEXT, typedef_package, NULL),
    NKC_V_TEXT("name", struct nkc_typedef, name),
};
static const struct nkc_view_type typedef_ref = NKC_V_TYPE("reference", typedef_ref_fields);

static const struct nkc_view_field package_ref_fields[] = {
    NKC_V_TEXT("name", struct nkc_package, name),
};
static const struct nkc_view_type package_ref = NKC_V_TYPE("reference", package_ref_fields);

/* ---- types ------------------------------------------------------------------------------ */

static void type_kind(const void *object, struct nkc_view_value *v)
{
    static const char *const names[] = {"int",      "handle", "string", "bytes",
                                        "sequence", "array",  "struct", "union"};
    v->text = names[((const struct nkc_type *)object)->kind];
}

static const struct nkc_view_type type_view;

static const struct nkc_view_field type_fields[] = {
    NKC_V_COMPUTED("kind", NKC_VIEW_TEXT, type_kind, NULL),
    NKC_V_OPT_TEXT("idl_name", struct nkc_type, idl_name),
    NKC_V_OPT_NUMBER("width", struct nkc_type, width),
    NKC_V_OPT_BOOL("is_signed", struct nkc_type, is_signed),
    NKC_V_OPT_TEXT("handle_interface", struct nkc_type, handle_interface),
    NKC_V_OPT_POINTER("elem", struct nkc_type, elem, type_view),
    NKC_V_OPT_NUMBER("count", struct nkc_type, count),
    NKC_V_OPT_POINTER("composite", struct nkc_type, composite, composite_ref),
    NKC_V_OPT_POINTER("alias", struct nkc_type, alias, typedef_ref),
    NKC_V_NUMBER("size", struct nkc_type, size),
    NKC_V_NUMBER("align", struct nkc_type, align),
    NKC_V_NUMBER("arena", struct nkc_type, arena),
    NKC_V_BOOL("has_pointers", struct nkc_type, has_pointers),
    NKC_V_BOOL("needs_check", struct nkc_type, needs_check),
};
static const struct nkc_view_type type_view = NKC_V_TYPE("type", type_fields);

static const struct nkc_view_field field_fields[] = {
    NKC_V_TEXT("name", struct nkc_field, name),
    NKC_V_POINTER("type", struct nkc_field, type, type_view),
    NKC_V_NUMBER("offset", struct nkc_field, offset),
};
static const struct nkc_view_type field_view = NKC_V_TYPE("field", field_fields);

/* ---- definitions ------------------------------------------------------------------------ */

static const struct nkc_view_field const_fields[] = {
    NKC_V_TEXT("name", struct nkc_const, name),
    NKC_V_POINTER("type", struct nkc_const, type, type_view),
    NKC_V_BOOL("negative", struct nkc_const, negative),
    NKC_V_NUMBER("magnitude", struct nkc_const, magnitude),
    NKC_V_PLACE("place", NKC_VIEW_OBJECT, const_place, &place_view),
};
static const struct nkc_view_type const_view = NKC_V_TYPE("constant", const_fields);

static const struct nkc_view_field typedef_fields[] = {
    NKC_V_TEXT("name", struct nkc_typedef, name),
    NKC_V_POINTER("type", struct nkc_typedef, type, type_view),
    NKC_V_PLACE("place", NKC_VIEW_OBJECT, typedef_place, &place_view),
};
static const struct nkc_view_type typedef_view = NKC_V_TYPE("typedef", typedef_fields);

static const struct nkc_view_field composite_fields[] = {
    NKC_V_TEXT("name", struct nkc_composite, name),
    NKC_V_BOOL("is_union", struct nkc_composite, is_union),
    NKC_V_LIST("fields", struct nkc_composite, fields, field_view),
    NKC_V_NUMBER("size", struct nkc_composite, size),
    NKC_V_NUMBER("align", struct nkc_composite, align),
    NKC_V_OPT_NUMBER("data_offset", struct nkc_composite, data_offset),
    NKC_V_OPT_NUMBER("data_align", struct nkc_composite, data_align),
    NKC_V_NUMBER("arena", struct nkc_composite, arena),
    NKC_V_BOOL("has_pointers", struct nkc_composite, has_pointers),
    NKC_V_BOOL("needs_check", struct nkc_composite, needs_check),
    NKC_V_PLACE("place", NKC_VIEW_OBJECT, composite_place, &place_view),
};
static const struct nkc_view_type composite_view = NKC_V_TYPE("composite", composite_fields);

#define DEFINITION_GETTER(getter, tag, member)                                                     \
    static void getter(const void *object, struct nkc_view_value *v)                               \
    {                                                                                              \
        const struct nkc_definition *d = object;                                                   \
        v->object.data = d->kind == (tag) ? d->member : NULL;                                      \
    }
DEFINITION_GETTER(definition_const, NKC_DEF_CONST, constant)
DEFINITION_GETTER(definition_typedef, NKC_DEF_TYPEDEF, alias)
DEFINITION_GETTER(definition_composite, NKC_DEF_COMPOSITE, composite)

static const struct nkc_view_field definition_fields[] = {
    NKC_V_OPT_COMPUTED("constant", NKC_VIEW_OBJECT, definition_const, &const_view),
    NKC_V_OPT_COMPUTED("typedef", NKC_VIEW_OBJECT, definition_typedef, &typedef_view),
    NKC_V_OPT_COMPUTED("composite", NKC_VIEW_OBJECT, definition_composite, &composite_view),
};
static const struct nkc_view_type definition_view = NKC_V_TYPE("definition", definition_fields);

/* ---- interfaces ------------------------------------------------------------------------- */

static const struct nkc_view_field message_fields[] = {
    NKC_V_LIST("params", struct nkc_message, params, field_view),
    NKC_V_NUMBER("size", struct nkc_message, size),
    NKC_V_NUMBER("handle_count", struct nkc_message, handle_count),
    NKC_V_NUMBER("arena", struct nkc_message, arena),
    NKC_V_BOOL("has_pointers", struct nkc_message, has_pointers),
    NKC_V_BOOL("needs_check", struct nkc_message, needs_check),
};
static const struct nkc_view_type message_view = NKC_V_TYPE("message", message_fields);

static const struct nkc_view_field method_fields[] = {
    NKC_V_TEXT("name", struct nkc_method, name),
    NKC_V_NUMBER("mid", struct nkc_method, mid),
    NKC_V_OBJECT("req", struct nkc_method, message[NKC_REQ], message_view),
    NKC_V_OBJECT("res", struct nkc_method, message[NKC_RES], message_view),
    NKC_V_OBJECT("err", struct nkc_method, message[NKC_ERR], message_view),
    NKC_V_BOOL("simple_errors", struct nkc_method, simple_errors),
    NKC_V_PLACE("place", NKC_VIEW_OBJECT, method_place, &place_view),
};
static const struct nkc_view_type method_view = NKC_V_TYPE("method", method_fields);

static const struct nkc_view_field interface_fields[] = {
    NKC_V_POINTERS("methods", struct nkc_interface, methods, method_view),
};
static const struct nkc_view_type interface_view = NKC_V_TYPE("interface", interface_fields);

/* The name of an interface is its package's. */
static void interface_name(const void *object, struct nkc_view_value *v)
{
    v->text = ((const struct nkc_interface *)object)->package->name;
}

static const struct nkc_view_field interface_ref_fields[] = {
    NKC_V_COMPUTED("name", NKC_VIEW_TEXT, interface_name, NULL),
};
static const struct nkc_view_type interface_ref = NKC_V_TYPE("reference", interface_ref_fields);

static void package_file(const void *object, struct nkc_view_value *v)
{
    const struct nkc_source *src = ((const struct nkc_package *)object)->src;
    v->text = src ? src->path : NULL;
}

static const struct nkc_view_field package_fields[] = {
    NKC_V_TEXT("name", struct nkc_package, name),
    NKC_V_PLACE("file", NKC_VIEW_TEXT, package_file, NULL),
    NKC_V_POINTERS("imports", struct nkc_package, imports, package_ref),
    NKC_V_LIST("definitions", struct nkc_package, definitions, definition_view),
    NKC_V_OPT_POINTER("interface", struct nkc_package, interface, interface_view),
};
const struct nkc_view_type nkc_view_package = NKC_V_TYPE("package", package_fields);

/* ---- components ------------------------------------------------------------------------- */

static const struct nkc_view_field component_ref_fields[] = {
    NKC_V_TEXT("name", struct nkc_component, name),
};
static const struct nkc_view_type component_ref = NKC_V_TYPE("reference", component_ref_fields);

static const struct nkc_view_field endpoint_fields[] = {
    NKC_V_TEXT("name", struct nkc_endpoint, name),
    NKC_V_POINTER("interface", struct nkc_endpoint, interface, interface_ref),
};
static const struct nkc_view_type endpoint_view = NKC_V_TYPE("endpoint", endpoint_fields);

static const struct nkc_view_field instance_fields[] = {
    NKC_V_TEXT("name", struct nkc_instance, name),
    NKC_V_POINTER("component", struct nkc_instance, component, component_ref),
    NKC_V_NUMBER("iid_offset", struct nkc_instance, iid_offset),
};
static const struct nkc_view_type instance_view = NKC_V_TYPE("instance", instance_fields);

static const struct nkc_view_field leaf_fields[] = {
    NKC_V_TEXT("path", struct nkc_leaf, path),
    NKC_V_NUMBER("iid", struct nkc_leaf, iid),
    NKC_V_POINTER("endpoint", struct nkc_leaf, endpoint, endpoint_view),
    NKC_V_POINTER("component", struct nkc_leaf, component, component_ref),
};
static const struct nkc_view_type leaf_view = NKC_V_TYPE("leaf", leaf_fields);

static const struct nkc_view_field subtree_fields[] = {
    NKC_V_TEXT("path", struct nkc_subtree, path),
    NKC_V_NUMBER("iid_offset", struct nkc_subtree, iid_offset),
    NKC_V_POINTER("component", struct nkc_subtree, component, component_ref),
};
static const struct nkc_view_type subtree_view = NKC_V_TYPE("subtree", subtree_fields);

static const struct nkc_view_field security_fields[] = {
    NKC_V_TEXT("path", struct nkc_security_leaf, path),
    NKC_V_NUMBER("iid", struct nkc_security_leaf, iid),
    NKC_V_POINTER("interface", struct nkc_security_leaf, interface, interface_ref),
    NKC_V_POINTER("component", struct nkc_security_leaf, component, component_ref),
};
static const struct nkc_view_type security_view = NKC_V_TYPE("security_leaf", security_fields);

static void component_file(const void *object, struct nkc_view_value *v)
{
    const struct nkc_source *src = ((const struct nkc_component *)object)->src;
    v->text = src ? src->path : NULL;
}

static const struct nkc_view_field component_fields[] = {
    NKC_V_TEXT("name", struct nkc_component, name),
    NKC_V_PLACE("file", NKC_VIEW_TEXT, component_file, NULL),
    NKC_V_BOOL("is_class", struct nkc_component, is_class),
    NKC_V_OPT_POINTER("security", struct nkc_component, security, interface_ref),
    NKC_V_LIST("endpoints", struct nkc_component, endpoints, endpoint_view),
    NKC_V_LIST("instances", struct nkc_component, instances, instance_view),
    NKC_V_LIST("leaves", struct nkc_component, leaves, leaf_view),
    NKC_V_LIST("subtrees", struct nkc_component, subtrees, subtree_view),
    NKC_V_LIST("security_leaves", struct nkc_component, security_leaves, security_view),
    NKC_V_NUMBER("req_arena", struct nkc_component, bounds.req_arena),
    NKC_V_NUMBER("res_arena", struct nkc_component, bounds.res_arena),
    NKC_V_NUMBER("req_handles", struct nkc_component, bounds.handles[NKC_REQ]),
    NKC_V_NUMBER("res_handles", struct nkc_component, bounds.handles[NKC_RES]),
    NKC_V_NUMBER("err_handles", struct nkc_component, bounds.handles[NKC_ERR]),
};
const struct nkc_view_type nkc_view_component = NKC_V_TYPE("component", component_fields);
