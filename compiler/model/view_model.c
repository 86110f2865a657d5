/* Names under which the model's structs are seen: those of model.h. Of C there are only names.
 *
 * Things of their own (packages, composites, interfaces, components) are dumped once, where they
 * are defined; where they are used, dumps show a reference by name (`dump_as`) and templates see
 * the thing itself. Rows marked `derived` repeat what others say, for templates only. */
#include "model/view_model.h"

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
    {.name = "line",
     NKC_F_COMPUTED(NKC_VIEW_NUMBER, place_line, NULL),
     .help = "Line in the file of the package or component, from 1."},
    {.name = "column",
     NKC_F_COMPUTED(NKC_VIEW_NUMBER, place_column, NULL),
     .help = "Column in characters, from 1."},
};
static const struct nkc_view_type place_view =
    NKC_V_TYPE_HELP("place", place_fields, "Where something is written.");

#define SPAN_GETTER(name, S)                                                                       \
    static void name(const void *object, struct nkc_view_value *v)                                 \
    {                                                                                              \
        const struct nkc_span *span = &((const S *)object)->span;                                  \
        v->object.data = span->src ? span : NULL;                                                  \
    }
SPAN_GETTER(field_place, struct nkc_field)
SPAN_GETTER(method_place, struct nkc_method)
SPAN_GETTER(const_place, struct nkc_const)
SPAN_GETTER(typedef_place, struct nkc_typedef)
SPAN_GETTER(composite_place, struct nkc_composite)
SPAN_GETTER(endpoint_place, struct nkc_endpoint)
SPAN_GETTER(instance_place, struct nkc_instance)

#define PLACE(getter)                                                                              \
    {                                                                                              \
        .name = "place", NKC_F_COMPUTED(NKC_VIEW_OBJECT, getter, &place_view), .optional = true,   \
        .is_place = true, .help = "Where its name is written."                                     \
    }

/* ---- references by name ----------------------------------------------------------------- */

static void composite_package(const void *object, struct nkc_view_value *v)
{
    v->text = ((const struct nkc_composite *)object)->package->name;
}

static void composite_package_c_name(const void *object, struct nkc_view_value *v)
{
    v->text = ((const struct nkc_composite *)object)->package->c_name;
}

static void typedef_package(const void *object, struct nkc_view_value *v)
{
    v->text = ((const struct nkc_typedef *)object)->package->name;
}

static void const_package(const void *object, struct nkc_view_value *v)
{
    v->text = ((const struct nkc_const *)object)->package->name;
}

static const struct nkc_view_field composite_ref_fields[] = {
    {.name = "package", NKC_F_COMPUTED(NKC_VIEW_TEXT, composite_package, NULL)},
    {.name = "name", NKC_F_TEXT(struct nkc_composite, name)},
};
static const struct nkc_view_type composite_ref = NKC_V_TYPE("reference", composite_ref_fields);

static const struct nkc_view_field typedef_ref_fields[] = {
    {.name = "package", NKC_F_COMPUTED(NKC_VIEW_TEXT, typedef_package, NULL)},
    {.name = "name", NKC_F_TEXT(struct nkc_typedef, name)},
};
static const struct nkc_view_type typedef_ref = NKC_V_TYPE("reference", typedef_ref_fields);

static const struct nkc_view_field package_ref_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_package, name)},
};
static const struct nkc_view_type package_ref = NKC_V_TYPE("reference", package_ref_fields);

static const struct nkc_view_field component_ref_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_component, name)},
};
static const struct nkc_view_type component_ref = NKC_V_TYPE("reference", component_ref_fields);

/* The name of an interface is its package's. */
static void interface_name(const void *object, struct nkc_view_value *v)
{
    v->text = ((const struct nkc_interface *)object)->package->name;
}

static const struct nkc_view_field interface_ref_fields[] = {
    {.name = "name", NKC_F_COMPUTED(NKC_VIEW_TEXT, interface_name, NULL)},
};
static const struct nkc_view_type interface_ref = NKC_V_TYPE("reference", interface_ref_fields);

