/* Random solutions. The shapes are kept here while they are written, so that the policy names only what
 * is there: what is compared is meaning, not diagnostics. */
#include "solution.h"

#include "pattern.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { INTERFACES = 3, METHODS = 3, PARAMS = 4, FIELDS = 3, COMPONENTS = 2, CLASSES = 4, LEAVES = 3 };

enum shape { INT, TEXT, BYTES, STRUCT, UNION, ARRAY, SEQUENCE, HANDLE, SHAPES };

struct type {
    enum shape shape;
    unsigned bits;
    bool is_signed;
    unsigned count;
    struct type *elem;          /* ARRAY, SEQUENCE */
    unsigned which;             /* STRUCT, UNION: number in its interface */
};

struct composite {
    struct type fields[FIELDS];
};

struct param {
    struct type type;
    char direction; /* i, o, e */
};

struct method {
    unsigned count;
    struct param params[PARAMS];
};

struct interface {
    struct composite structs[2], unions[1];
    struct method methods[METHODS];
};

struct leaf {
    char path[32];
    unsigned interface;
    int component; /* -1: the class itself declares the endpoint */
};

struct class {
    unsigned count;
    struct leaf leaves[LEAVES];
    bool secured; /* has the security interface S */
};

struct solution {
    struct rnd *r;
    struct interface interfaces[INTERFACES];
    unsigned components[COMPONENTS]; /* the interface each offers as endpoint `e` */
    struct class classes[CLASSES];
    bool categories; /* the object of Mic has some */
    FILE *out;
};

static FILE *open_file(const char *dir, const char *name)
{
    char path[512];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    f = fopen(path, "w");
    if (!f) {
        perror(path);
        exit(2);
    }
    return f;
}

/* ---- types ---- */

static struct type random_int(struct rnd *r)
{
    return (struct type){.shape = INT, .bits = 8u << rnd_below(r, 4), .is_signed = rnd_percent(r, 50)};
}

/* `depth` 0: only what holds no other type. */
static struct type random_type(struct rnd *r, unsigned depth, bool composites)
{
    struct type t = random_int(r);

    if (rnd_percent(r, 55))
        return t;
    t.shape = (enum shape)(1 + rnd_below(r, SEQUENCE));
    t.count = 1 + rnd_below(r, 6);
    if ((t.shape == STRUCT || t.shape == UNION) && !composites)
        t.shape = TEXT;
    if (t.shape == STRUCT)
        t.which = rnd_below(r, 2);
    if (t.shape == UNION)
        t.which = 0;
    if (t.shape == ARRAY || t.shape == SEQUENCE) {
        if (!depth)
            return random_int(r);
        t.elem = malloc(sizeof *t.elem);
        *t.elem = random_type(r, depth - 1, composites);
        if (t.shape == SEQUENCE && t.elem->shape == ARRAY)
            *t.elem = random_int(r); /* such elements have no C type */
    }
    return t;
}

static void put_type(FILE *out, const struct type *t)
{
    switch (t->shape) {
    case INT:
        fprintf(out, "%cInt%u", t->is_signed ? 'S' : 'U', t->bits);
        break;
    case TEXT:
        fprintf(out, "string<%u>", t->count);
        break;
    case BYTES:
        fprintf(out, "bytes<%u>", t->count);
        break;
    case STRUCT:
        fprintf(out, "R%u", t->which);
        break;
    case UNION:
        fprintf(out, "U%u", t->which);
        break;
    case ARRAY:
    case SEQUENCE:
        fputs(t->shape == ARRAY ? "array<" : "sequence<", out);
        put_type(out, t->elem);
        fprintf(out, ", %u>", t->count);
        break;
    default:
        fputs("Handle", out);
        break;
    }
}

/* ---- descriptions ---- */

static void make_interface(struct solution *s, unsigned number)
{
    struct interface *i = &s->interfaces[number];
    struct rnd *r = s->r;

    for (unsigned k = 0; k < FIELDS; k++) {
        i->structs[0].fields[k] = random_type(r, 0, false);
        i->structs[1].fields[k] = random_type(r, 1, false);
        i->unions[0].fields[k] = random_type(r, 0, false);
    }
    for (unsigned m = 0; m < METHODS; m++) {
        i->methods[m].count = rnd_below(r, PARAMS + 1);
        for (unsigned p = 0; p < i->methods[m].count; p++) {
            struct param *param = &i->methods[m].params[p];
            param->direction = number == 0 ? 'i' : "iiioe"[rnd_below(r, 5)];
            param->type = random_type(r, 2, true);
            if (rnd_percent(r, 10) && number != 0 && param->direction != 'e')
                param->type.shape = HANDLE;
        }
    }
}

