/* Finding, reading and registering descriptions (idl-cdl-edl 3, nk-gen-c 3). */
#include "base/unsupplied.h"
#include "front/parse.h"
#include "sema/sema.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const extensions[] = {"idl", "cdl", "edl"};
static const char *const nouns[] = {"package", "component", "process class"};

struct nkc_model *nkc_model_new(struct nkc_session *s)
{
    struct nkc_sema *m = NKC_NEW(s->arena, struct nkc_sema);
    m->s = s;
    m->model.session = s;
    nkc_map_init(&m->model.packages, s->arena);
    nkc_map_init(&m->model.components, s->arena);
    nkc_map_init(&m->model.classes, s->arena);
    nkc_map_init(&m->missing, s->arena);
    nkc_map_init(&m->package_c_names, s->arena);
    nkc_map_init(&m->component_c_names, s->arena);
    nkc_map_init(&m->seen, s->arena);
    nkc_make_int_types(m);
    return &m->model;
}

/* ---- search ----------------------------------------------------------------------------- */

/* a.b.C -> a/b/C.ext */
static const char *relative_path(struct nkc_session *s, const char *name, const char *ext)
{
    char *path = nkc_arena_printf(s->arena, "%s.%s", name, ext);
    for (size_t i = strlen(name); i > 0; i--)
        if (path[i - 1] == '.')
            path[i - 1] = '/';
    return path;
}

static const char *path_in(struct nkc_session *s, const char *dir, const char *relative)
{
    size_t n = strlen(dir);
    return nkc_arena_printf(s->arena, "%s%s%s", dir, n && dir[n - 1] == '/' ? "" : "/", relative);
}

const char *nkc_find_description(struct nkc_session *s, const char *name, const char *ext)
{
    const char *relative = relative_path(s, name, ext);
    NKC_FOREACH(i, &s->include_dirs) {
        const char *path = path_in(s, s->include_dirs.data[i], relative);
        if (nkc_source_probe(path))
            return path;
    }
    return NULL;
}

struct name_list {
    NKC_VEC(const char *) list;
};