/* ---- types ------------------------------------------------------------------------------ */

static void type_kind(const void *object, struct nkc_view_value *v)
{
    static const char *const names[] = {"int",      "handle", "string", "bytes",
                                        "sequence", "array",  "struct", "union"};
    v->text = names[((const struct nkc_type *)object)->kind];
}

#define KIND_GETTER(getter, tag)                                                                   \
    static void getter(const void *object, struct nkc_view_value *v)                               \
    {                                                                                              \
        v->flag = ((const struct nkc_type *)object)->kind == (tag);                                \
    }
KIND_GETTER(type_is_int, NKC_INT)
KIND_GETTER(type_is_handle, NKC_HANDLE)
KIND_GETTER(type_is_string, NKC_STRING)
KIND_GETTER(type_is_bytes, NKC_BYTES)
KIND_GETTER(type_is_sequence, NKC_SEQUENCE)
KIND_GETTER(type_is_array, NKC_ARRAY)
KIND_GETTER(type_is_struct, NKC_STRUCT)
KIND_GETTER(type_is_union, NKC_UNION)

static void type_c_name(const void *object, struct nkc_view_value *v)
{
    static const char *const names[NKC_INT_COUNT] = {
#define NKC_INT_TYPE(idl, c, width, is_signed, is_word) #c,
#include "base/int_types.def"
#undef NKC_INT_TYPE
    };
    const struct nkc_type *t = object;

    v->text = t->kind == NKC_INT ? names[t->int_type] : NULL;
}

#define KIND(label, getter)                                                                        \
    {                                                                                              \
        .name = "is_" label, NKC_F_COMPUTED(NKC_VIEW_BOOL, getter, NULL), .derived = true,         \
        .help = "`kind` is `" label "`."                                                           \
    }

static const struct nkc_view_type type_view, composite_view, typedef_view;

static const struct nkc_view_field type_fields[] = {
    {.name = "kind",
     NKC_F_COMPUTED(NKC_VIEW_TEXT, type_kind, NULL),
     .help = "`int`, `handle`, `string`, `bytes`, `sequence`, `array`, `struct` or `union`."},
    {.name = "idl_name",
     NKC_F_TEXT(struct nkc_type, idl_name),
     .optional = true,
     .help = "Integers: the name in IDL, `UInt32`."},
    {.name = "c_name",
     NKC_F_COMPUTED(NKC_VIEW_TEXT, type_c_name, NULL),
     .optional = true,
     .derived = true,
     .help = "Integers: the type in C, `nk_uint32_t`."},
    {.name = "width",
     NKC_F_NUMBER(struct nkc_type, width),
     .optional = true,
     .help = "Integers: 1, 2, 4 or 8 bytes."},
    {.name = "is_signed",
     NKC_F_BOOL(struct nkc_type, is_signed),
     .optional = true,
     .help = "Integers: may be negative."},
    {.name = "handle_interface",
     NKC_F_TEXT(struct nkc_type, handle_interface),
     .optional = true,
     .help = "Handles written `handle<I>`: the full name of I."},
    {.name = "elem",
     NKC_F_POINTER(struct nkc_type, elem, type_view),
     .optional = true,
     .help = "Sequences and arrays: the type of the elements."},
    {.name = "count",
     NKC_F_NUMBER(struct nkc_type, count),
     .optional = true,
     .help = "The N of `string<N>`, `bytes<N>`, `sequence<T, N>`, `array<T, N>`."},
    {.name = "composite",
     NKC_F_POINTER(struct nkc_type, composite, composite_view),
     .dump_as = &composite_ref,
     .optional = true,
     .help = "Structs and unions: the definition."},
    {.name = "alias",
     NKC_F_POINTER(struct nkc_type, alias, typedef_view),
     .dump_as = &typedef_ref,
     .optional = true,
     .help = "The typedef that the type was named by."},
    {.name = "size",
     NKC_F_NUMBER(struct nkc_type, size),
     .help = "Bytes in place; 8 for what is kept in the arena."},
    {.name = "align", NKC_F_NUMBER(struct nkc_type, align), .help = "Alignment in bytes."},
    {.name = "arena",
     NKC_F_NUMBER(struct nkc_type, arena),
     .help = "Most bytes of the arena that one value takes."},
    {.name = "has_pointers",
     NKC_F_BOOL(struct nkc_type, has_pointers),
     .help = "Is kept in the arena, or holds something that is."},
    {.name = "needs_check",
     NKC_F_BOOL(struct nkc_type, needs_check),
     .help = "Has values that a verifier must refuse: pointers or unions inside."},
    KIND("int", type_is_int),
    KIND("handle", type_is_handle),
    KIND("string", type_is_string),
    KIND("bytes", type_is_bytes),
    KIND("sequence", type_is_sequence),
    KIND("array", type_is_array),
    KIND("struct", type_is_struct),
    KIND("union", type_is_union),
};
static const struct nkc_view_type type_view =
    NKC_V_TYPE_HELP("type", type_fields, "A type at one place of use.");