static void put_fields(FILE *out, const char *kind, unsigned number, const struct composite *c)
{
    fprintf(out, "%s %c%u {\n", kind, *kind == 's' ? 'R' : 'U', number);
    for (unsigned k = 0; k < FIELDS; k++) {
        fputs("    ", out);
        put_type(out, &c->fields[k]);
        fprintf(out, " f%u;\n", k);
    }
    fputs("}\n", out);
}

static void put_interface(const char *dir, const struct solution *s, unsigned number)
{
    static const char *const words[] = {['i'] = "in", ['o'] = "out", ['e'] = "error"};
    const struct interface *i = &s->interfaces[number];
    char name[32];
    FILE *out;

    snprintf(name, sizeof name, "d/I%u.idl", number);
    out = open_file(dir, name);
    fprintf(out, "package d.I%u\n", number);
    put_fields(out, "struct", 0, &i->structs[0]);
    put_fields(out, "struct", 1, &i->structs[1]);
    put_fields(out, "union", 0, &i->unions[0]);
    fputs("interface {\n", out);
    for (unsigned m = 0; m < METHODS; m++) {
        fprintf(out, "    M%u(", m);
        for (unsigned p = 0; p < i->methods[m].count; p++) {
            const struct param *param = &i->methods[m].params[p];
            fprintf(out, "%s%s ", p ? ", " : "", words[(int)param->direction]);
            put_type(out, &param->type);
            fprintf(out, " p%u", p);
        }
        fputs(");\n", out);
    }
    fputs("}\n", out);
    fclose(out);
}

static void make_class(struct solution *s, unsigned number)
{
    struct class *c = &s->classes[number];

    c->secured = rnd_percent(s->r, 50);
    c->count = 1 + rnd_below(s->r, LEAVES);
    for (unsigned l = 0; l < c->count; l++) {
        struct leaf *leaf = &c->leaves[l];
        leaf->component = l == 0 ? -1 : (int)rnd_below(s->r, COMPONENTS);
        if (leaf->component < 0) {
            leaf->interface = 1 + rnd_below(s->r, INTERFACES - 1);
            snprintf(leaf->path, sizeof leaf->path, "own");
        } else {
            leaf->interface = s->components[leaf->component];
            snprintf(leaf->path, sizeof leaf->path, "c%u.e", l);
        }
    }
}

static void put_class(const char *dir, const struct solution *s, unsigned number)
{
    const struct class *c = &s->classes[number];
    char name[32];
    FILE *out;

    snprintf(name, sizeof name, "d/P%u.edl", number);
    out = open_file(dir, name);
    fprintf(out, "entity d.P%u\n", number);
    if (c->secured)
        fputs("security d.I0\n", out);
    if (c->count > 1) {
        fputs("components {\n", out);
        for (unsigned l = 1; l < c->count; l++)
            fprintf(out, "    c%u : d.C%d\n", l, c->leaves[l].component);
        fputs("}\n", out);
    }
    fprintf(out, "endpoints {\n    own : d.I%u\n}\n", c->leaves[0].interface);
    fclose(out);
}

static void put_components(const char *dir, const struct solution *s)
{
    for (unsigned k = 0; k < COMPONENTS; k++) {
        char name[32];
        FILE *out;

        snprintf(name, sizeof name, "d/C%u.cdl", k);
        out = open_file(dir, name);
        fprintf(out, "component d.C%u\nendpoints {\n    e : d.I%u\n}\n", k, s->components[k]);
        fclose(out);
    }
}

/* ---- paths of a message ---- */

enum { PATHS_MAX = 64 };

struct path {
    char text[120];
    const struct type *type;
};

struct paths {
    struct path list[PATHS_MAX];
    unsigned count;
};

static const struct type handle_part = {.shape = INT, .bits = 32};

