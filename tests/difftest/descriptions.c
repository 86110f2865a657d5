/* Interfaces, components and classes of a random solution. The shapes are kept while they are
 * written, so that the policy names only what is there: what is compared is meaning, not
 * diagnostics. */
#include "shapes.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

FILE *open_file(const char *dir, const char *name)
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

struct type random_int(struct rnd *r)
{
    return (struct type){
        .shape = INT, .bits = 8u << rnd_below(r, 4), .is_signed = rnd_percent(r, 50)};
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
            if (p == 0 && rnd_percent(r, 40))
                param->type = (struct type){.shape = TEXT, .count = 1 + rnd_below(r, 6)};
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

void method_paths(struct solution *s, struct paths *out, unsigned interface, unsigned method,
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

void put_descriptions(const char *dir, struct solution *s)
{
    char path[512];

    snprintf(path, sizeof path, "%s/d", dir);
    mkdir(path, 0777);
    for (unsigned k = 0; k < INTERFACES; k++) {
        make_interface(s, k);
        put_interface(dir, s, k);
    }
    for (unsigned k = 0; k < COMPONENTS; k++)
        s->components[k] = 1 + rnd_below(s->r, INTERFACES - 1);
    put_components(dir, s);
    for (unsigned k = 0; k < CLASSES; k++) {
        make_class(s, k);
        put_class(dir, s, k);
    }
}
