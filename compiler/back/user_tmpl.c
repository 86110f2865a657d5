/* Template folders of users: reading the folder and its manifest, printing what it asks for. */
#include "back/user_tmpl.h"

#include "back/tmpl.h"
#include "model/view_model.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

static const char manifest_name[] = "manifest";

/* What a line of the manifest is printed for. */
enum each { EACH_IDL, EACH_CDL, EACH_EDL, EACH_MODEL, EACH_PACKAGE, EACH_COMPONENT, EACH_CLASS };

static const char *const each_words[] = {"idl",     "cdl",       "edl",  "model",
                                         "package", "component", "class"};
enum { EACH_COUNT = sizeof each_words / sizeof *each_words };

struct rule {
    enum each each;
    const char *template;
    const char *output; /* name of the template that prints the output's name */
    struct nkc_span span;
};

struct folder {
    struct nkc_session *s;
    const char *dir, *out_dir;
    struct nkc_view_root *root;
    struct nkc_source *manifest;
    NKC_VEC(struct nkc_tmpl_source) templates; /* files in the order of names, then output names */
    NKC_VEC(struct rule) rules;
    struct nkc_map outputs; /* names given out */
    struct nkc_tmpl_set *set;
    size_t printed;
};

/* ---- the folder -------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct nkc_tmpl_source *)a)->name,
                  ((const struct nkc_tmpl_source *)b)->name);
}

static void add_template(struct folder *f, const char *name, struct nkc_source *src, uint32_t begin,
                         uint32_t end)
{
    struct nkc_tmpl_source t = {.name = name, .src = src, .begin = begin, .end = end};
    nkc_vec_push(f->s->arena, &f->templates, t);
}

/* Every regular file but hidden ones and editors' copies (`x~`). */
static bool read_folder(struct folder *f)
{
    DIR *d = opendir(f->dir);
    if (!d) {
        nkc_oom_if_errno();
        nkc_diag(f->s, FILE_READ, NKC_NO_SPAN, f->dir, strerror(errno));
        return false;
    }
    bool ok = true;
    for (struct dirent *entry; (entry = readdir(d)) != NULL;) {
        const char *name = nkc_interns(f->s, entry->d_name);
        const char *path = nkc_arena_printf(f->s->arena, "%s/%s", f->dir, name);
        if (name[0] == '.' || name[strlen(name) - 1] == '~' || !nkc_source_probe(path))
            continue;
        struct nkc_source *src = nkc_source_open(f->s, path, NKC_NO_SPAN);
        ok &= src != NULL;
        if (src && strcmp(name, manifest_name) == 0)
            f->manifest = src;
        else if (src)
            add_template(f, name, src, 0, src->size);
    }
    closedir(d);
    if (f->templates.len)
        qsort(f->templates.data, f->templates.len, sizeof *f->templates.data, by_name);
    if (ok && !f->manifest)
        nkc_diag(f->s, TMPL_MANIFEST, NKC_NO_SPAN,
                 nkc_arena_printf(f->s->arena, "`%s` holds no file `%s`", f->dir, manifest_name));
    return ok && f->manifest;
}

/* ---- the manifest ------------------------------------------------------------------------ */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The next word of a line, empty at its end. */
static struct nkc_span next_word(const struct folder *f, uint32_t *at, uint32_t end)
{
    const char *text = f->manifest->text;
    while (*at < end && is_blank(text[*at]))
        ++*at;
    struct nkc_span word = {f->manifest, *at, *at};
    while (*at < end && !is_blank(text[*at]))
        ++*at;
    word.end = *at;
    return word;
}

static const char *word_text(const struct folder *f, struct nkc_span word)
{
    return nkc_intern(f->s, f->manifest->text + word.begin, word.end - word.begin);
}

static bool complain(struct folder *f, struct nkc_span span, const char *text, const char *near)
{
    nkc_diag(f->s, TMPL_MANIFEST, span, text);
    if (near)
        nkc_diag(f->s, NOTE_MEAN, NKC_NO_SPAN, near);
    return false;
}

static bool read_each(struct folder *f, struct nkc_span word, enum each *each)
{
    const char *text = word_text(f, word);
    for (int i = 0; i < EACH_COUNT; i++)
        if (strcmp(text, each_words[i]) == 0) {
            *each = (enum each)i;
            return true;
        }
    return complain(f, word, "expected idl, cdl, edl, model, package, component or class",
                    nkc_nearest(text, each_words, EACH_COUNT));
}

static bool check_template(struct folder *f, struct nkc_span word, const char *name)
{
    const char **names = nkc_arena_alloc(f->s->arena, (f->templates.len + 1) * sizeof *names);
    size_t count = 0;
    NKC_FOREACH(i, &f->templates) {
        if (strcmp(f->templates.data[i].name, name) == 0)
            return true;
        if (!strchr(f->templates.data[i].name, '/'))
            names[count++] = f->templates.data[i].name;
    }
    nkc_diag(f->s, TMPL_MISSING, word, name);
    const char *near = nkc_nearest(name, names, count);
    if (near)
        nkc_diag(f->s, NOTE_MEAN, NKC_NO_SPAN, near);
    return false;
}