static void add_paths(struct solution *s, struct paths *out, const struct interface *i,
                      const char *text, const struct type *t)
{
    char inner[110];

    if (out->count == PATHS_MAX || strlen(text) > 80)
        return;
    switch (t->shape) {
    case INT:
    case TEXT:
        snprintf(out->list[out->count].text, sizeof out->list[0].text, "%s", text);
        out->list[out->count++].type = t;
        break;
    case HANDLE:
        snprintf(out->list[out->count].text, sizeof out->list[0].text, "%s.%s", text,
                 rnd_percent(s->r, 50) ? "handle" : "rights");
        out->list[out->count++].type = &handle_part;
        break;
    case ARRAY:
    case SEQUENCE:
        snprintf(inner, sizeof inner, "%s.[%u]", text, rnd_below(s->r, t->count));
        add_paths(s, out, i, inner, t->elem);
        break;
    case STRUCT:
    case UNION:
        for (unsigned k = 0; k < FIELDS; k++) {
            snprintf(inner, sizeof inner, "%s.f%u", text, k);
            add_paths(s, out, i, inner,
                      t->shape == STRUCT ? &i->structs[t->which].fields[k] : &i->unions[0].fields[k]);
        }
        break;
    default:
        break;
    }
}

static void method_paths(struct solution *s, struct paths *out, unsigned interface, unsigned method,
                         char direction)
{
    const struct interface *i = &s->interfaces[interface];

    out->count = 0;
    for (unsigned p = 0; p < i->methods[method].count; p++) {
        char text[20];

        snprintf(text, sizeof text, "message.p%u", p);
        if (i->methods[method].params[p].direction == direction)
            add_paths(s, out, i, text, &i->methods[method].params[p].type);
    }
}

/* ---- expressions ---- */

/* What a rule may look at. */
struct scope {
    struct paths paths;
    bool has_dst; /* dst_sid may be used */
};

static void put_literal(struct solution *s, const struct type *t)
{
    uint64_t v = rnd_number(s->r, t->bits);

    if (!t->is_signed) {
        fprintf(s->out, "%llu", (unsigned long long)v);
    } else if (v >> (t->bits - 1)) {
        uint64_t magnitude = (t->bits == 64 ? 0 : UINT64_C(1) << t->bits) - v;
        fprintf(s->out, "-%llu", (unsigned long long)magnitude);
    } else {
        fprintf(s->out, "%llu", (unsigned long long)v);
    }
}

static void put_sid(struct solution *s, const struct scope *scope)
{
    fputs(scope->has_dst && rnd_percent(s->r, 50) ? "dst_sid" : "src_sid", s->out);
}

static void put_bool(struct solution *s, const struct scope *scope, unsigned depth);

/* A path to an integer; of the type of `like` when that is given. NULL when there is none. */
static const struct path *int_path(struct solution *s, const struct scope *scope,
                                   const struct type *like)
{
    const struct path *found = NULL;
    unsigned seen = 0;

    for (unsigned k = 0; k < scope->paths.count; k++) {
        const struct path *p = &scope->paths.list[k];
        if (p->type->shape == INT &&
            (!like || (like->bits == p->type->bits && like->is_signed == p->type->is_signed)) &&
            rnd_below(s->r, ++seen) == 0)
            found = p;
    }
    return found;
}

/* An integer of the given type. */
static void put_int(struct solution *s, const struct scope *scope, const struct type *t,
                    unsigned depth)
{
    static const char *const ops[] = {"+", "-", "*", "|", "&"};
    const struct path *p = int_path(s, scope, t);

    if (depth && p && rnd_percent(s->r, 35)) {
        fprintf(s->out, "(%s %s ", p->text, ops[rnd_below(s->r, 5)]);
        put_int(s, scope, t, depth - 1);
        fputs(")", s->out);
    } else if (depth && p && rnd_percent(s->r, 10)) {
        fprintf(s->out, "(~ %s)", p->text);
    } else if (depth && p && t->is_signed && rnd_percent(s->r, 40)) {
        fprintf(s->out, "math.%s (%s)", rnd_percent(s->r, 50) ? "abs" : "neg", p->text);
    } else if (depth && p && rnd_percent(s->r, 10)) {
        fprintf(s->out, "math.%s [%s, ", rnd_percent(s->r, 50) ? "sum" : "product", p->text);
        put_int(s, scope, t, depth - 1);
        fputs("]", s->out);
    } else if (depth && p && rnd_percent(s->r, 15)) {
        fputs("bool.cond { if : ", s->out);
        put_bool(s, scope, depth - 1);
        fprintf(s->out, ", then : %s, else : ", p->text);
        put_int(s, scope, t, depth - 1);
        fputs(" }", s->out);
    } else if (p && rnd_percent(s->r, 70)) {
        fputs(p->text, s->out);
    } else {
        put_literal(s, t);
    }
}

