/* Files of a policy and the names they declare (psl 3, 4, 7, 8). */
#include "base/unsupplied.h"
#include "front/psl_prep.h"
#include "nk/ksm_limits.h"
#include "policy/pol_audit.h"
#include "policy/pol_config.h"
#include "policy/pol_model.h"

#include <stdlib.h>

/* ---- models ---- */

static void report_model(struct policy *p, struct psl_name name)
{
    nkc_diag(p->s, PSL_MODEL, name.span, name.text);
    nkc_diag_mean(p->s, name.span, pol_model_nearest(name.text));
}

static void use_model(struct policy *p, const struct pol_model *info);

/* The models of a file whose absence has been told: what uses them is no mistake of its own. */
static void assume_models(struct policy *p, const char *file)
{
    const struct pol_model *model = NULL;
    while ((model = pol_model_in_file(file, model)))
        use_model(p, model);
}

bool pol_need_model(struct policy *p, const char *model, const char *what, struct nkc_span span)
{
    if (nkc_map_get(&p->models, model))
        return true;
    const char *file = pol_model_find(model)->file;
    nkc_diag(p->s, PSL_NEED_USE, span, what, file);
    assume_models(p, file);
    return false;
}

void pol_report_object(struct policy *p, struct psl_name name, const char *other)
{
    const struct pol_model *model = pol_model_of_object(name.text);
    if (model) {
        const char *what = nkc_arena_printf(p->s->arena, "`%s`", name.text);
        pol_need_model(p, model->name, what, name.span);
        return;
    }
    nkc_diag(p->s, PSL_OBJECT, name.span, name.text);
    const char *near = nkc_nearest_key(p->s, name.text, &p->objects);
    nkc_diag_mean(p->s, name.span, near || !other ? near : nkc_nearest(name.text, &other, 1));
}

/* ---- files ---- */

static const char *parent_dir(struct nkc_session *s, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? nkc_arena_strndup(s->arena, path, (size_t)(slash - path)) : ".";
}

static const char *join_path(struct nkc_session *s, const char *dir, const char *name)
{
    return strcmp(dir, ".") == 0 ? name : nkc_arena_printf(s->arena, "%s/%s", dir, name);
}

/* a.b.c -> a/b/c.psl */
static const char *include_name(struct nkc_session *s, const char *dotted)
{
    char *name = nkc_arena_printf(s->arena, "%s.psl", dotted);
    for (size_t i = 0; dotted[i]; i++)
        if (name[i] == '.')
            name[i] = '/';
    return name;
}

static const char *find_include(struct policy *p, const char *name, const struct pol_file *from)
{
    const char *beside = join_path(p->s, parent_dir(p->s, from->tree->src->path), name);
    if (nkc_source_probe(beside))
        return beside;
    NKC_FOREACH(i, &p->s->include_dirs) {
        const char *path = join_path(p->s, p->s->include_dirs.data[i], name);
        if (nkc_source_probe(path))
            return path;
    }
    return NULL;
}

static void report_missing(struct policy *p, const char *name, const char *dotted,
                           const struct pol_file *from, struct nkc_span span)
{
    nkc_diag(p->s, PSL_INCLUDE, span, name);
    if (p->s->last_dropped)
        return;
    if (nkc_note_unsupplied(p->s, dotted))
        return;
    const char *dir = parent_dir(p->s, from->tree->src->path);
    nkc_diag(p->s, NOTE_HERE, NKC_NO_SPAN, nkc_arena_printf(p->s->arena, "not in `%s`", dir));
    NKC_FOREACH(i, &p->s->include_dirs)
        if (strcmp(p->s->include_dirs.data[i], dir) != 0)
            nkc_diag(p->s, NOTE_HERE, NKC_NO_SPAN,
                     nkc_arena_printf(p->s->arena, "not in `%s`", p->s->include_dirs.data[i]));
    nkc_diag_mean(p->s, span, nkc_nearest_description(p->s, dotted, "psl", dir));
}

static void load_file(struct policy *p, struct nkc_source *src, const char *label);

/* Names that policies use though no page has them: their files include the documented ones. */
static const char *documented_name(const char *name)
{
    if (strcmp(name, "nk.hashset") == 0)
        return "nk.hashmap";
    return strcmp(name, "nk.struct") == 0 ? "nk.basic" : NULL;
}