/* Full names of the descriptions that stand in `dir`, where those of package `prefix` belong. */
static void list_names(struct nkc_session *s, const char *dir, const char *prefix, const char *ext,
                       struct name_list *names)
{
    DIR *d = opendir(dir);
    if (!d) {
        nkc_oom_if_errno();
        return;
    }
    for (struct dirent *entry; (entry = readdir(d)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && dot != entry->d_name && strcmp(dot + 1, ext) == 0)
            nkc_vec_push(s->arena, &names->list,
                         nkc_arena_printf(s->arena, "%s%.*s", prefix, (int)(dot - entry->d_name),
                                          entry->d_name));
    }
    closedir(d);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *nkc_nearest_description(struct nkc_session *s, const char *name, const char *ext,
                                    const char *beside)
{
    struct name_list names = {0};
    const char *dot = strrchr(name, '.');
    const char *prefix = dot ? nkc_intern(s, name, (size_t)(dot + 1 - name)) : "";
    char *sub = nkc_arena_strdup(s->arena, prefix);
    for (char *p = sub; *p; p++)
        if (*p == '.')
            *p = '/';
    if (beside)
        list_names(s, path_in(s, beside, sub), prefix, ext, &names);
    NKC_FOREACH(i, &s->include_dirs)
        list_names(s, path_in(s, s->include_dirs.data[i], sub), prefix, ext, &names);
    if (!names.list.len)
        return NULL;
    qsort(names.list.data, names.list.len, sizeof *names.list.data, compare_names);
    return nkc_nearest(name, names.list.data, names.list.len);
}

/* The notes are about files, the place is the error's. */
static void note_tried(struct nkc_session *s, const char *name, const char *ext,
                       struct nkc_span span)
{
    if (s->last_dropped)
        return;
    if (nkc_note_unsupplied(s, name))
        return;
    const char *relative = relative_path(s, name, ext);
    NKC_FOREACH(i, &s->include_dirs)
        nkc_diag(s, NOTE_HERE, NKC_NO_SPAN,
                 nkc_arena_printf(s->arena, "tried `%s`",
                                  path_in(s, s->include_dirs.data[i], relative)));
    if (!s->include_dirs.len)
        nkc_diag(s, NOTE_HERE, NKC_NO_SPAN, "no include directory was given with -I");
    const char *near = nkc_nearest_description(s, name, ext, NULL);
    nkc_diag_mean(s, NKC_NO_SPAN, near);
    if (near)
        nkc_diag_fix(s, span, near);
}

const char *nkc_described(struct nkc_sema *m, const char *name, const char *ext)
{
    if (!m->given)
        return nkc_find_description(m->s, name, ext);
    const char *key = nkc_arena_printf(m->s->arena, "%s.%s", name, ext);
    const struct nkc_ast_file *ast = nkc_map_get(m->given, key);
    return ast ? ast->src->path : NULL;
}

/* ---- reading ---------------------------------------------------------------------------- */

/* From a dump: it holds everything or is wrong. */
static struct nkc_ast_file *read_given(struct nkc_sema *m, const char *name, const char *key,
                                       enum nkc_file_kind kind, struct nkc_span from)
{
    struct nkc_ast_file *ast = nkc_map_get(m->given, key);
    if (ast)
        return ast;
    nkc_diag(m->s, MODEL_SHAPE, from,
             nkc_arena_printf(m->s->arena, "this model has no %s `%s`", nouns[kind], name));
    nkc_map_add(&m->missing, key, m);
    return NULL;
}

static struct nkc_ast_file *read_file(struct nkc_sema *m, const char *name, const char *key,
                                      enum nkc_file_kind kind, struct nkc_span from)
{
    const char *ext = extensions[kind];
    const char *path = nkc_find_description(m->s, name, ext);
    struct nkc_source *src = path ? nkc_source_open(m->s, path, from) : NULL;
    if (!path) {
        nkc_diag(m->s, IMPORT_MISSING, from, nouns[kind], name);
        note_tried(m->s, name, ext, from);
    }
    if (src)
        return nkc_parse(m->s, src, kind);
    nkc_map_add(&m->missing, key, m);
    return NULL;
}

/* The tree of the description `name`; NULL after reporting, or silently when it was missed
 * before. */
static struct nkc_ast_file *read_by_name(struct nkc_sema *m, const char *name,
                                         enum nkc_file_kind kind, struct nkc_span from)
{
    const char *key = nkc_arena_printf(m->s->arena, "%s.%s", name, extensions[kind]);
    if (nkc_map_get(&m->missing, key))
        return NULL;
    struct nkc_ast_file *ast =
        m->given ? read_given(m, name, key, kind, from) : read_file(m, name, key, kind, from);
    if (!ast)
        return NULL;
    if (ast->name.text && strcmp(ast->name.text, name) != 0) {
        nkc_diag(m->s, NAME_PATH_ASKED, ast->name.span, ast->name.text, name);
    } else if (ast->name.text) {
        nkc_check_full_name(m, &ast->name, nouns[kind]);
    }
    return ast;
}

/* ---- packages --------------------------------------------------------------------------- */

/* a_b.C and a.b.C are one name in C. True when `name` is the first with its own. */
static bool claim_c_name(struct nkc_sema *m, struct nkc_map *c_names, const char *c_name,
                         const char *name, struct nkc_span span)
{
    if (nkc_map_add(c_names, c_name, (void *)(uintptr_t)name))
        return true;
    const char *other = nkc_map_get(c_names, c_name);
    nkc_diag(m->s, SAME_C_NAME, span, name, other, c_name);
    return false;
}

static struct sema_package *register_package(struct nkc_sema *m, const struct nkc_ast_file *ast,
                                             const char *name)
{
    struct sema_package *p = NKC_NEW(m->s->arena, struct sema_package);
    p->ast = ast;
    p->pub.name = nkc_interns(m->s, name);
    p->pub.src = ast->src;
    p->pub.error = ast->error || (ast->name.text && strcmp(ast->name.text, name) != 0);
    nkc_split_name(m->s, p->pub.name, &p->pub.c_name, &p->pub.dir_name, &p->pub.base_name);
    p->pub.error |=
        !claim_c_name(m, &m->package_c_names, p->pub.c_name, p->pub.name, ast->name.span);
    nkc_map_init(&p->symbols, m->s->arena);
    nkc_map_add(&m->model.packages, p->pub.name, &p->pub);
    p->lost_import = ast->lost_import;
    nkc_declare(m, p);
    nkc_vec_push(m->s->arena, &m->queue, p);
    return p;
}

static struct sema_package *declare_package(struct nkc_sema *m, const char *name,
                                            struct nkc_span from)
{
    struct sema_package *p = nkc_map_get(&m->model.packages, name);
    if (p)
        return p;
    const struct nkc_ast_file *ast = read_by_name(m, name, NKC_FILE_IDL, from);
    return ast ? register_package(m, ast, name) : NULL;
}

static void declare_imports(struct nkc_sema *m, struct sema_package *p)
{
    struct nkc_map seen;
    nkc_map_init(&seen, m->s->arena);
    NKC_FOREACH(i, &p->ast->imports) {
        const struct nkc_ast_name *name = &p->ast->imports.data[i];
        if (strcmp(name->text, p->pub.name) == 0) {
            nkc_diag(m->s, IMPORT_SELF, name->span, name->text);
            p->pub.error = true;
        } else if (!nkc_map_add(&seen, name->text, p)) {
            nkc_diag(m->s, IMPORT_DUP, name->span, name->text);
        } else {
            struct sema_package *imported = declare_package(m, name->text, name->span);
            p->lost_import |= !imported || imported->ast->error;
            if (imported)
                nkc_vec_push(m->s->arena, &p->pub.imports, &imported->pub);
            else
                p->pub.error = true;
        }
    }
}

/* An own definition hides an imported one (4.3). */
static void warn_hidden(struct nkc_sema *m, const struct sema_package *p)
{
    NKC_FOREACH(i, &p->pub.imports) {
        const struct sema_package *imported = (const struct sema_package *)p->pub.imports.data[i];
        NKC_FOREACH(k, &p->symbols.items) {
            const struct nkc_symbol *own = p->symbols.items.data[k].value;
            const struct nkc_symbol *sym = nkc_map_get(&imported->symbols, own->def->name.text);
            if (!sym)
                continue;
            nkc_diag(m->s, IMPORT_HIDDEN, own->def->name.span, own->def->name.text,
                     imported->pub.name);
            nkc_diag(m->s, NOTE_HERE, sym->def->name.span, "the imported definition is here");
        }
    }
}

/* Declares all that the queue reaches, then resolves: files may import each other. */
static void drain_queue(struct nkc_sema *m)
{
    NKC_FOREACH(i, &m->queue)
        declare_imports(m, m->queue.data[i]);
    NKC_FOREACH(i, &m->queue) {
        warn_hidden(m, m->queue.data[i]);
        nkc_resolve_package(m, m->queue.data[i]);
    }
    m->queue.len = 0;
}

struct nkc_package *nkc_load_package(struct nkc_model *model, const char *name,
                                     struct nkc_span from)
{
    struct nkc_sema *m = nkc_sema_of(model);
    struct sema_package *p = declare_package(m, name, from);
    drain_queue(m);
    return p ? &p->pub : NULL;
}

/* ---- components and classes ------------------------------------------------------------- */

/* The same full name must not be a component and a class (3). */
static void check_twin(struct nkc_sema *m, const struct nkc_ast_file *ast, bool is_class)
{
    const char *twin = nkc_described(m, ast->name.text, is_class ? "cdl" : "edl");
    if (twin)
        nkc_diag(m->s, CLASS_VS_COMPONENT, ast->name.span, ast->name.text,
                 is_class ? twin : ast->src->path, is_class ? ast->src->path : twin);
}

static struct sema_component *register_component(struct nkc_sema *m, const struct nkc_ast_file *ast,
                                                 const char *name, bool is_class)
{
    struct sema_component *c = NKC_NEW(m->s->arena, struct sema_component);
    c->ast = ast;
    c->pub.name = nkc_interns(m->s, name);
    c->pub.src = ast->src;
    c->pub.is_class = is_class;
    nkc_split_name(m->s, c->pub.name, &c->pub.c_name, &c->pub.dir_name, &c->pub.base_name);
    nkc_map_add(is_class ? &m->model.classes : &m->model.components, c->pub.name, &c->pub);
    size_t errors = m->s->error_count;
    if (!is_class) /* classes are programs of their own, no C code holds two */
        claim_c_name(m, &m->component_c_names, c->pub.c_name, c->pub.name, ast->name.span);
    if (ast->name.text && !ast->error)
        check_twin(m, ast, is_class);
    nkc_resolve_component(m, c);
    c->pub.error |= m->s->error_count > errors;
    return c;
}

struct sema_component *nkc_component_by_name(struct nkc_sema *m, const char *name, bool is_class,
                                             struct nkc_span from)
{
    struct sema_component *c =
        nkc_map_get(is_class ? &m->model.classes : &m->model.components, name);
    if (c)
        return c;
    const struct nkc_ast_file *ast =
        read_by_name(m, name, is_class ? NKC_FILE_EDL : NKC_FILE_CDL, from);
    return ast ? register_component(m, ast, name, is_class) : NULL;
}

struct nkc_component *nkc_load_component(struct nkc_model *model, const char *name,
                                         struct nkc_span from)
{
    struct sema_component *c = nkc_component_by_name(nkc_sema_of(model), name, false, from);
    return c ? &c->pub : NULL;
}

struct nkc_component *nkc_load_class(struct nkc_model *model, const char *name,
                                     struct nkc_span from)
{
    struct sema_component *c = nkc_component_by_name(nkc_sema_of(model), name, true, from);
    return c ? &c->pub : NULL;
}

/* ---- the main input --------------------------------------------------------------------- */

static bool ends_with(const char *path, const char *tail)
{
    size_t n = strlen(path), k = strlen(tail);
    return n >= k && strcmp(path + n - k, tail) == 0 && (n == k || path[n - k - 1] == '/');
}

static const char *absolute_path(struct nkc_session *s, const char *path)
{
    char *cwd = path[0] == '/' ? NULL : getcwd(NULL, 0);
    if (path[0] != '/' && !cwd)
        nkc_oom_if_errno();
    const char *absolute = cwd ? path_in(s, cwd, path) : path;
    free(cwd);
    return absolute;
}

/* True when the file stands directly in an include directory. */
static bool in_include_dir(struct nkc_session *s, const struct nkc_source *src)
{
    size_t n = (size_t)(strrchr(src->real_path, '/') - src->real_path);
    bool found = false;
    NKC_FOREACH(i, &s->include_dirs) {
        char *dir = realpath(s->include_dirs.data[i], NULL);
        if (!dir)
            nkc_oom_if_errno();
        if (dir && strlen(dir) == n && strncmp(dir, src->real_path, n) == 0)
            found = true;
        free(dir);
    }
    return found;
}

/* name-path: an error, but a warning when the file stands directly in an include directory and
 * the last segment matches, as hand-made builds have it (nk-gen-c 3). */
static bool check_name_path(struct nkc_sema *m, const struct nkc_ast_file *ast, const char *ext)
{
    const char *name = ast->name.text, *dot = strrchr(name, '.');
    const char *tail = relative_path(m->s, name, ext);
    const char *last = nkc_arena_printf(m->s->arena, "%s.%s", dot ? dot + 1 : name, ext);
    const char *path = absolute_path(m->s, ast->src->path), *real = ast->src->real_path;
    if (ends_with(path, tail) || ends_with(real, tail))
        return true;
    if (in_include_dir(m->s, ast->src) && (ends_with(path, last) || ends_with(real, last))) {
        nkc_diag(m->s, NAME_PATH_WARN, ast->name.span, name, tail);
        return true;
    }
    nkc_diag(m->s, NAME_PATH, ast->name.span, name, tail);
    return false;
}

static bool kind_of_path(const char *path, enum nkc_file_kind *kind)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    for (size_t i = 0; dot && i < sizeof extensions / sizeof *extensions; i++)
        if (strcmp(dot + 1, extensions[i]) == 0) {
            *kind = (enum nkc_file_kind)i;
            return true;
        }
    return false;
}