static void put_compare(struct solution *s, const struct scope *scope, unsigned depth)
{
    static const char *const ops[] = {"==", "!=", "<", "<=", ">", ">="};
    const struct path *p = int_path(s, scope, NULL);
    const struct type sid = {.shape = INT, .bits = 32};
    const struct type *left = p ? p->type : &sid;
    const struct type right = rnd_percent(s->r, 20) ? random_int(s->r) : *left;
    bool swap = rnd_percent(s->r, 15);

    fputs("(", s->out);
    if (swap) {
        put_literal(s, left);
        fprintf(s->out, " %s ", ops[rnd_below(s->r, 6)]);
    }
    if (!p)
        put_sid(s, scope);
    else if (depth && !swap)
        put_int(s, scope, left, depth);
    else
        fputs(p->text, s->out);
    if (!swap) {
        const struct path *q = int_path(s, scope, &right);
        fprintf(s->out, " %s ", ops[rnd_below(s->r, 6)]);
        if (q && rnd_percent(s->r, 30))
            fputs(q->text, s->out);
        else
            put_literal(s, &right);
    }
    fputs(")", s->out);
}

/* A path to a text, NULL when there is none. */
static const struct path *text_path(struct solution *s, const struct scope *scope)
{
    const struct path *found = NULL;
    unsigned seen = 0;

    for (unsigned k = 0; k < scope->paths.count; k++)
        if (scope->paths.list[k].type->shape == TEXT && rnd_below(s->r, ++seen) == 0)
            found = &scope->paths.list[k];
    return found;
}

static void put_leaf(struct solution *s, const struct scope *scope, unsigned depth)
{
    const struct type value = {.shape = INT, .bits = 16};
    const struct path *text;

    switch (rnd_below(s->r, 13)) {
    case 0:
        text = text_path(s, scope);
        if (text) {
            fprintf(s->out, "pred.empty (%s)", text->text);
            return;
        }
        break;
    case 12:
        text = text_path(s, scope);
        if (text) {
            fprintf(s->out, "re.match {text : %s, pattern : ", text->text);
            put_pattern(s->out, s->r);
            fputs("}", s->out);
            return;
        }
        break;
    case 1:
        fputs("ports.contains {sid : ", s->out);
        put_sid(s, scope);
        fputs(", entry : ", s->out);
        put_int(s, scope, &value, 0);
        fputs("}", s->out);
        return;
    case 2:
        fputs("(map.get {sid : ", s->out);
        put_sid(s, scope);
        fprintf(s->out, ", key : \"%c\"} < %u)", "ab"[rnd_below(s->r, 2)], rnd_below(s->r, 9));
        return;
    case 3:
        fputs(rnd_percent(s->r, 80) ? "true" : "false", s->out);
        return;
    default:
        break;
    }
    put_compare(s, scope, depth);
}

static void put_bool(struct solution *s, const struct scope *scope, unsigned depth)
{
    static const char *const ops[] = {"&&", "||", "==>"};
    unsigned n;

    if (!depth || rnd_percent(s->r, 40)) {
        put_leaf(s, scope, depth);
        return;
    }
    switch (rnd_below(s->r, 8)) {
    case 0:
        fputs("(! ", s->out);
        put_bool(s, scope, depth - 1);
        fputs(")", s->out);
        return;
    case 1:
        n = rnd_below(s->r, 4);
        fprintf(s->out, "bool.%s [", rnd_percent(s->r, 50) ? "all" : "any");
        for (unsigned k = 0; k < n; k++) {
            fputs(k ? ", " : "", s->out);
            put_bool(s, scope, depth - 1);
        }
        fputs("]", s->out);
        return;
    case 2:
        fputs("bool.cond { if : ", s->out);
        put_bool(s, scope, depth - 1);
        fputs(", then : ", s->out);
        put_bool(s, scope, depth - 1);
        fputs(", else : ", s->out);
        put_bool(s, scope, depth - 1);
        fputs(" }", s->out);
        return;
    default:
        fputs("(", s->out);
        put_bool(s, scope, depth - 1);
        fprintf(s->out, " %s ", ops[rnd_below(s->r, 3)]);
        put_bool(s, scope, depth - 1);
        fputs(")", s->out);
        return;
    }
}

/* ---- rules ---- */

static void put_items(struct solution *s, const struct scope *scope, unsigned depth);