static const struct nkc_view_field field_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_field, name), .help = "Its name."},
    {.name = "type", NKC_F_POINTER(struct nkc_field, type, type_view), .help = "Its type."},
    {.name = "offset",
     NKC_F_NUMBER(struct nkc_field, offset),
     .help = "Bytes from the start of the struct, of the union's data, or of the message, whose "
             "header takes the first 24."},
    PLACE(field_place),
};
static const struct nkc_view_type field_view =
    NKC_V_TYPE_HELP("field", field_fields, "A field, a member of a union, or a parameter.");

/* ---- definitions ------------------------------------------------------------------------ */

static const struct nkc_view_field const_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_const, name), .help = "Its name."},
    {.name = "type", NKC_F_POINTER(struct nkc_const, type, type_view), .help = "Its type."},
    {.name = "negative", NKC_F_BOOL(struct nkc_const, negative), .help = "The value is below 0."},
    {.name = "magnitude",
     NKC_F_NUMBER(struct nkc_const, magnitude),
     .help = "The value without its sign."},
    {.name = "package",
     NKC_F_COMPUTED(NKC_VIEW_TEXT, const_package, NULL),
     .derived = true,
     .help = "Full name of the package that defines it."},
    PLACE(const_place),
};
static const struct nkc_view_type const_view =
    NKC_V_TYPE_HELP("constant", const_fields, "A constant.");

static const struct nkc_view_field typedef_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_typedef, name), .help = "Its name."},
    {.name = "type",
     NKC_F_POINTER(struct nkc_typedef, type, type_view),
     .help = "What it stands for."},
    {.name = "package",
     NKC_F_COMPUTED(NKC_VIEW_TEXT, typedef_package, NULL),
     .derived = true,
     .help = "Full name of the package that defines it."},
    PLACE(typedef_place),
};
static const struct nkc_view_type typedef_view =
    NKC_V_TYPE_HELP("typedef", typedef_fields, "A typedef.");

