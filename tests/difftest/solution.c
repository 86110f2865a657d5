/* Random solutions: bindings of the policy, and the whole. */
#include "solution.h"

#include "shapes.h"

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

/* Most classes get their levels when they start: without such, no flow of data can be granted. */
static void put_levels(struct solution *s)
{
    struct scope scope = {.has_dst = true};

    for (unsigned k = 0; k < CLASSES; k++) {
        if (rnd_percent(s->r, 30))
            continue;
        fprintf(s->out, "execute dst=d.P%u {\nmic.execute {image : (), target : dst_sid, level : ", k);
        put_level(s);
        fprintf(s->out, ", levelR : %s}\n}\n", rnd_percent(s->r, 50) ? "()" : "\"LOW\"");
    }
    if (rnd_percent(s->r, 50)) {
        fprintf(s->out, "response src=d.P%u {\n", rnd_below(s->r, CLASSES));
        put_mic_rule(s, &scope);
        fputs("}\n}\n", s->out);
    }
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
    put_levels(s);
    put_security_binding(s);
    for (unsigned k = 0; k < bindings; k++)
        put_message_binding(s, rnd_below(s->r, 3));
    fclose(s->out);
}

void solution_write(const char *dir, struct rnd *r)
{
    struct solution s = {.r = r};

    put_descriptions(dir, &s);
    put_policy(dir, &s);
}