static const char *const states[] = {"idle", "busy", "gone"};
static const char *const degrees[] = {"LOW", "MID", "TOP"};

static void put_level(struct solution *s)
{
    if (!s->categories || rnd_percent(s->r, 40)) {
        fprintf(s->out, "\"%s\"", degrees[rnd_below(s->r, 3)]);
        return;
    }
    if (rnd_percent(s->r, 10))
        fputs("{degree : (), ", s->out);
    else
        fprintf(s->out, "{degree : \"%s\", ", degrees[rnd_below(s->r, 3)]);
    fprintf(s->out, "categories : %s}", (const char *[]){"()", "[]", "[\"net\"]", "[\"log\"]",
                                                         "[\"net\", \"log\"]"}[rnd_below(s->r, 5)]);
}

static void put_level_or_none(struct solution *s, unsigned percent_none)
{
    if (rnd_percent(s->r, percent_none))
        fputs("()", s->out);
    else
        put_level(s);
}

static void put_subject(struct solution *s, const struct scope *scope, const char *field)
{
    fprintf(s->out, "%s : ", field);
    if (rnd_percent(s->r, 2))
        fputs(rnd_percent(s->r, 50) ? "0" : "65536", s->out);
    else
        put_sid(s, scope);
}

static void put_mic_execute(struct solution *s, const struct scope *scope)
{
    const bool image = rnd_percent(s->r, 30);

    fputs("mic.execute {", s->out);
    put_subject(s, scope, "target");
    if (image)
        put_subject(s, scope, ", image");
    else
        fputs(", image : ()", s->out);
    fputs(", level : ", s->out);
    put_level_or_none(s, image ? 50 : 0);
    fputs(", levelR : ", s->out);
    put_level_or_none(s, 60);
}

static void put_mic_rule(struct solution *s, const struct scope *scope)
{
    static const char *const flows[] = {"call", "invoke", "read", "write"};
    static const char *const resources[] = {"create", "upgrade", "delete"};
    unsigned pick = rnd_below(s->r, 20), which = rnd_below(s->r, 3);

    if (pick < 9) {
        put_mic_execute(s, scope);
    } else if (pick < 14) {
        fprintf(s->out, "mic.%s {", resources[which]);
        put_subject(s, scope, "source");
        put_subject(s, scope, ", target");
        put_subject(s, scope, ", driver");
        if (rnd_percent(s->r, 40))
            put_subject(s, scope, ", container");
        else
            fputs(", container : ()", s->out);
        if (which < 2)
            fputs(", level : ", s->out);
        if (which < 2)
            put_level_or_none(s, which == 0 ? 40 : 0);
    } else {
        fprintf(s->out, "mic.%s {", flows[rnd_below(s->r, 4)]);
        put_subject(s, scope, "source");
        put_subject(s, scope, ", target");
    }
}

static void put_state_rule(struct solution *s, const struct scope *scope)
{
    static const char *const plain[] = {"door.init",  "door.fini",  "ports.init", "ports.fini",
                                        "map.init",   "map.fini",   "map.commit", "map.rollback"};
    const struct type value = {.shape = INT, .bits = 16};
    unsigned pick = rnd_below(s->r, 22);

    if (pick >= 17) {
        put_mic_rule(s, scope);
    } else if (pick < 8) {
        fprintf(s->out, "%s {sid : ", plain[pick]);
        put_sid(s, scope);
    } else if (pick < 13) {
        fputs("door.enter {sid : ", s->out);
        put_sid(s, scope);
        fprintf(s->out, ", state : \"%s\"", states[rnd_below(s->r, 3)]);
    } else if (pick < 14) {
        fputs("door.allow {sid : ", s->out);
        put_sid(s, scope);
        fprintf(s->out, ", states : [\"%s\"]", states[rnd_below(s->r, 3)]);
    } else if (pick < 16) {
        fprintf(s->out, "ports.%s {sid : ", rnd_percent(s->r, 70) ? "add" : "remove");
        put_sid(s, scope);
        fputs(", entry : ", s->out);
        put_int(s, scope, &value, 0);
    } else {
        fputs("map.set {sid : ", s->out);
        put_sid(s, scope);
        fprintf(s->out, ", key : \"%c\", value : ", "ab"[rnd_below(s->r, 2)]);
        put_int(s, scope, &value, 0);
    }
    fputs("}\n", s->out);
}

