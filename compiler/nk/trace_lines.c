/* Console lines of the kernel's trace, made readable. */
#include "nk/trace_lines.h"

#include "base/json.h"

#include <jansson.h>

#include <stdlib.h>

enum { HEADER = 24 }; /* bytes of a message before its parameters (generated-code 2) */

/* A line `ipc: KIND FROM(n) -> TO(m) METHOD size=N/M VERDICT`. */
struct message {
    char kind[16], from[320], to[320], method[640], verdict[16];
    unsigned size, arena;
};

static bool parse(const char *line, struct message *m)
{
    int end = 0;
    if (strncmp(line, "ipc: ", 5) != 0 ||
        sscanf(line + 5, "%15s %319s -> %319s %n", m->kind, m->from, m->to, &end) != 3 || !end)
        return false;
    /* What is not known has a name of several words. */
    const char *method = line + 5 + end, *size = strstr(method, " size=");
    if (!size || (size_t)(size - method) >= sizeof m->method)
        return false;
    memcpy(m->method, method, (size_t)(size - method));
    m->method[size - method] = '\0';
    return sscanf(size, " size=%9u/%9u %15s", &m->size, &m->arena, m->verdict) == 3;
}

static bool is_kernel(const char *process)
{
    return strncmp(process, "kl.core.Core(", 13) == 0;
}

/* ---- for programs ------------------------------------------------------------------------- */

static void print_object(const struct nk_trace *t, json_t *object)
{
    json_dumpf(object, t->out, JSON_COMPACT);
    fputc('\n', t->out);
    json_decref(object);
}

static json_t *text_object(const char *kind, const char *text)
{
    return json_pack("{so so}", "kind", nkc_json_text(kind), "text", nkc_json_text(text));
}

/* {"class": "demo.Client", "sid": 4} of `demo.Client(4)`. */
static json_t *process_object(char *process)
{
    char *sid = strrchr(process, '(');
    const long number = sid ? strtol(sid + 1, NULL, 10) : 0;
    if (sid)
        *sid = '\0';
    return json_pack("{so sI}", "class", nkc_json_text(process), "sid", (json_int_t)number);
}

static void print_message_object(const struct nk_trace *t, struct message m)
{
    print_object(t, json_pack("{so so so so sI sI so}", "kind", nkc_json_text(m.kind), "from",
                              process_object(m.from), "to", process_object(m.to), "method",
                              nkc_json_text(m.method), "size", (json_int_t)m.size, "arena",
                              (json_int_t)m.arena, "verdict", nkc_json_text(m.verdict)));
}

/* ---- for people --------------------------------------------------------------------------- */

static void print_message(struct nk_trace *t, const struct message *m, bool refused)
{
    char pair[768];
    const bool request = strcmp(m->kind, "request") == 0;
    const unsigned params = m->size > HEADER ? m->size - HEADER : 0;
    snprintf(pair, sizeof pair, "%s %s %s", request ? m->from : m->to, request ? "->" : "<-",
             request ? m->to : m->from);
    if (strlen(pair) > t->width)
        t->width = strlen(pair);
    fprintf(t->out, "%-*s  %s%s", (int)t->width, pair, m->method,
            strcmp(m->kind, "error") == 0 ? " error" : "");
    if (m->arena)
        fprintf(t->out, ", %u+%u bytes", params, m->arena);
    else if (params)
        fprintf(t->out, ", %u bytes", params);
    fprintf(t->out, "%s\n", refused ? "  REFUSED" : "");
}

static void take_message(struct nk_trace *t, const struct message *m, const char *line)
{
    const bool refused = strcmp(m->verdict, "granted") != 0;
    const bool kernel = is_kernel(m->from) || is_kernel(m->to);
    t->explain = false;
    if (t->only && !strstr(line, t->only))
        return;
    if (kernel && !refused && !t->kernel) {
        t->hidden++;
        return;
    }
    t->shown++;
    t->refused += refused;
    t->explain = refused;
    if (t->json)
        print_message_object(t, *m);
    else
        print_message(t, m, refused);
}

/* `[KSM  ] denied: KIND FROM -> TO METHOD: WHY` tells of the message above; only WHY is new. */
static bool take_reason(struct nk_trace *t, const char *line)
{
    static const char head[] = "[KSM  ] denied: ";
    if (strncmp(line, head, sizeof head - 1) != 0)
        return false;
    const char *arrow = strstr(line, " -> ");
    const char *why = arrow ? strstr(arrow, ": ") : NULL;
    if (t->json && (t->explain || !t->only))
        print_object(t, text_object("refusal", line + sizeof head - 1));
    else if (t->explain && why)
        fprintf(t->out, "    refused by %s\n", why + 2);
    else if (!t->only)
        fprintf(t->out, "    %s\n", line);
    t->explain = false;
    return true;
}

/* What the kernel says of itself before the first process runs and at the end. */
static bool is_boot(const char *line)
{
    static const char *const heads[] = {"[BOOT ] ",         "[MM   ] ",         "[ROFS ] ",
                                        "[KSM  ] Module: ", "[KSM  ] Server: ", "[INIT ] Starting ",
                                        "System halted"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (strncmp(line, heads[i], strlen(heads[i])) == 0)
            return true;
    return false;
}

static void take_console(const struct nk_trace *t, const char *line)
{
    if (t->only || !*line || (!t->kernel && is_boot(line)))
        return;
    if (t->json)
        print_object(t, text_object("console", line));
    else
        fprintf(t->out, "    | %s\n", line);
}

void nk_trace_line(void *context, const char *line)
{
    struct nk_trace *t = context;
    struct message m;
    if (parse(line, &m))
        take_message(t, &m, line);
    else if (!take_reason(t, line))
        take_console(t, line);
    fflush(t->out);
}

void nk_trace_summary(const struct nk_trace *t)
{
    if (t->json)
        return;
    fprintf(t->out, "%u message%s shown, %u refused", t->shown, t->shown == 1 ? "" : "s",
            t->refused);
    if (t->hidden)
        fprintf(t->out, "; %u with the kernel left out, `--kernel-too` shows them", t->hidden);
    fputc('\n', t->out);
}