/* EACH TEMPLATE OUTPUT; the output may hold blanks inside its tags. */
static bool read_rule(struct folder *f, uint32_t begin, uint32_t end)
{
    struct rule rule = {0};
    uint32_t at = begin;
    while (end > at && is_blank(f->manifest->text[end - 1]))
        end--;
    struct nkc_span each = next_word(f, &at, end);
    if (each.begin == each.end || f->manifest->text[each.begin] == '#')
        return true;
    struct nkc_span template = next_word(f, &at, end);
    while (at < end && is_blank(f->manifest->text[at]))
        at++;
    rule.span = (struct nkc_span){f->manifest, at, end};
    if (at == end)
        return complain(f, each, "expected three words: what for, a template, an output", NULL);
    rule.template = word_text(f, template);
    if (!read_each(f, each, &rule.each) || !check_template(f, template, rule.template))
        return false;
    /* No file is called so: names of files hold no slash. */
    rule.output = nkc_arena_printf(f->s->arena, "%s/%zu", manifest_name, f->rules.len);
    add_template(f, rule.output, f->manifest, at, end);
    nkc_vec_push(f->s->arena, &f->rules, rule);
    return true;
}

static bool read_manifest(struct folder *f)
{
    const struct nkc_source *src = f->manifest;
    bool ok = true;
    const struct nkc_lines *lines = nkc_source_lines(src);
    for (uint32_t i = 0; i < lines->count; i++) {
        uint32_t end = i + 1 < lines->count ? lines->begin[i + 1] - 1 : src->size;
        ok &= read_rule(f, lines->begin[i], end);
    }
    if (ok && f->rules.len == 0)
        return complain(f, (struct nkc_span){src, 0, 0}, "the manifest asks for nothing", NULL);
    return ok;
}

/* ---- printing ---------------------------------------------------------------------------- */

/* How the values in a file of this name are escaped. */
static enum nkc_tmpl_escape escape_of(const char *name)
{
    static const struct {
        const char *ext;
        enum nkc_tmpl_escape escape;
    } table[] = {
        {"html", NKC_ESCAPE_HTML}, {"htm", NKC_ESCAPE_HTML},  {"xml", NKC_ESCAPE_HTML},
        {"svg", NKC_ESCAPE_HTML},  {"md", NKC_ESCAPE_MD},     {"dot", NKC_ESCAPE_DOT},
        {"gv", NKC_ESCAPE_DOT},    {"json", NKC_ESCAPE_JSON},
    };
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof table / sizeof *table; i++)
        if (strcmp(dot + 1, table[i].ext) == 0)
            return table[i].escape;
    return NKC_ESCAPE_NONE;
}

/* Outputs stay in the output directory: a plain name, not hidden. */
static bool check_output(struct folder *f, const struct rule *rule, const char *name)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
    const char *problem = NULL;
    if (name[0] == '\0' || strlen(name) > 200 || strspn(name, plain) != strlen(name))
        problem = "expected 1 to 200 letters, digits, `_`, `-` and `.`";
    else if (name[0] == '.' || name[0] == '-')
        problem = "expected a letter, a digit or `_` first";
    else if (!nkc_map_add(&f->outputs, name, (void *)name))
        problem = "two outputs would have this name";
    if (problem)
        nkc_diag(f->s, TMPL_OUTPUT, rule->span, name, problem);
    return !problem;
}

static bool print_for(struct folder *f, const struct rule *rule, const struct nkc_view_type *type,
                      const void *object)
{
    struct nkc_tmpl_target target = {
        .outer_type = &nkc_view_model, .outer = f->root, .type = type, .object = object};
    struct nkc_buf name = {0};
    f->printed++;
    nkc_buf_puts(&name, "");
    bool ok = nkc_tmpl_print_for(f->set, rule->output, &target, &name);
    const char *text = nkc_intern(f->s, name.data, name.len);
    nkc_buf_free(&name);
    if (!ok || !check_output(f, rule, text))
        return false;
    target.escape = escape_of(text);
    const char *path = nkc_arena_printf(f->s->arena, "%s/%s", f->out_dir, text);
    return nkc_tmpl_print_for(f->set, rule->template, &target, nkc_output_new(f->s, path));
}

static bool print_components(struct folder *f, const struct rule *rule,
                             const struct nkc_component *const *list, size_t count)
{
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++)
        ok = print_for(f, rule, &nkc_view_component, list[i]);
    return ok;
}

static bool print_rule(struct folder *f, const struct rule *rule, const struct nkc_input *input)
{
    const struct nkc_component *component = input->component;
    bool ok = true;
    switch (rule->each) {
    case EACH_IDL:
        return !input->package || print_for(f, rule, &nkc_view_package, input->package);
    case EACH_CDL:
    case EACH_EDL:
        if (!component || component->is_class != (rule->each == EACH_EDL))
            return true;
        return print_for(f, rule, &nkc_view_component, component);
    case EACH_MODEL:
        return print_for(f, rule, &nkc_view_model, f->root);
    case EACH_PACKAGE:
        for (size_t i = 0; i < f->root->packages.len && ok; i++)
            ok = print_for(f, rule, &nkc_view_package, f->root->packages.data[i]);
        return ok;
    case EACH_COMPONENT:
        return print_components(f, rule, f->root->components.data, f->root->components.len);
    case EACH_CLASS:
        return print_components(f, rule, f->root->classes.data, f->root->classes.len);
    }
    return ok;
}

bool nkc_user_templates(struct nkc_session *s, const struct nkc_input *input, const char *dir,
                        const char *out_dir)
{
    struct folder f = {.s = s, .dir = dir, .out_dir = out_dir};
    nkc_map_init(&f.outputs, s->arena);
    if (!read_folder(&f) || !read_manifest(&f))
        return false;
    f.root = nkc_view_root_new(s, input, 1);
    f.set = nkc_tmpl_set_new(s, f.templates.data, f.templates.len);
    bool ok = true;
    NKC_FOREACH(i, &f.rules)
        ok &= print_rule(&f, &f.rules.data[i], input);
    if (ok && f.printed == 0)
        return complain(&f, (struct nkc_span){f.manifest, 0, 0},
                        "the manifest asks for nothing that this input has", NULL);
    return ok;
}