struct nkc_input nkc_load_file(struct nkc_model *model, const char *path)
{
    struct nkc_sema *m = nkc_sema_of(model);
    struct nkc_input input = {0};
    enum nkc_file_kind kind;
    size_t length = strlen(path);
    if (length > 5 && strcmp(path + length - 5, ".json") == 0)
        return nkc_load_json(model, path);
    if (!kind_of_path(path, &kind)) {
        nkc_diag(m->s, FILE_EXT, NKC_NO_SPAN, path);
        return input;
    }
    struct nkc_source *src = nkc_source_open(m->s, path, NKC_NO_SPAN);
    if (!src)
        return input;
    struct nkc_ast_file *ast = nkc_parse(m->s, src, kind);
    const char *name = ast->name.text;
    bool placed = true;
    if (name) {
        nkc_check_full_name(m, &ast->name, nouns[kind]);
        placed = check_name_path(m, ast, extensions[kind]);
    } else {
        name = "?";
    }
    if (kind == NKC_FILE_IDL) {
        input.package = &register_package(m, ast, name)->pub;
        drain_queue(m);
    } else {
        input.component = &register_component(m, ast, name, kind == NKC_FILE_EDL)->pub;
    }
    if (input.package)
        input.package->error |= !placed;
    else
        input.component->error |= !placed;
    return input;
}