static void load_include(struct policy *p, const struct psl_decl *decl, const struct pol_file *from)
{
    const char *name = include_name(p->s, decl->name.text);
    const char *documented = documented_name(decl->name.text);
    if (documented)
        nkc_diag(p->s, PSL_ALIAS, decl->name.span, documented);
    const char *path = find_include(p, name, from);
    if (!path) {
        report_missing(p, name, decl->name.text, from, decl->name.span);
        assume_models(p, decl->name.text);
        return;
    }
    struct nkc_source *src = nkc_source_open(p->s, path, decl->name.span);
    if (src)
        load_file(p, src, name);
}

/* A file included again has no further effect, which also cuts cycles. */
static bool already_loaded(const struct policy *p, const struct nkc_source *src)
{
    NKC_FOREACH(i, &p->files)
        if (p->files.data[i]->tree->src == src)
            return true;
    return false;
}

/* The processed text, in a file named after the label: `nk.base.psl`. */
static void dump_file(struct policy *p, const struct pol_file *file)
{
    char *name = nkc_arena_printf(p->s->arena, "%s", file->label);
    for (char *c = name; *c; c++)
        if (*c == '/')
            *c = '.';
    struct nkc_buf *out =
        nkc_output_new(p->s, nkc_arena_printf(p->s->arena, "%s/%s", p->prep->dump_dir, name));
    nkc_buf_write(out, file->tree->text, file->tree->src->size);
}

static void load_file(struct policy *p, struct nkc_source *src, const char *label)
{
    if (already_loaded(p, src))
        return;
    struct pol_file *file = NKC_NEW(p->s->arena, struct pol_file);
    file->label = label;
    file->tree = psl_parse_source(p->s, src, p->prep);
    nkc_vec_push(p->s->arena, &p->files, file);
    if (p->prep && p->prep->dump_dir)
        dump_file(p, file);
    NKC_FOREACH(i, &file->tree->decls) {
        struct psl_decl *decl = file->tree->decls.data[i];
        if (decl->kind == PSL_D_USE)
            load_include(p, decl, file);
        else
            nkc_vec_push(p->s->arena, &p->decls, (struct pol_decl){decl, file});
    }
}

/* ---- classes ---- */

enum { CLASSES_MAX = 1000 };

static void number_methods(struct policy *p, struct pol_class *c)
{
    const struct nkc_component *comp = c->component;
    c->leaf_base = nkc_arena_alloc(p->s->arena, (comp->leaves.len + 1) * sizeof(uint32_t));
    NKC_FOREACH(i, &comp->leaves) {
        c->leaf_base[i] = c->method_count;
        c->method_count += (uint32_t)comp->leaves.data[i].endpoint->interface->methods.len;
    }
    size_t size = (comp->security_leaves.len + 1) * sizeof(uint32_t);
    c->security_base = nkc_arena_alloc(p->s->arena, size);
    NKC_FOREACH(i, &comp->security_leaves) {
        c->security_base[i] = c->security_count;
        c->security_count += (uint32_t)comp->security_leaves.data[i].interface->methods.len;
    }
}

static void add_class(struct policy *p, struct psl_name name, struct psl_name edl)
{
    if (!*edl.text)
        return; /* a placeholder, reported by the scanner */
    struct pol_class *have = nkc_map_get(&p->class_map, name.text);
    const struct nkc_component *comp = nkc_load_class(p->model, edl.text, edl.span);
    if (have) {
        if (comp && have->component && have->component != comp) {
            nkc_diag(p->s, PSL_CLASS_TWICE, name.span, name.text);
            nkc_diag(p->s, NOTE_FIRST, have->span, name.text);
        }
        return;
    }
    struct pol_class *c = NKC_NEW(p->s->arena, struct pol_class);
    c->name = name.text;
    c->span = name.span;
    if (comp && !comp->error) {
        c->component = comp;
        number_methods(p, c);
    }
    nkc_map_add(&p->class_map, name.text, c);
    nkc_vec_push(p->s->arena, &p->classes, c);
}