static void put_branch(struct solution *s, const struct scope *scope, unsigned depth)
{
    if (rnd_percent(s->r, 30)) {
        fputs("{ ", s->out);
        put_items(s, scope, depth);
        fputs("}\n", s->out);
    } else {
        fputs(rnd_percent(s->r, 70) ? "grant ()\n" : "deny ()\n", s->out);
    }
}

enum chooser { BY_STATE, BY_LEVEL, BY_NUMBER, BY_TEXT };

static enum chooser put_chooser(struct solution *s, const struct scope *scope)
{
    const struct path *p = int_path(s, scope, NULL), *text = text_path(s, scope);

    if (p && rnd_percent(s->r, 40)) {
        fprintf(s->out, "choice (math.sum [%s]) {\n", p->text); /* a call, as psl 6.7 asks */
        return BY_NUMBER;
    }
    if (text && rnd_percent(s->r, 60)) {
        fprintf(s->out, "choice (re.select {text : %s}) {\n", text->text);
        return BY_TEXT;
    }
    const bool level = rnd_percent(s->r, 40);
    fprintf(s->out, "choice (%s : ", level ? "mic.query_level {source" : "door.query {sid");
    put_sid(s, scope);
    fputs("}) {\n", s->out);
    return level ? BY_LEVEL : BY_STATE;
}

static void put_choice(struct solution *s, const struct scope *scope, unsigned depth)
{
    const enum chooser chooser = put_chooser(s, scope);
    unsigned from = rnd_below(s->r, 3);

    for (unsigned k = from; k < 3; k++) {
        if (chooser == BY_NUMBER)
            fprintf(s->out, "%u", k);
        else if (chooser == BY_TEXT)
            put_pattern(s->out, s->r);
        else
            fprintf(s->out, "\"%s\"", chooser == BY_LEVEL ? degrees[k] : states[k]);
        fputs(" : ", s->out);
        put_branch(s, scope, depth - 1);
    }
    if (rnd_percent(s->r, 60)) {
        fputs("_ : ", s->out);
        put_branch(s, scope, depth - 1);
    }
    fputs("}\n", s->out);
}

static void put_item(struct solution *s, const struct scope *scope, unsigned depth)
{
    unsigned pick = rnd_below(s->r, 20);

    if (pick < 8) {
        fputs("grant ()\n", s->out);
    } else if (pick < 11) {
        fputs(rnd_percent(s->r, 20) ? "bool.assert (" : "assert (", s->out);
        put_bool(s, scope, 3);
        fputs(")\n", s->out);
    } else if (pick < 13) {
        fputs("deny (", s->out);
        put_bool(s, scope, 2);
        fputs(")\n", s->out);
    } else if (pick < 18 || !depth) {
        put_state_rule(s, scope);
    } else {
        put_choice(s, scope, depth);
    }
}

static void put_items(struct solution *s, const struct scope *scope, unsigned depth)
{
    for (unsigned n = 1 + rnd_below(s->r, 4); n; n--)
        put_item(s, scope, depth);
}

/* ---- bindings ---- */

/* src and dst selectors of a request, mirrored for answers. */
static void put_server(struct solution *s, unsigned event, unsigned server, bool with_peer)
{
    const char *mine = event == 0 ? "dst" : "src", *other = event == 0 ? "src" : "dst";

    fprintf(s->out, " %s=d.P%u", mine, server);
    if (with_peer)
        fprintf(s->out, " %s=d.P%u", other, rnd_below(s->r, CLASSES));
}

static void put_message_binding(struct solution *s, unsigned event)
{
    static const char *const words[] = {"request", "response", "error"};
    unsigned server = rnd_below(s->r, CLASSES);
    const struct class *c = &s->classes[server];
    const struct leaf *leaf = &c->leaves[rnd_below(s->r, c->count)];
    unsigned method = rnd_below(s->r, METHODS);
    struct scope scope = {.has_dst = true};
    bool one_method = rnd_percent(s->r, 75), nested = rnd_percent(s->r, 40);

    fputs(words[event], s->out);
    if (rnd_percent(s->r, 15) && !one_method) {
        fputs(" {\n", s->out);
        put_items(s, &scope, 1);
        fputs("}\n", s->out);
        return;
    }
    if (one_method && rnd_percent(s->r, 25)) { /* one method of an interface, wherever it is offered */
        fprintf(s->out, " interface=d.I%u method=M%u {\n", leaf->interface, method);
        method_paths(s, &scope.paths, leaf->interface, method, "ioe"[event]);
        put_items(s, &scope, 2);
        fputs("}\n", s->out);
        return;
    }
    put_server(s, event, server, rnd_percent(s->r, 50));
    if (!one_method) {
        if (leaf->component >= 0 && rnd_percent(s->r, 50))
            fprintf(s->out, " component=d.C%d", leaf->component);
        fputs(" {\n", s->out);
        put_items(s, &scope, 1);
        fputs("}\n", s->out);
        return;
    }
    method_paths(s, &scope.paths, leaf->interface, method, "ioe"[event]);
    if (nested) {
        fputs(" {\n", s->out);
        if (rnd_percent(s->r, 30))
            fputs("grant ()\n", s->out);
        fputs("match", s->out);
    }
    fprintf(s->out, " endpoint=%s method=M%u {\n", leaf->path, method);
    put_items(s, &scope, 2);
    fputs(nested ? "}\n}\n" : "}\n", s->out);
}

