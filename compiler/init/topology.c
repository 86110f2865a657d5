#include "init/topology.h"

#include "base/unsupplied.h"
#include "init/schema.h"
#include "init/yaml.h"
#include "nk/abi.h"

/* One slot of the process table is Einit's own, one of the arguments is the process name. */
enum { PROCESSES_MAX = KOS_PROCESSES_MAX - 1, ARGS_MAX = KOS_ARGS_MAX - 1 };

struct reader {
    struct nkc_session *s;
    struct nkc_topology *t;
    struct nkc_map names; /* process name -> struct nkc_process */
};

/* ---- one connection --------------------------------------------------------------------- */

/* {var: CONSTANT, include: HEADER}: the id is the value of a C constant. */
static bool read_constant(struct reader *r, const struct nkc_yaml_node *n, struct nkc_connection *c)
{
    static const char *const keys[] = {"var", "include", NULL};
    static const char where[] = "an id";
    nkc_check_keys(r->s, n, where, keys);
    const struct nkc_yaml_node *var = nkc_need_key(r->s, n, where, "var");
    const struct nkc_yaml_node *include = nkc_need_key(r->s, n, where, "include");
    c->id = var ? nkc_read_identifier(r->s, var, "`var`") : NULL;
    c->include = include ? nkc_read_header(r->s, include, "`include`") : NULL;
    return c->id && c->include;
}

static bool read_id(struct reader *r, const struct nkc_yaml_node *n, struct nkc_connection *c)
{
    c->id_span = n->span;
    if (n->kind == NKC_YAML_MAP)
        return read_constant(r, n, c);
    if (n->kind != NKC_YAML_TEXT) {
        nkc_diag(r->s, INIT_TYPE, n->span, "`id`", "a string or {var: ..., include: ...}",
                 nkc_yaml_kind_name(n->kind));
        return false;
    }
    c->id = nkc_read_name(r->s, n, "`id`");
    return c->id;
}

static const struct nkc_connection *same_id(const struct nkc_process *p,
                                            const struct nkc_connection *c)
{
    NKC_FOREACH(i, &p->connections) {
        const struct nkc_connection *have = &p->connections.data[i];
        if (!have->include == !c->include && strcmp(have->id, c->id) == 0)
            return have;
    }
    return NULL;
}

static void read_connection(struct reader *r, const struct nkc_yaml_node *n, struct nkc_process *p)
{
    static const char *const keys[] = {"target", "id", NULL};
    static const char where[] = "a connection";
    if (!nkc_check_kind(r->s, n, where, NKC_YAML_MAP))
        return;
    nkc_check_keys(r->s, n, where, keys);
    const struct nkc_yaml_node *target = nkc_need_key(r->s, n, where, "target");
    const struct nkc_yaml_node *id = nkc_need_key(r->s, n, where, "id");

    struct nkc_connection c = {.span = target ? target->span : n->span};
    c.target_name = target ? nkc_read_name(r->s, target, "`target`") : NULL;
    bool id_ok = id && read_id(r, id, &c);
    if (!c.target_name || !id_ok)
        return;
    const struct nkc_connection *have = same_id(p, &c);
    if (have) {
        nkc_diag(r->s, INIT_ID_TWICE, c.id_span, p->name, c.id);
        nkc_diag(r->s, NOTE_FIRST, have->id_span, c.id);
        return;
    }
    nkc_vec_push(r->s->arena, &p->connections, c);
}

static void read_connections(struct reader *r, const struct nkc_yaml_node *n, struct nkc_process *p)
{
    if (!nkc_check_list(r->s, n, "`connections`", "connections", KOS_CHANNELS_MAX))
        return;
    NKC_FOREACH(i, &n->items)
        read_connection(r, n->items.data[i], p);
}

/* ---- one process ------------------------------------------------------------------------ */

static void read_args(struct reader *r, const struct nkc_yaml_node *n, struct nkc_process *p)
{
    if (!nkc_check_list(r->s, n, "`args`", "arguments", ARGS_MAX))
        return;
    NKC_FOREACH(i, &n->items) {
        const char *arg = nkc_read_text(r->s, n->items.data[i], "an argument");
        if (arg)
            nkc_vec_push(r->s->arena, &p->args, arg);
    }
}

static void read_env(struct reader *r, const struct nkc_yaml_node *n, struct nkc_process *p)
{
    if (!nkc_check_kind(r->s, n, "`env`", NKC_YAML_MAP))
        return;
    if (n->pairs.len > KOS_ENVS_MAX) {
        nkc_diag(r->s, INIT_LIMIT, n->span, "too many environment variables",
                 (unsigned)KOS_ENVS_MAX);
        return;
    }
    nkc_check_twice(r->s, n, "`env`");
    NKC_FOREACH(i, &n->pairs) {
        const char *name = nkc_read_variable(r->s, n->pairs.data[i].key);
        const char *value = nkc_read_text(r->s, n->pairs.data[i].value, "the value of a variable");
        if (name && value)
            nkc_vec_push(r->s->arena, &p->env, nkc_arena_printf(r->s->arena, "%s=%s", name, value));
    }
}

/* Two classes have one process each, which is not listed. */
static void check_class(struct reader *r, const char *name, struct nkc_span span)
{
    if (strcmp(name, "kl.core.Core") == 0)
        nkc_diag(r->s, INIT_RESERVED, span, name, "the kernel");
    else if (strcmp(name, "Einit") == 0)
        nkc_diag(r->s, INIT_RESERVED, span, name, "the process that starts the others");
}

