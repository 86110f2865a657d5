/* One line of text for a refusal: the same from kernel, audit decoder and host runner
 * (docs/platform.md, "kernel and security module").
 *
 * Everything from the event is hostile or may not fit the tables; what has no name is written as
 * its number. Never writes past the buffer. */
#include <nk/ksm_engine.h>
#include <nk/ksm_state.h>

/* Output: `used` counts what was written, the NUL not included; what does not fit is dropped. */
struct ksm_line {
    char *text;
    nk_size_t used, size;
};

static void put_char(struct ksm_line *l, char c)
{
    if (l->used + 1 < l->size)
        l->text[l->used++] = c;
}

static void put(struct ksm_line *l, const char *text)
{
    while (*text)
        put_char(l, *text++);
}

static void put_number(struct ksm_line *l, nk_uint64_t value)
{
    char digits[20];
    unsigned n = 0;

    do {
        digits[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    while (n)
        put_char(l, digits[--n]);
}

static void put_value(struct ksm_line *l, nk_uint64_t value, nk_bool_t is_signed)
{
    if (is_signed && (nk_sint64_t)value < 0) {
        put_char(l, '-');
        value = 0 - value;
    }
    put_number(l, value);
}

/* ---- the event ---- */

static const char *kind_name(nk_uint16_t kind)
{
    static const char *const names[] = {"execute", "request", "response", "error", "security"};

    if (kind < KSM_EXECUTE || kind > KSM_SECURITY)
        return "event";
    return names[kind - KSM_EXECUTE];
}

static void put_class(struct ksm_line *l, const struct ksm_tables *t, nk_uint16_t class_id)
{
    if (class_id < t->routes.class_count) {
        put(l, t->class_names[class_id]);
        return;
    }
    put(l, "class ");
    put_number(l, class_id);
}

static void put_sid(struct ksm_line *l, nk_uint32_t sid)
{
    put_char(l, '(');
    put_number(l, sid);
    put_char(l, ')');
}

/* The endpoints the event's RIID counts, NULL when the class is not known. */
static const struct ksm_endpoint *endpoint_table(const struct ksm_tables *t,
                                                 const struct ksm_event *event, nk_uint32_t *count)
{
    const nk_uint16_t server = event->kind == KSM_REQUEST ? event->dst_class : event->src_class;
    const struct ksm_class *c;

    *count = 0;
    if (server >= t->routes.class_count)
        return (const struct ksm_endpoint *)0;
    c = &t->classes[server];
    *count = event->kind == KSM_SECURITY ? c->security_count : c->endpoint_count;
    return event->kind == KSM_SECURITY ? c->security : c->endpoints;
}

/* `say.talk.Shout`, `say.talk mid 7` or `riid 9 mid 0`. */
static void put_method(struct ksm_line *l, const struct ksm_tables *t,
                       const struct ksm_event *event)
{
    nk_uint32_t count;
    const struct ksm_endpoint *endpoints = endpoint_table(t, event, &count);
    const nk_uint32_t riid = event->msg->iid, mid = event->msg->mid;
    const struct ksm_interface *interface;

    if (!endpoints || riid >= count) {
        put(l, "riid ");
        put_number(l, riid);
        put(l, " mid ");
        put_number(l, mid);
        return;
    }
    interface = endpoints[riid].interface;
    put(l, endpoints[riid].path);
    if (mid >= interface->method_count) {
        put(l, endpoints[riid].path[0] ? " mid " : "mid ");
        put_number(l, mid);
        return;
    }
    if (endpoints[riid].path[0])
        put_char(l, '.');
    put(l, interface->methods[mid].name);
}

static void put_event(struct ksm_line *l, const struct ksm_tables *t, const struct ksm_event *event)
{
    put(l, kind_name(event->kind));
    put_char(l, ' ');
    put_class(l, t, event->src_class);
    put_sid(l, event->src_sid);
    if (event->kind != KSM_SECURITY) {
        put(l, " -> ");
        put_class(l, t, event->dst_class);
    }
    if (event->kind == KSM_EXECUTE)
        return;
    if (event->kind != KSM_SECURITY)
        put_sid(l, event->dst_sid);
    put_char(l, ' ');
    put_method(l, t, event);
}

/* ---- the reason ---- */

/* The path of a field with the indices in their brackets: `entries[3].name`. */
static void put_field(struct ksm_line *l, const struct ksm_tables *t, const struct nk_reason *r)
{
    const char *path;
    unsigned brackets = 0;

    if (r->field == 0 || r->field > t->field_count)
        return;
    for (path = t->fields[r->field - 1]; *path; path++) {
        put_char(l, *path);
        if (*path == '[' && brackets < 2)
            put_number(l, r->elem[brackets++]);
    }
    put(l, ": ");
}

static void put_found(struct ksm_line *l, const char *what, const struct nk_reason *r)
{
    put(l, what);
    put_number(l, r->value);
    put(l, ", expected ");
    put_number(l, r->limit);
}

static void put_size(struct ksm_line *l, const char *what, nk_uint64_t size)
{
    put(l, what);
    put(l, " (size ");
    put_number(l, size);
    put_char(l, ')');
}

/* Where in a text the fault lies: index of the byte, from 0. */
static void put_at_byte(struct ksm_line *l, const char *text, nk_uint64_t index)
{
    put(l, text);
    put(l, " at byte ");
    put_number(l, index);
}

static void put_structure(struct ksm_line *l, const struct ksm_tables *t, const struct nk_reason *r)
{
    put(l, "malformed: ");
    put_field(l, t, r);
    switch (r->code) {
    case NK_STRUCT_SIZE:
        put_found(l, "size ", r);
        break;
    case NK_STRUCT_HANDLES:
        put_found(l, "handles ", r);
        break;
    case NK_STRUCT_ARENA_MISSING:
        put(l, "arena is missing");
        break;
    case NK_STRUCT_ARENA_EXTRA:
        put_size(l, "arena is not allowed", r->value);
        break;
    case NK_STRUCT_OUTSIDE:
        put(l, "chunk ends at ");
        put_number(l, r->value);
        put(l, ", arena at ");
        put_number(l, r->limit);
        break;
    case NK_STRUCT_MISALIGNED:
        put_found(l, "misaligned offset ", r);
        break;
    case NK_STRUCT_MULTIPLE:
        put_size(l, "not a whole number of elements", r->value);
        break;
    case NK_STRUCT_COUNT:
        put(l, "too many elements, ");
        put_number(l, r->value);
        put(l, " of at most ");
        put_number(l, r->limit);
        break;
    case NK_STRUCT_TERMINATOR:
        put_size(l, "not terminated", r->value);
        break;
    case NK_STRUCT_INNER_ZERO:
        put_at_byte(l, "zero inside the text", r->value);
        break;
    case NK_STRUCT_UTF8:
        put_at_byte(l, "not UTF-8", r->value);
        break;
    case NK_STRUCT_TAG:
        put(l, "unknown union tag ");
        put_number(l, r->value);
        break;
    default:
        put(l, "code ");
        put_number(l, r->code);
        break;
    }
}

static void put_router(struct ksm_line *l, const struct nk_reason *r)
{
    switch (r->code) {
    case NK_ROUTER_CLASS:
        put(l, "unknown class");
        break;
    case NK_ROUTER_RIID:
        put(l, "unknown endpoint");
        break;
    case NK_ROUTER_MID:
        put(l, "unknown method");
        break;
    default:
        put(l, "no rule");
        break;
    }
}

/* What the object that stopped the rule says: its SIDs, states, sizes. */
static void put_state(struct ksm_line *l, const struct ksm_tables *t, const struct nk_reason *r)
{
    const struct ksm_object *object;

    put(l, ": ");
    if (r->field == 0 || r->field > t->object_count) {
        put(l, "code ");
        put_number(l, r->code);
        return;
    }
    object = &t->objects[r->field - 1];
    put(l, object->name);
    put(l, ": ");
    object->model->explain(l, object->object, r);
}

/* `: message.volume = 11`, or `: message.a = 11, message.b = 9` when the limit is no constant. */
static void put_atom(struct ksm_line *l, const struct ksm_atom *atom, const struct nk_reason *r)
{
    if (!atom->text)
        return;
    put(l, ": ");
    put(l, atom->text);
    if (r->code == NK_RULE_EXPRESSION) {
        put(l, " failed");
        return;
    }
    put(l, " = ");
    put_value(l, r->value, atom->is_signed);
    if (atom->limit) {
        put(l, ", ");
        put(l, atom->limit);
        put(l, " = ");
        put_value(l, r->limit, atom->limit_signed);
    }
}

/* `grant () at security.psl:9:5`. Returns the rule, NULL when there is none of that number. */
static const struct ksm_rule *put_call(struct ksm_line *l, const struct ksm_tables *t,
                                       nk_uint32_t number)
{
    const struct ksm_rule *rule = ksm_find_rule(t, number);

    if (!rule) {
        put(l, "rule ");
        put_number(l, number);
        return rule;
    }
    put(l, rule->text);
    put(l, " at ");
    put(l, rule->file);
    put_char(l, ':');
    put_number(l, rule->line);
    put_char(l, ':');
    put_number(l, rule->column);
    return rule;
}

static void put_rule(struct ksm_line *l, const struct ksm_tables *t, const struct nk_reason *r)
{
    const struct ksm_rule *rule = put_call(l, t, r->rule);

    if (!rule)
        return;
    if (r->stage == NK_STAGE_STATE)
        put_state(l, t, r);
    else if (r->code == NK_RULE_CHOICE)
        put(l, ": no branch holds");
    else if (r->cond && r->cond <= rule->atom_count)
        put_atom(l, &t->atoms[rule->first_atom + r->cond - 1u], r);
    else if (r->code == NK_RULE_EXPRESSION)
        put(l, ": an expression failed");
}

nk_size_t ksm_explain_call(const struct ksm_tables *t, nk_uint32_t number, char *text,
                           nk_size_t size)
{
    struct ksm_line l = {text, 0, size};

    (void)put_call(&l, t, number);
    if (size)
        text[l.used] = '\0';
    return l.used;
}

/* ---- for the models ---- */

void ksm_put(struct ksm_line *line, const char *text)
{
    put(line, text);
}

void ksm_put_number(struct ksm_line *line, nk_uint64_t value)
{
    put_number(line, value);
}

void ksm_put_signed(struct ksm_line *line, nk_uint64_t value)
{
    put_value(line, value, NK_TRUE);
}

nk_size_t ksm_explain(const struct ksm_tables *t, const struct ksm_event *event,
                      const struct nk_reason *reason, char *text, nk_size_t size)
{
    struct ksm_line l = {text, 0, size};

    put(&l, reason->stage == NK_STAGE_NONE ? "granted: " : "denied: ");
    put_event(&l, t, event);
    if (reason->stage != NK_STAGE_NONE)
        put(&l, ": ");
    if (reason->stage == NK_STAGE_ROUTER)
        put_router(&l, reason);
    else if (reason->stage == NK_STAGE_STRUCTURE)
        put_structure(&l, t, reason);
    else if (reason->stage != NK_STAGE_NONE)
        put_rule(&l, t, reason);
    if (size)
        text[l.used] = '\0';
    return l.used;
}