static const struct nkc_view_field composite_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_composite, name), .help = "Its name."},
    {.name = "package",
     NKC_F_COMPUTED(NKC_VIEW_TEXT, composite_package, NULL),
     .derived = true,
     .help = "Full name of the package that defines it."},
    {.name = "package_c_name",
     NKC_F_COMPUTED(NKC_VIEW_TEXT, composite_package_c_name, NULL),
     .derived = true,
     .help = "The same with `_` for the dots; `_` and `name` behind it give the struct of C."},
    {.name = "is_union",
     NKC_F_BOOL(struct nkc_composite, is_union),
     .help = "A union; else a struct."},
    {.name = "fields",
     NKC_F_LIST(struct nkc_composite, fields, field_view),
     .help = "In order; the tags of a union count from 0."},
    {.name = "size", NKC_F_NUMBER(struct nkc_composite, size), .help = "Bytes in place."},
    {.name = "align", NKC_F_NUMBER(struct nkc_composite, align), .help = "Alignment in bytes."},
    {.name = "data_offset",
     NKC_F_NUMBER(struct nkc_composite, data_offset),
     .optional = true,
     .help = "Unions: where the members begin, after the tag."},
    {.name = "data_align",
     NKC_F_NUMBER(struct nkc_composite, data_align),
     .optional = true,
     .help = "Unions: alignment of the members."},
    {.name = "arena",
     NKC_F_NUMBER(struct nkc_composite, arena),
     .help = "Most bytes of the arena that one value takes."},
    {.name = "has_pointers",
     NKC_F_BOOL(struct nkc_composite, has_pointers),
     .help = "Something inside is kept in the arena."},
    {.name = "needs_check",
     NKC_F_BOOL(struct nkc_composite, needs_check),
     .help = "Has values that a verifier must refuse."},
    PLACE(composite_place),
};
static const struct nkc_view_type composite_view =
    NKC_V_TYPE_HELP("composite", composite_fields, "A struct or a union.");

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
    {.name = "constant",
     NKC_F_COMPUTED(NKC_VIEW_OBJECT, definition_const, &const_view),
     .optional = true,
     .help = "When it is one."},
    {.name = "typedef",
     NKC_F_COMPUTED(NKC_VIEW_OBJECT, definition_typedef, &typedef_view),
     .optional = true,
     .help = "When it is one."},
    {.name = "composite",
     NKC_F_COMPUTED(NKC_VIEW_OBJECT, definition_composite, &composite_view),
     .optional = true,
     .help = "When it is one."},
};
static const struct nkc_view_type definition_view =
    NKC_V_TYPE_HELP("definition", definition_fields, "Exactly one of three.");

/* ---- interfaces ------------------------------------------------------------------------- */

static const struct nkc_view_field message_fields[] = {
    {.name = "params",
     NKC_F_LIST(struct nkc_message, params, field_view),
     .help = "Parameters as they stand in the message: handles first."},
    {.name = "declared",
     NKC_F_NUMBERS(struct nkc_message, declared),
     .help = "For each parameter in the order of the file, its index in `params`."},
    {.name = "size",
     NKC_F_NUMBER(struct nkc_message, size),
     .help = "Bytes of the constant part, header included."},
    {.name = "handle_count",
     NKC_F_NUMBER(struct nkc_message, handle_count),
     .help = "Handles that it carries."},
    {.name = "arena",
     NKC_F_NUMBER(struct nkc_message, arena),
     .help = "Most bytes of the arena that all parameters take."},
    {.name = "has_pointers",
     NKC_F_BOOL(struct nkc_message, has_pointers),
     .help = "Something is kept in the arena."},
    {.name = "needs_check",
     NKC_F_BOOL(struct nkc_message, needs_check),
     .help = "Has values that a verifier must refuse."},
};
static const struct nkc_view_type message_view =
    NKC_V_TYPE_HELP("message", message_fields, "A request, a response or an error reply.");

static const struct nkc_view_field method_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_method, name), .help = "Its name."},
    {.name = "mid",
     NKC_F_NUMBER(struct nkc_method, mid),
     .help = "Its number in the interface, from 0."},
    {.name = "req",
     NKC_F_OBJECT(struct nkc_method, message[NKC_REQ], message_view),
     .help = "The request: the `in` parameters."},
    {.name = "res",
     NKC_F_OBJECT(struct nkc_method, message[NKC_RES], message_view),
     .help = "The response: the `out` parameters."},
    {.name = "err",
     NKC_F_OBJECT(struct nkc_method, message[NKC_ERR], message_view),
     .help = "The error reply: the `error` parameters."},
    {.name = "simple_errors",
     NKC_F_BOOL(struct nkc_method, simple_errors),
     .help = "No error parameter, or `UInt16 status` alone."},
    PLACE(method_place),
};
static const struct nkc_view_type method_view =
    NKC_V_TYPE_HELP("method", method_fields, "A method of an interface.");

