/* The model from its own JSON dump.
 *
 * The descriptions in the dump go the way of any other: their trees through all checks and the
 * layout of sema. Then everything the dump says is compared with what came out, so that no number
 * in it is believed. A dump is whole: files beside it are never looked for. */
#include "front/model_ast.h"
#include "model/view_compare.h"
#include "model/view_model.h"
#include "sema/sema.h"

static struct nkc_span span_of(const struct nkc_source *src, const struct nkc_json *node)
{
    bool is_block = node->kind == NKC_JSON_OBJECT || node->kind == NKC_JSON_LIST;
    return (struct nkc_span){src, node->begin, is_block ? node->begin + 1 : node->end};
}

/* Before anything else is looked at: other versions may mean anything. */
static bool check_version(struct nkc_session *s, const struct nkc_source *src,
                          const struct nkc_json *root)
{
    const struct nkc_json *format = nkc_json_member(root, "format");
    const struct nkc_json *version = nkc_json_member(root, "version");
    if (!format || format->kind != NKC_JSON_TEXT || strcmp(format->text, "opennk-model") != 0) {
        nkc_diag(s, MODEL_SHAPE, span_of(src, format ? format : root),
                 "this is no model: expected `\"format\": \"opennk-model\"`");
        return false;
    }
    if (!version || version->kind != NKC_JSON_INTEGER || version->integer != NKC_VIEW_VERSION) {
        nkc_diag(s, MODEL_SHAPE, span_of(src, version ? version : root),
                 nkc_arena_printf(s->arena, "expected `\"version\": %d`", NKC_VIEW_VERSION));
        return false;
    }
    return true;
}

/* Files by "name.ext". */
static bool give_files(struct nkc_sema *m, const struct nkc_model_files *files)
{
    static const char *const extensions[] = {"idl", "cdl", "edl"};
    bool ok = true;
    m->given = NKC_NEW(m->s->arena, struct nkc_map);
    nkc_map_init(m->given, m->s->arena);
    NKC_FOREACH(i, &files->list) {
        struct nkc_ast_file *file = files->list.data[i];
        const char *key =
            nkc_arena_printf(m->s->arena, "%s.%s", file->name.text, extensions[file->kind]);
        if (nkc_map_add(m->given, key, file))
            continue;
        const struct nkc_ast_file *first = nkc_map_get(m->given, key);
        nkc_diag(m->s, REDEF, file->name.span, file->name.text);
        nkc_diag(m->s, NOTE_FIRST, first->name.span, file->name.text);
        ok = false;
    }
    return ok;
}

static struct nkc_input load_input(struct nkc_sema *m, const struct nkc_source *src,
                                   const struct nkc_json *node)
{
    struct nkc_input input = {0};
    const struct nkc_json *kind = nkc_json_member(node, "kind");
    const struct nkc_json *name = nkc_json_member(node, "name");
    bool texts = kind && kind->kind == NKC_JSON_TEXT && name && name->kind == NKC_JSON_TEXT;
    struct nkc_span span = span_of(src, texts ? name : node);
    if (texts && strcmp(kind->text, "package") == 0)
        input.package = nkc_load_package(&m->model, name->text, span);
    else if (texts && strcmp(kind->text, "component") == 0)
        input.component = nkc_load_component(&m->model, name->text, span);
    else if (texts && strcmp(kind->text, "class") == 0)
        input.component = nkc_load_class(&m->model, name->text, span);
    else
        nkc_diag(m->s, MODEL_SHAPE, span,
                 "expected a `name` and as `kind` package, component or class");
    return input;
}

static struct nkc_input load_inputs(struct nkc_sema *m, const struct nkc_source *src,
                                    const struct nkc_json *root)
{
    const struct nkc_json *inputs = nkc_json_member(root, "inputs");
    if (!inputs || inputs->kind != NKC_JSON_LIST || inputs->count != 1) {
        nkc_diag(m->s, MODEL_SHAPE, span_of(src, inputs ? inputs : root),
                 "expected one entry in `inputs`");
        return (struct nkc_input){0};
    }
    return load_input(m, src, &inputs->items[0]);
}

struct nkc_input nkc_load_json(struct nkc_model *model, const char *path)
{
    struct nkc_sema *m = nkc_sema_of(model);
    struct nkc_input input = {0};
    struct nkc_model_files files = {0};
    struct nkc_source *src = nkc_source_open(m->s, path, NKC_NO_SPAN);
    const struct nkc_json *root = src ? nkc_json_parse(m->s, src) : NULL;
    if (!root || !check_version(m->s, src, root) || !nkc_model_to_ast(m->s, src, root, &files) ||
        !give_files(m, &files))
        return input;
    input = load_inputs(m, src, root);
    if (m->s->error_count == 0 && (input.package || input.component))
        nkc_view_compare(m->s, src, &nkc_view_model, nkc_view_root_new(m->s, &input, 1), root);
    return input;
}
