#include "init/einit.h"

#include "back/tmpl.h"
#include "back/model_notes.h"
#include "base/quote.h"

/* ISO C promises no more than this for one literal. */
enum { LITERAL_MAX = 4095 };

/* ---- what the template sees ------------------------------------------------------------- */

struct ein_endpoint {
    const char *name, *iface; /* C literals */
    uint32_t riid;
};

struct ein_class {
    const struct nkc_component *class;
    const char *name;  /* dotted */
    const char *table; /* C name */
    NKC_VEC(struct ein_endpoint) endpoints;
};

struct ein_process {
    const char *var;                 /* demo_Store_1 */
    const char *name, *class, *path; /* C literals */
    const char *place;               /* of the path: "init.yaml:3:9" */
    const char *table;               /* NULL: no endpoints */
    size_t index, endpoint_count;
    NKC_VEC(const char *) args; /* C literals */
    NKC_VEC(const char *) env;
};

struct ein_connection {
    const char *client, *server; /* as var of the processes */
    const char *client_name;     /* C literal */
    const char *id;              /* C literal or constant */
};

struct ein_unit {
    const char *source, *notes;
    bool long_texts;
    NKC_VEC(const char *) includes;
    NKC_VEC(struct ein_class *) classes;
    NKC_VEC(struct ein_process) processes;
    NKC_VEC(struct ein_connection) connections;
};

static const struct nkc_view_field endpoint_fields[] = {
    NKC_V_TEXT("name", struct ein_endpoint, name),
    NKC_V_TEXT("iface", struct ein_endpoint, iface),
    NKC_V_NUMBER("riid", struct ein_endpoint, riid),
};
static const struct nkc_view_type endpoint_view = NKC_V_TYPE("endpoint", endpoint_fields);

static const struct nkc_view_field class_fields[] = {
    NKC_V_TEXT("class", struct ein_class, name),
    NKC_V_TEXT("table", struct ein_class, table),
    NKC_V_LIST("endpoints", struct ein_class, endpoints, endpoint_view),
};
static const struct nkc_view_type class_view = NKC_V_TYPE("class", class_fields);

static const struct nkc_view_field process_fields[] = {
    NKC_V_TEXT("var", struct ein_process, var),
    NKC_V_TEXT("name", struct ein_process, name),
    NKC_V_TEXT("class", struct ein_process, class),
    NKC_V_TEXT("path", struct ein_process, path),
    NKC_V_TEXT("place", struct ein_process, place),
    NKC_V_TEXT("table", struct ein_process, table),
    NKC_V_NUMBER("index", struct ein_process, index),
    NKC_V_NUMBER("endpoint_count", struct ein_process, endpoint_count),
    NKC_V_TEXTS("args", struct ein_process, args),
    NKC_V_TEXTS("env", struct ein_process, env),
    NKC_V_NUMBER("has_env", struct ein_process, env.len),
};
static const struct nkc_view_type process_view = NKC_V_TYPE("process", process_fields);

static const struct nkc_view_field connection_fields[] = {
    NKC_V_TEXT("client", struct ein_connection, client),
    NKC_V_TEXT("server", struct ein_connection, server),
    NKC_V_TEXT("client_name", struct ein_connection, client_name),
    NKC_V_TEXT("id", struct ein_connection, id),
};
static const struct nkc_view_type connection_view = NKC_V_TYPE("connection", connection_fields);

static const struct nkc_view_field unit_fields[] = {
    NKC_V_TEXT("source", struct ein_unit, source),
    NKC_V_TEXT("notes", struct ein_unit, notes),
    NKC_V_BOOL("long_texts", struct ein_unit, long_texts),
    NKC_V_TEXTS("includes", struct ein_unit, includes),
    NKC_V_POINTERS("classes", struct ein_unit, classes, class_view),
    NKC_V_LIST("processes", struct ein_unit, processes, process_view),
    NKC_V_LIST("connections", struct ein_unit, connections, connection_view),
};
static const struct nkc_view_type unit_view = NKC_V_TYPE("unit", unit_fields);

/* ---- C names and literals --------------------------------------------------------------- */

struct maker {
    struct nkc_session *s;
    struct ein_unit *unit;
};

/* Notes when the compiler must be told to take a literal of that length. */
static const char *literal(struct maker *m, const char *text)
{
    m->unit->long_texts |= strlen(text) > LITERAL_MAX;
    return nkc_quote_c(m->s->arena, text);
}

static const char *variable(struct maker *m, const struct nkc_process *p)
{
    char *name = nkc_arena_printf(m->s->arena, "%s_%zu", p->name, p->index);
    for (char *c = name; *c; c++)
        if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789", *c))
            *c = '_';
    return name;
}

/* ---- endpoints -------------------------------------------------------------------------- */