static void interface_package(const void *object, struct nkc_view_value *v)
{
    v->object.data = ((const struct nkc_interface *)object)->package;
}

static const struct nkc_view_field interface_fields[] = {
    {.name = "name",
     NKC_F_COMPUTED(NKC_VIEW_TEXT, interface_name, NULL),
     .derived = true,
     .help = "Full name: that of its package."},
    {.name = "package",
     NKC_F_COMPUTED(NKC_VIEW_OBJECT, interface_package, &nkc_view_package),
     .derived = true,
     .help = "The package that holds it."},
    {.name = "methods",
     NKC_F_POINTERS(struct nkc_interface, methods, method_view),
     .help = "In the order of their numbers."},
};
static const struct nkc_view_type interface_view =
    NKC_V_TYPE_HELP("interface", interface_fields, "An interface.");

static void package_file(const void *object, struct nkc_view_value *v)
{
    const struct nkc_source *src = ((const struct nkc_package *)object)->src;
    v->text = src ? src->path : NULL;
}

#define NAME_PARTS(S)                                                                              \
    {.name = "c_name",                                                                             \
     NKC_F_TEXT(S, c_name),                                                                        \
     .derived = true,                                                                              \
     .help = "The name with `_` for the dots: `port_demo_ITank`."},                                \
        {.name = "dir_name",                                                                       \
         NKC_F_TEXT(S, dir_name),                                                                  \
         .derived = true,                                                                          \
         .help = "The name without its last part: `port_demo`; may be empty."},                    \
    {                                                                                              \
        .name = "base_name", NKC_F_TEXT(S, base_name), .derived = true,                            \
        .help = "The last part of the name: `ITank`."                                              \
    }

static const struct nkc_view_field package_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_package, name), .help = "Full name: `port_demo.ITank`."},
    NAME_PARTS(struct nkc_package),
    {.name = "file",
     NKC_F_COMPUTED(NKC_VIEW_TEXT, package_file, NULL),
     .optional = true,
     .is_place = true,
     .help = "Path of the file, as it was opened."},
    {.name = "imports",
     NKC_F_POINTERS(struct nkc_package, imports, nkc_view_package),
     .dump_as = &package_ref,
     .help = "Imported packages, in the order of the file."},
    {.name = "definitions",
     NKC_F_LIST(struct nkc_package, definitions, definition_view),
     .help = "In the order of the file, but what one names of its package stands before it."},
    {.name = "interface",
     NKC_F_POINTER(struct nkc_package, interface, interface_view),
     .optional = true,
     .help = "Absent in packages of types."},
};
const struct nkc_view_type nkc_view_package =
    NKC_V_TYPE_HELP("package", package_fields, "One IDL file.");

/* ---- components ------------------------------------------------------------------------- */

static const struct nkc_view_field endpoint_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_endpoint, name), .help = "Its name."},
    {.name = "interface",
     NKC_F_POINTER(struct nkc_endpoint, interface, interface_view),
     .dump_as = &interface_ref,
     .help = "Its interface."},
    PLACE(endpoint_place),
};
static const struct nkc_view_type endpoint_view =
    NKC_V_TYPE_HELP("endpoint", endpoint_fields, "A named instance of an interface.");

static const struct nkc_view_field instance_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_instance, name), .help = "Its name."},
    {.name = "component",
     NKC_F_POINTER(struct nkc_instance, component, nkc_view_component),
     .dump_as = &component_ref,
     .help = "What it is an instance of."},
    {.name = "iid_offset",
     NKC_F_NUMBER(struct nkc_instance, iid_offset),
     .help = "RIID of its first endpoint in the component that holds it."},
    PLACE(instance_place),
};
static const struct nkc_view_type instance_view =
    NKC_V_TYPE_HELP("instance", instance_fields, "A component nested in another.");