static int compare_classes(const void *a, const void *b)
{
    return strcmp((*(struct pol_class *const *)a)->name, (*(struct pol_class *const *)b)->name);
}

static void sort_classes(struct policy *p)
{
    if (p->classes.len > CLASSES_MAX)
        nkc_diag(p->s, PSL_TOO_MANY_CLASSES, p->classes.data[CLASSES_MAX]->span,
                 (unsigned)CLASSES_MAX);
    if (p->classes.len)
        qsort(p->classes.data, p->classes.len, sizeof p->classes.data[0], compare_classes);
    NKC_FOREACH(i, &p->classes)
        p->classes.data[i]->id = (uint16_t)i;
}

/* A class that is not there, reported, is known from now on as one whose description has errors. */
static const struct pol_class *report_class(struct policy *p, struct psl_name name)
{
    struct pol_class *c = NKC_NEW(p->s->arena, struct pol_class);
    c->name = name.text;
    c->span = name.span;
    nkc_map_add(&p->class_map, name.text, c);
    if (nkc_is_unsupplied(name.text) && !nkc_find_description(p->s, name.text, "edl")) {
        nkc_load_class(p->model, name.text, name.span); /* says so */
        return c;
    }
    nkc_diag(p->s, PSL_CLASS, name.span, name.text, name.text);
    const char **names = nkc_arena_alloc(p->s->arena, (p->classes.len + 1) * sizeof *names);
    NKC_FOREACH(i, &p->classes)
        names[i] = p->classes.data[i]->name;
    nkc_diag_mean(p->s, name.span, nkc_nearest(name.text, names, p->classes.len));
    return c;
}

const struct pol_class *pol_find_class(struct policy *p, struct psl_name name)
{
    const struct pol_class *c = nkc_map_get(&p->class_map, name.text);
    return c ? c : report_class(p, name);
}

/* ---- other declarations ---- */

static void check_execute_if(struct policy *p, const struct psl_decl *decl)
{
    const char *name = decl->name.text;
    if (strcmp(name, "kl.core.Execute") != 0 && strcmp(name, "nk.Execute") != 0) {
        if (nkc_load_package(p->model, name, decl->name.span))
            nkc_diag(p->s, PSL_EXECUTE_OTHER, decl->name.span, name);
        return;
    }
    p->execute_if = decl;
}

static void add_profile(struct policy *p, struct psl_decl *decl)
{
    if (nkc_map_add(&p->profiles, decl->name.text, decl))
        return;
    const struct psl_decl *first = nkc_map_get(&p->profiles, decl->name.text);
    nkc_diag(p->s, PSL_PROFILE_TWICE, decl->name.span, decl->name.text);
    nkc_diag(p->s, NOTE_FIRST, first->name.span, decl->name.text);
}

static struct pol_object *add_object(struct policy *p, const char *name,
                                     const struct pol_model *model, struct nkc_span span)
{
    struct pol_object *object = NKC_NEW(p->s->arena, struct pol_object);
    *object = (struct pol_object){.name = name, .model = model, .span = span};
    if (nkc_map_add(&p->objects, name, object))
        return object;
    const struct pol_object *first = nkc_map_get(&p->objects, name);
    nkc_diag(p->s, PSL_OBJECT_TWICE, span, name);
    if (first->span.src)
        nkc_diag(p->s, NOTE_FIRST, first->span, name);
    return object;
}

/* The parameters of the declaration; an object without them is known all the same, so that its
 * calls are no mistakes of their own. */
static void configure(struct policy *p, struct pol_object *object, const struct psl_decl *decl)
{
    object->broken = !pol_need_model(
        p, object->model->name, nkc_arena_printf(p->s->arena, "model `%s`", object->model->name),
        decl->target.span);
    if (object->model->declare)
        object->broken |= !object->model->declare(p, object, decl);
    else if (!pol_config_params(p, decl, NULL, 0, NULL))
        object->broken = true;
    if (!object->model->runtime)
        return;
    nkc_vec_push(p->s->arena, &p->stateful, object);
    object->number = (uint16_t)p->stateful.len;
    if (p->stateful.len > KSM_OBJECTS_MAX)
        nkc_diag(p->s, PSL_TOO_MANY_OBJECTS, decl->name.span, (unsigned)KSM_OBJECTS_MAX);
}