/* Two entries per leaf: programs look an endpoint up by component class or by path. */
static void add_endpoints(struct maker *m, struct ein_class *c)
{
    NKC_FOREACH(i, &c->class->leaves) {
        const struct nkc_leaf *leaf = &c->class->leaves.data[i];
        const char *qualified =
            nkc_arena_printf(m->s->arena, "%s.%s", leaf->component->name, leaf->endpoint->name);
        struct ein_endpoint e = {.name = literal(m, qualified),
                                 .iface = literal(m, leaf->endpoint->interface->package->name),
                                 .riid = leaf->iid};
        nkc_vec_push(m->s->arena, &c->endpoints, e);
        e.name = literal(m, leaf->path);
        nkc_vec_push(m->s->arena, &c->endpoints, e);
    }
}

/* a.b_c and a_b.c have the same C name: the index of the first process tells them apart. */
static const char *table_name(struct maker *m, const struct nkc_process *p)
{
    const char *name = nkc_arena_printf(m->s->arena, "endpoints_%s", p->class->c_name);
    NKC_FOREACH(i, &m->unit->classes)
        if (strcmp(m->unit->classes.data[i]->table, name) == 0)
            return nkc_arena_printf(m->s->arena, "%s_%zu", name, p->index);
    return name;
}

/* The table of a class, made once; NULL when it has no endpoints. */
static const struct ein_class *need_class(struct maker *m, const struct nkc_process *p)
{
    if (p->class->leaves.len == 0)
        return NULL;
    NKC_FOREACH(i, &m->unit->classes)
        if (m->unit->classes.data[i]->class == p->class)
            return m->unit->classes.data[i];
    struct ein_class *c = NKC_NEW(m->s->arena, struct ein_class);
    c->class = p->class;
    c->name = p->class->name;
    c->table = table_name(m, p);
    add_endpoints(m, c);
    nkc_vec_push(m->s->arena, &m->unit->classes, c);
    return c;
}

/* ---- processes and connections ---------------------------------------------------------- */

static const char *place(struct maker *m, struct nkc_span span)
{
    uint32_t line, column;
    nkc_span_place(span, &line, &column);
    return literal(m, nkc_arena_printf(m->s->arena, "%s:%u:%u", m->unit->source, line, column));
}

static void add_process(struct maker *m, const struct nkc_process *p)
{
    const struct ein_class *class = need_class(m, p);
    struct ein_process out = {
        .var = variable(m, p),
        .name = literal(m, p->name),
        .class = literal(m, p->class_name),
        .path = literal(m, p->path),
        .place = place(m, p->path_span),
        .table = class ? class->table : NULL,
        .index = p->index,
        .endpoint_count = class ? class->endpoints.len : 0,
    };
    NKC_FOREACH(i, &p->args)
        nkc_vec_push(m->s->arena, &out.args, literal(m, p->args.data[i]));
    NKC_FOREACH(i, &p->env)
        nkc_vec_push(m->s->arena, &out.env, literal(m, p->env.data[i]));
    nkc_vec_push(m->s->arena, &m->unit->processes, out);
}

static void add_include(struct maker *m, const char *name)
{
    NKC_FOREACH(i, &m->unit->includes)
        if (strcmp(m->unit->includes.data[i], name) == 0)
            return;
    nkc_vec_push(m->s->arena, &m->unit->includes, name);
}

static void add_connections(struct maker *m, const struct nkc_process *p)
{
    NKC_FOREACH(i, &p->connections) {
        const struct nkc_connection *c = &p->connections.data[i];
        struct ein_connection out = {.client = variable(m, p),
                                     .server = variable(m, c->server),
                                     .client_name = literal(m, p->name),
                                     .id = c->include ? c->id : literal(m, c->id)};
        nkc_vec_push(m->s->arena, &m->unit->connections, out);
        if (c->include)
            add_include(m, c->include);
    }
}

/* Which descriptions the classes of all processes have. */
static void add_notes(struct maker *m, const struct nkc_topology *t, struct nkc_buf *text)
{
    struct nkc_model_notes notes;
    struct nkc_map seen;
    nkc_model_notes_init(&notes, t->model, text);
    nkc_map_init(&seen, m->s->arena);
    NKC_FOREACH(i, &t->order) {
        const struct nkc_process *p = t->order.data[i];
        if (nkc_map_add(&seen, p->class_name, (void *)(uintptr_t)p))
            nkc_model_notes_add(&notes, p->class_name, p->class);
    }
    m->unit->notes = text->data ? text->data : "";
}

bool nkc_einit_print(const struct nkc_topology *t, const char *source, struct nkc_buf *out)
{
    struct nkc_session *s = t->model->session;
    struct ein_unit unit = {.source = source};
    struct maker m = {s, &unit};
    NKC_FOREACH(i, &t->order)
        add_process(&m, t->order.data[i]);
    NKC_FOREACH(i, &t->order)
        add_connections(&m, t->order.data[i]);
    struct nkc_buf notes = {0};
    add_notes(&m, t, &notes);
    bool ok = nkc_tmpl_print(nkc_tmpl_builtin_set(s), "einit", &unit_view, &unit, out);
    nkc_buf_free(&notes);
    return ok;
}
