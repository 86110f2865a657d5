/* From the model to the structs of c_view.h. */
#ifndef NKC_BACK_C_MAKE_H
#define NKC_BACK_C_MAKE_H

#include "back/c_view.h"
#include "back/gen.h"

/* State while one header is made. */
struct c_maker {
    struct nkc_session *session;
    const struct nkc_gen_options *options;
    struct c_header *header;
    bool raw_used[NKC_INT_COUNT]; /* integer types that need a RAWTYPE section */
    bool *trace_used; /* per entry of options->trace_methods: some method has the name */
    NKC_VEC(const char *) traceable; /* names of methods, alone and with their interface */
    struct nkc_map composites;       /* C name -> composite already in the header */
};

/* ---- c_type.c ---- */

/* C spelling of the element type: `struct P_Level`, `nk_ptr_t`; dims are the caller's. */
const char *c_type_name(struct c_maker *m, const struct nkc_type *type);
/* "[2][3]" for nested arrays, "" for everything else. */
const char *c_type_dims(struct c_maker *m, const struct nkc_type *type);
struct c_field c_field_make(struct c_maker *m, const struct nkc_field *field);

/* ---- c_types.c ---- */

/* Adds what the type needs: RAWTYPE marks and composites, dependencies first. */
void c_need_type(struct c_maker *m, const struct nkc_type *type);
void c_need_interface(struct c_maker *m, const struct nkc_interface *iface);
/* All definitions of a package and what they need. */
void c_add_package(struct c_maker *m, const struct nkc_package *package);
/* Fills header->rawtypes from the marks; call it last. */
void c_add_rawtypes(struct c_maker *m);

/* ---- c_iface.c, c_bounds.c ---- */

struct c_interface *c_interface_make(struct c_maker *m, const struct nkc_interface *iface);
/* Adds the verifiers of the interface; false after an error. */
bool c_interface_validators(struct c_maker *m, const struct nkc_interface *iface,
                            struct c_interface *view);
/* Adds the makers of random messages; false after an error. */
bool c_interface_makers(struct c_maker *m, const struct nkc_interface *iface,
                        struct c_interface *view);
/* The constants of an interface and its methods, and those of a whole interface or component. */
void c_interface_bounds(struct c_maker *m, const struct nkc_interface *iface,
                        struct c_bounds *bounds);
void c_bounds_total(struct c_maker *m, const struct nkc_bounds *total, struct c_bounds *bounds);

/* ---- c_clash.c ---- */

/* Reports names that the header of an interface would define twice. */
void c_check_names(struct c_maker *m, const struct nkc_interface *iface,
                   const struct c_interface *view);

/* ---- c_trace.c ---- */

bool c_trace_wanted(struct c_maker *m, const struct nkc_method *method);
/* Warns of filter entries that named no method. */
void c_trace_check(struct c_maker *m);

/* ---- c_comp.c ---- */

/* __<directory with _>__<base>__, before the section name. */
const char *c_guard(struct c_maker *m, const char *dir_name, const char *base_name);
struct c_component *c_component_make(struct c_maker *m, const struct nkc_component *component);

/* ---- c_refl.c ---- */

/* Fills view->refl with the tables of the tree below `component`. */
void c_component_refl(struct c_maker *m, const struct nkc_component *component,
                      struct c_component *view);

#endif