static const struct nkc_view_field leaf_fields[] = {
    {.name = "path",
     NKC_F_TEXT(struct nkc_leaf, path),
     .help = "Qualified name of the endpoint: `left.tank`."},
    {.name = "parent",
     NKC_F_TEXT(struct nkc_leaf, parent),
     .derived = true,
     .help = "Path of the instance that offers it; empty for an own endpoint."},
    {.name = "iid",
     NKC_F_NUMBER(struct nkc_leaf, iid),
     .help = "Its RIID, counted in this component."},
    {.name = "endpoint",
     NKC_F_POINTER(struct nkc_leaf, endpoint, endpoint_view),
     .help = "The endpoint."},
    {.name = "component",
     NKC_F_POINTER(struct nkc_leaf, component, nkc_view_component),
     .dump_as = &component_ref,
     .help = "The component that declares it."},
};
static const struct nkc_view_type leaf_view = NKC_V_TYPE_HELP(
    "leaf", leaf_fields, "An endpoint seen from a component, through nested instances.");

static const struct nkc_view_field subtree_fields[] = {
    {.name = "path",
     NKC_F_TEXT(struct nkc_subtree, path),
     .help = "Qualified name of the instance: `left`, `a.b`."},
    {.name = "parent",
     NKC_F_TEXT(struct nkc_subtree, parent),
     .derived = true,
     .help = "Path of the instance that holds it; empty for an own instance."},
    {.name = "iid_offset",
     NKC_F_NUMBER(struct nkc_subtree, iid_offset),
     .help = "RIID of its first endpoint, counted in this component."},
    {.name = "component",
     NKC_F_POINTER(struct nkc_subtree, component, nkc_view_component),
     .dump_as = &component_ref,
     .help = "What it is an instance of."},
};
static const struct nkc_view_type subtree_view =
    NKC_V_TYPE_HELP("subtree", subtree_fields, "An instance nested at any depth.");

static const struct nkc_view_field security_fields[] = {
    {.name = "path",
     NKC_F_TEXT(struct nkc_security_leaf, path),
     .help = "Path of the instance; empty for the component itself."},
    {.name = "iid",
     NKC_F_NUMBER(struct nkc_security_leaf, iid),
     .help = "Its number among the security interfaces of this component."},
    {.name = "interface",
     NKC_F_POINTER(struct nkc_security_leaf, interface, interface_view),
     .dump_as = &interface_ref,
     .help = "The interface."},
    {.name = "component",
     NKC_F_POINTER(struct nkc_security_leaf, component, nkc_view_component),
     .dump_as = &component_ref,
     .help = "The component that declares it."},
};
static const struct nkc_view_type security_view =
    NKC_V_TYPE_HELP("security_leaf", security_fields,
                    "A security interface of a component or of one nested at any depth.");

static void component_file(const void *object, struct nkc_view_value *v)
{
    const struct nkc_source *src = ((const struct nkc_component *)object)->src;
    v->text = src ? src->path : NULL;
}

