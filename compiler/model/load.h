/* From files to the model: finds, parses and resolves descriptions.
 *
 * Every name is loaded once per session. Errors are reported at `from` (the place that named the
 * file) or inside the file; a result with errors is returned marked `error`, NULL when there is no
 * usable file at all. Callers go on after errors, so that one run reports them all. */
#ifndef NKC_MODEL_LOAD_H
#define NKC_MODEL_LOAD_H

#include "model/model.h"

struct nkc_model *nkc_model_new(struct nkc_session *s);

/* By full dotted name, searched in the include directories in order. */
struct nkc_package *nkc_load_package(struct nkc_model *m, const char *name, struct nkc_span from);
struct nkc_component *nkc_load_component(struct nkc_model *m, const char *name,
                                         struct nkc_span from);
struct nkc_component *nkc_load_class(struct nkc_model *m, const char *name, struct nkc_span from);

/* The main input of nk-gen-c. Exactly one of package and component is set on success. */
struct nkc_input {
    struct nkc_package *package;
    struct nkc_component *component; /* CDL or EDL */
};
struct nkc_input nkc_load_file(struct nkc_model *m, const char *path);
/* As above, from a dump of the model (model_json.h), which is checked like any description; a path
 * that ends in .json is read so by nkc_load_file. The model must be new. */
struct nkc_input nkc_load_json(struct nkc_model *m, const char *path);

/* Reports err-count, err-type and err-name for methods of `iface` that do not fit the simplified
 * error mode (idl-cdl-edl 4.7). */
void nkc_check_simple_errors(struct nkc_model *m, const struct nkc_interface *iface);

/* Lookups in loaded things; NULL when absent. */
const struct nkc_method *nkc_find_method(const struct nkc_interface *iface, const char *name);
const struct nkc_field *nkc_find_param(const struct nkc_message *msg, const char *name);

/* `include/dir` + a/b/C.ext for a dotted name; NULL when no include directory has it. */
const char *nkc_find_description(struct nkc_session *s, const char *name, const char *ext);
/* For "did you mean": the nearest name that has such a file below an include directory, or below
 * `beside` when it is not NULL, in the package of `name`; NULL when none is near. */
const char *nkc_nearest_description(struct nkc_session *s, const char *name, const char *ext,
                                    const char *beside);

/* SHA-256 of the canonical JSON of a class and all it reaches, without places and file names. */
void nkc_model_hash(struct nkc_model *m, const struct nkc_component *const *classes, size_t count,
                    uint8_t hash[32]);

#endif
