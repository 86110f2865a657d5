/* Random expressions of rules. */
#include "pattern.h"
#include "shapes.h"

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

void put_sid(struct solution *s, const struct scope *scope)
{
    fputs(scope->has_dst && rnd_percent(s->r, 50) ? "dst_sid" : "src_sid", s->out);
}

/* A path to an integer; of the type of `like` when that is given. NULL when there is none. */
const struct path *int_path(struct solution *s, const struct scope *scope,
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
void put_int(struct solution *s, const struct scope *scope, const struct type *t,
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
const struct path *text_path(struct solution *s, const struct scope *scope)
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
    const struct path *text = text_path(s, scope);

    if (text && rnd_percent(s->r, 40)) {
        fprintf(s->out, "re.match {text : %s, pattern : ", text->text);
        put_pattern(s->out, s->r);
        fputs("}", s->out);
        return;
    }
    switch (rnd_below(s->r, 12)) {
    case 0:
        if (text) {
            fprintf(s->out, "pred.empty (%s)", text->text);
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

void put_bool(struct solution *s, const struct scope *scope, unsigned depth)
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