static const struct nkc_view_field component_fields[] = {
    {.name = "name", NKC_F_TEXT(struct nkc_component, name), .help = "Full name."},
    NAME_PARTS(struct nkc_component),
    {.name = "file",
     NKC_F_COMPUTED(NKC_VIEW_TEXT, component_file, NULL),
     .optional = true,
     .is_place = true,
     .help = "Path of the file, as it was opened."},
    {.name = "is_class",
     NKC_F_BOOL(struct nkc_component, is_class),
     .help = "A process class (EDL); else a component (CDL)."},
    {.name = "security",
     NKC_F_POINTER(struct nkc_component, security, interface_view),
     .dump_as = &interface_ref,
     .optional = true,
     .help = "Its own security interface."},
    {.name = "endpoints",
     NKC_F_LIST(struct nkc_component, endpoints, endpoint_view),
     .help = "Its own endpoints, in the order of the file."},
    {.name = "instances",
     NKC_F_LIST(struct nkc_component, instances, instance_view),
     .help = "Nested components, in the order of the file."},
    {.name = "leaves",
     NKC_F_LIST(struct nkc_component, leaves, leaf_view),
     .help = "All endpoints in the order of their RIIDs: own first, then depth first."},
    {.name = "subtrees",
     NKC_F_LIST(struct nkc_component, subtrees, subtree_view),
     .help = "All instances nested at any depth, depth first."},
    {.name = "security_leaves",
     NKC_F_LIST(struct nkc_component, security_leaves, security_view),
     .help = "All security interfaces, in the same order."},
    {.name = "req_arena",
     NKC_F_NUMBER(struct nkc_component, bounds.req_arena),
     .help = "Most bytes of the arena that a request to any endpoint takes."},
    {.name = "res_arena",
     NKC_F_NUMBER(struct nkc_component, bounds.res_arena),
     .help = "The same of responses and error replies."},
    {.name = "req_handles",
     NKC_F_NUMBER(struct nkc_component, bounds.handles[NKC_REQ]),
     .help = "Most handles that a request carries."},
    {.name = "res_handles",
     NKC_F_NUMBER(struct nkc_component, bounds.handles[NKC_RES]),
     .help = "Most handles that a response carries."},
    {.name = "err_handles",
     NKC_F_NUMBER(struct nkc_component, bounds.handles[NKC_ERR]),
     .help = "Most handles that an error reply carries."},
};
const struct nkc_view_type nkc_view_component =
    NKC_V_TYPE_HELP("component", component_fields, "A component (CDL) or process class (EDL).");

/* ---- the whole -------------------------------------------------------------------------- */

static const struct nkc_view_field input_fields[] = {
    {.name = "kind",
     NKC_F_TEXT(struct nkc_view_input, kind),
     .help = "`package`, `component` or `class`."},
    {.name = "name", NKC_F_TEXT(struct nkc_view_input, name), .help = "Full name."},
    {.name = "package",
     NKC_F_POINTER(struct nkc_view_input, package, nkc_view_package),
     .derived = true,
     .help = "When it is one."},
    {.name = "component",
     NKC_F_POINTER(struct nkc_view_input, component, nkc_view_component),
     .derived = true,
     .help = "When it is a component or a class."},
};
static const struct nkc_view_type input_view =
    NKC_V_TYPE_HELP("input", input_fields, "What the tool was asked for.");

static const struct nkc_view_field root_fields[] = {
    {.name = "format", NKC_F_TEXT(struct nkc_view_root, format), .help = "`opennk-model`."},
    {.name = "version",
     NKC_F_NUMBER(struct nkc_view_root, version),
     .help = "Of this format; a new one when a name or its meaning changes."},
    {.name = "inputs",
     NKC_F_LIST(struct nkc_view_root, inputs, input_view),
     .help = "What the tool was asked for, in the order of kinds and names."},
    {.name = "packages",
     NKC_F_POINTERS(struct nkc_view_root, packages, nkc_view_package),
     .help = "All that are reached, in the order of their names."},
    {.name = "components",
     NKC_F_POINTERS(struct nkc_view_root, components, nkc_view_component),
     .help = "All that are reached, in the order of their names."},
    {.name = "classes",
     NKC_F_POINTERS(struct nkc_view_root, classes, nkc_view_component),
     .help = "All that are reached, in the order of their names."},
};
const struct nkc_view_type nkc_view_model =
    NKC_V_TYPE_HELP("model", root_fields, "The input and everything it reaches.");

const struct nkc_view_type *const nkc_view_model_types[] = {
    &nkc_view_model, &input_view,     &nkc_view_package,   &definition_view, &const_view,
    &typedef_view,   &composite_view, &field_view,         &type_view,       &interface_view,
    &method_view,    &message_view,   &nkc_view_component, &endpoint_view,   &instance_view,
    &leaf_view,      &subtree_view,   &security_view,      &place_view,
};
const size_t nkc_view_model_type_count = sizeof nkc_view_model_types / sizeof *nkc_view_model_types;