static void declare_object(struct policy *p, const struct psl_decl *decl)
{
    const struct pol_model *info = pol_model_find(decl->target.text);
    if (!info) {
        report_model(p, decl->target);
        add_object(p, decl->name.text, NULL, decl->name.span)->broken = true;
        return;
    }
    if (decl->name.text[0] >= 'A' && decl->name.text[0] <= 'Z')
        nkc_diag(p->s, PSL_OBJECT_CASE, decl->name.span, decl->name.text);
    struct pol_object *object = add_object(p, decl->name.text, info, decl->name.span);
    if (info->declares) {
        configure(p, object, decl);
        return;
    }
    object->broken = true;
    nkc_diag(p->s, PSL_OBJECT_MODEL, decl->target.span, info->name);
}

/* A model can be used, and its object if it comes with one. */
static void use_model(struct policy *p, const struct pol_model *info)
{
    if (nkc_map_add(&p->models, info->name, (void *)(uintptr_t)info) && info->object)
        add_object(p, nkc_interns(p->s, info->object), info, NKC_NO_SPAN);
}

static void declare_model(struct policy *p, const struct psl_decl *decl)
{
    const struct pol_model *info = pol_model_find(decl->name.text);
    if (!info) {
        report_model(p, decl->name);
        return;
    }
    use_model(p, info);
}

static void declare(struct policy *p, struct psl_decl *decl)
{
    switch (decl->kind) {
    case PSL_D_EXECUTE_IF:
        check_execute_if(p, decl);
        break;
    case PSL_D_USE_EDL:
        add_class(p, decl->name, decl->name);
        break;
    case PSL_D_TASK_CLASS:
        add_class(p, decl->name, decl->target);
        break;
    case PSL_D_AUDIT_PROFILE:
        add_profile(p, decl);
        break;
    case PSL_D_AUDIT_DEFAULT:
        if (p->audit_default) {
            nkc_diag(p->s, PSL_AUDIT_DEFAULT_TWICE, decl->span);
            nkc_diag(p->s, NOTE_FIRST, p->audit_default->span, "audit default");
        } else {
            p->audit_default = decl;
        }
        break;
    case PSL_D_USE:
    case PSL_D_OBJECT:
    case PSL_D_MODEL:
    case PSL_D_BINDING:
    case PSL_D_TESTS:
        break;
    }
}

/* ---- entry ---- */

/* The path of the top-level file as printed at run time: as written when relative, else its base
 * name, so that no output depends on where the sources lie. */
static const char *top_label(const char *path)
{
    return path[0] == '/' ? strrchr(path, '/') + 1 : path;
}

struct policy *pol_load(struct nkc_session *s, const char *path, const struct psl_prep *prep)
{
    struct policy *p = NKC_NEW(s->arena, struct policy);
    p->s = s;
    p->prep = prep;
    /* Only a warning where headers are made; here what the interface is may not stay open. */
    s->diag_off[NKC_D_HANDLE_IFACE] = 0;
    s->diag_fatal[NKC_D_HANDLE_IFACE] = 1;
    p->model = nkc_model_new(s);
    nkc_field_table_init(&p->fields, s->arena);
    nkc_map_init(&p->class_map, s->arena);
    nkc_map_init(&p->models, s->arena);
    nkc_map_init(&p->objects, s->arena);
    nkc_map_init(&p->model_data, s->arena);
    nkc_map_init(&p->profiles, s->arena);
    struct nkc_source *src = nkc_source_open(s, path, NKC_NO_SPAN);
    if (!src)
        return NULL;
    load_file(p, src, top_label(path));
    NKC_FOREACH(i, &p->decls)
        if (p->decls.data[i].decl->kind == PSL_D_MODEL)
            declare_model(p, p->decls.data[i].decl);
    NKC_FOREACH(i, &p->decls)
        declare(p, p->decls.data[i].decl);
    NKC_FOREACH(i, &p->decls)
        if (p->decls.data[i].decl->kind == PSL_D_OBJECT)
            declare_object(p, p->decls.data[i].decl);
    sort_classes(p);
    pol_audit_load(p);
    return p;
}