static void put_security_binding(struct solution *s)
{
    struct scope scope = {0};
    unsigned method = rnd_below(s->r, METHODS);

    for (unsigned k = 0; k < CLASSES; k++) {
        if (!s->classes[k].secured)
            continue;
        fprintf(s->out, "security src=d.P%u method=M%u {\n", k, method);
        method_paths(s, &scope.paths, 0, method, 'i');
        put_items(s, &scope, 2);
        fputs("}\n", s->out);
    }
}

static void put_execute_binding(struct solution *s)
{
    struct scope scope = {.has_dst = true};

    fputs("execute", s->out);
    if (rnd_percent(s->r, 40))
        fprintf(s->out, " src=d.P%u", rnd_below(s->r, CLASSES));
    if (rnd_percent(s->r, 60))
        fprintf(s->out, " dst=d.P%u", rnd_below(s->r, CLASSES));
    fputs(" {\n", s->out);
    put_items(s, &scope, 1);
    fputs("}\n", s->out);
}

static void put_policy(const char *dir, struct solution *s)
{
    unsigned bindings = 6 + rnd_below(s->r, 14);

    s->out = open_file(dir, "policy.psl");
    fputs("use nk.base._\nuse nk.basic._\nuse nk.hashmap._\nuse nk.staticmap._\nuse nk.flow._\n"
          "use nk.mic._\nuse nk.regex._\n",
          s->out);
    for (unsigned k = 0; k < CLASSES; k++)
        fprintf(s->out, "use EDL d.P%u\n", k);
    fprintf(s->out,
            "policy object ports : HashSet { type Entry = UInt16 config = { set_size : %u, pool_size : %u } }\n"
            "policy object map : StaticMap { type Value = UInt16 config = { keys : { \"a\" : 1, \"b\" : 7 }, pool_size : %u } }\n"
            "policy object door : Flow { type State = \"idle\" | \"busy\" | \"gone\" config = { states : [\"idle\", \"busy\", \"gone\"], "
            "initial : \"idle\", transitions : { \"idle\" : [\"busy\"], \"busy\" : [\"idle\", \"gone\"] } } }\n",
            1 + rnd_below(s->r, 3), 1 + rnd_below(s->r, 3), 1 + rnd_below(s->r, 3));
    s->categories = rnd_percent(s->r, 60);
    fprintf(s->out, "policy object mic : Mic { config = %s[\"LOW\", \"MID\", \"TOP\"]%s }\n",
            s->categories ? "{ degrees : " : "", s->categories ? ", categories : [\"net\", \"log\"] }" : "");
    put_execute_binding(s);
    put_security_binding(s);
    for (unsigned k = 0; k < bindings; k++)
        put_message_binding(s, rnd_below(s->r, 3));
    fclose(s->out);
}

void solution_write(const char *dir, struct rnd *r)
{
    struct solution s = {.r = r};
    char path[512];

    snprintf(path, sizeof path, "%s/d", dir);
    mkdir(path, 0777);
    for (unsigned k = 0; k < INTERFACES; k++) {
        make_interface(&s, k);
        put_interface(dir, &s, k);
    }
    for (unsigned k = 0; k < COMPONENTS; k++)
        s.components[k] = 1 + rnd_below(r, INTERFACES - 1);
    put_components(dir, &s);
    for (unsigned k = 0; k < CLASSES; k++) {
        make_class(&s, k);
        put_class(dir, &s, k);
    }
    put_policy(dir, &s);
}