/* The class, and the names that are taken from it unless they are given. */
static bool read_names(struct reader *r, const struct nkc_yaml_node *n, struct nkc_process *p)
{
    static const char where[] = "a process";
    const struct nkc_yaml_node *class = nkc_need_key(r->s, n, where, "name");
    const struct nkc_yaml_node *task = nkc_get_key(n, "task");
    const struct nkc_yaml_node *path = nkc_get_key(n, "path");

    p->class_name = class ? nkc_read_class(r->s, class, "`name`") : NULL;
    if (p->class_name) {
        p->class = nkc_load_class(r->t->model, p->class_name, class->span);
        check_class(r, p->class_name, class->span);
    }
    p->span = task ? task->span : class ? class->span : n->span;
    p->name = task ? nkc_read_name(r->s, task, "`task`") : p->class_name;
    p->path = path ? nkc_read_file_name(r->s, path, "`path`") : NULL;
    p->path_span = path ? path->span : class ? class->span : n->span;
    if (!path && p->class_name) {
        const char *dot = strrchr(p->class_name, '.');
        p->path = dot ? dot + 1 : p->class_name;
    }
    return p->name;
}

static void add_process(struct reader *r, struct nkc_process *p)
{
    const struct nkc_process *have = nkc_map_get(&r->names, p->name);
    if (have) {
        nkc_diag(r->s, INIT_NAME_TWICE, p->span, p->name);
        nkc_diag(r->s, NOTE_FIRST, have->span, p->name);
    } else {
        nkc_map_add(&r->names, p->name, p);
    }
}

static void read_process(struct reader *r, const struct nkc_yaml_node *n)
{
    static const char *const keys[] = {"name", "task", "path", "connections", "args", "env", NULL};
    static const char where[] = "a process";
    if (!nkc_check_kind(r->s, n, where, NKC_YAML_MAP))
        return;
    struct nkc_process *p = NKC_NEW(r->s->arena, struct nkc_process);
    p->index = r->t->processes.len;
    nkc_vec_push(r->s->arena, &r->t->processes, p);
    nkc_check_keys(r->s, n, where, keys);
    if (read_names(r, n, p))
        add_process(r, p);

    const struct nkc_yaml_node *connections = nkc_get_key(n, "connections");
    const struct nkc_yaml_node *args = nkc_get_key(n, "args");
    const struct nkc_yaml_node *env = nkc_get_key(n, "env");
    if (connections)
        read_connections(r, connections, p);
    if (args)
        read_args(r, args, p);
    if (env)
        read_env(r, env, p);
}

/* ---- the whole -------------------------------------------------------------------------- */

static void note_near(struct reader *r, const struct nkc_connection *c)
{
    const char **names = nkc_arena_alloc(r->s->arena, (r->names.items.len + 1) * sizeof *names);
    NKC_FOREACH(i, &r->names.items)
        names[i] = r->names.items.data[i].key;
    const char *near = nkc_nearest(c->target_name, names, r->names.items.len);
    nkc_diag_mean(r->s, c->span, near);
}

static void resolve_target(struct reader *r, const struct nkc_process *p, struct nkc_connection *c)
{
    c->server = nkc_map_get(&r->names, c->target_name);
    if (!c->server) {
        nkc_diag(r->s, INIT_TARGET, c->span, c->target_name);
        if (nkc_find_description(r->s, c->target_name, "edl") ||
            !nkc_note_unsupplied(r->s, c->target_name))
            note_near(r, c);
    } else if (c->server == p) {
        nkc_diag(r->s, INIT_SELF, c->span, p->name);
    }
}

static void resolve_targets(struct reader *r)
{
    size_t count = 0;
    NKC_FOREACH(i, &r->t->processes) {
        struct nkc_process *p = r->t->processes.data[i];
        count += p->connections.len;
        NKC_FOREACH(j, &p->connections)
            resolve_target(r, p, &p->connections.data[j]);
        if (count > KOS_CHANNELS_MAX && count - p->connections.len <= KOS_CHANNELS_MAX)
            nkc_diag(r->s, INIT_LIMIT, p->span, "too many connections", (unsigned)KOS_CHANNELS_MAX);
    }
}

static void read_root(struct reader *r, const struct nkc_yaml_node *root)
{
    static const char *const keys[] = {"entities", NULL};
    static const char where[] = "an init description";
    if (!nkc_check_kind(r->s, root, where, NKC_YAML_MAP))
        return;
    nkc_check_keys(r->s, root, where, keys);
    const struct nkc_yaml_node *list = nkc_need_key(r->s, root, where, "entities");
    if (!list || !nkc_check_list(r->s, list, "`entities`", "processes", PROCESSES_MAX))
        return;
    if (list->items.len == 0)
        nkc_diag(r->s, INIT_EMPTY, list->span);
    NKC_FOREACH(i, &list->items)
        read_process(r, list->items.data[i]);
    resolve_targets(r);
}

struct nkc_topology *nkc_topology_read(struct nkc_model *m, const char *path)
{
    struct reader r = {.s = m->session, .t = NKC_NEW(m->session->arena, struct nkc_topology)};
    r.t->model = m;
    nkc_map_init(&r.names, r.s->arena);
    const struct nkc_source *src = nkc_source_open(r.s, path, NKC_NO_SPAN);
    const struct nkc_yaml_node *root = src ? nkc_yaml_read(r.s, src) : NULL;
    if (root)
        read_root(&r, root);
    return r.t;
}
