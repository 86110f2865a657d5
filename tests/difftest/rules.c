/* Random rules. */
#include "pattern.h"
#include "shapes.h"

static const char *const states[] = {"idle", "busy", "gone"};
static const char *const degrees[] = {"LOW", "MID", "TOP"};

void put_level(struct solution *s)
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
    else if (rnd_percent(s->r, 20))
        fprintf(s->out, "%u", 1 + rnd_below(s->r, 12)); /* one that other events are about */
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

void put_mic_rule(struct solution *s, const struct scope *scope)
{
    static const char *const flows[] = {"call", "invoke", "read", "write"};
    static const char *const resources[] = {"create", "upgrade", "delete"};
    unsigned pick = rnd_below(s->r, 20), which = rnd_percent(s->r, 50) ? 0 : 1 + rnd_below(s->r, 2);

    if (pick < 6) {
        put_mic_execute(s, scope);
    } else if (pick < 14) {
        fprintf(s->out, "mic.%s {", resources[which]);
        put_subject(s, scope, "source");
        put_subject(s, scope, ", target");
        put_subject(s, scope, ", driver");
        if (rnd_percent(s->r, 60))
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
    unsigned pick = rnd_below(s->r, 26);

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

    if (text && rnd_percent(s->r, 60)) {
        fprintf(s->out, "choice (re.select {text : %s}) {\n", text->text);
        return BY_TEXT;
    }
    if (p && rnd_percent(s->r, 40)) {
        fprintf(s->out, "choice (math.sum [%s]) {\n", p->text); /* a call, as psl 6.7 asks */
        return BY_NUMBER;
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

    if (depth && text_path(s, scope) && rnd_percent(s->r, 30)) {
        put_choice(s, scope, depth);
    } else if (pick < 8) {
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

void put_items(struct solution *s, const struct scope *scope, unsigned depth)
{
    for (unsigned n = 1 + rnd_below(s->r, 4); n; n--)
        put_item(s, scope, depth);
}
