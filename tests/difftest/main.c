/* difftest: generated security modules against the reference interpreter.
 *
 *   difftest write SEED DIR              writes the random solution of a seed
 *   difftest run SEED DIR EVENTS MODULE.so...
 *                                        feeds the same events to the interpreter and to each module
 *
 * The first line of a difference says the event's number, what each says and which rule was meant;
 * exit status 3 then. The policy's own field table is read from the module's explanation of a reason. */
#include "event.h"
#include "interp.h"
#include "solution.h"

#include <nk/ksm_route.h>

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MODULES_MAX = 8, STATUS_DIFFERENT = 3 };

static struct rnd seeded(const char *seed, uint64_t salt)
{
    struct rnd r = {strtoull(seed, NULL, 10) * UINT64_C(0x9e3779b9) + salt};

    (void)rnd_next(&r);
    return r;
}

static struct policy *load(const char *dir)
{
    struct nkc_session *s = nkc_session_new("difftest");
    char path[512];
    struct policy *p;

    nkc_vec_push(s->arena, &s->include_dirs, nkc_interns(s, dir));
    nkc_vec_push(s->arena, &s->include_dirs, nkc_interns(s, getenv("INC")));
    s->diag_stream = fopen("/dev/null", "w"); /* the compiler told it all already */
    snprintf(path, sizeof path, "%s/policy.psl", dir);
    p = pol_load(s, path, NULL);
    if (!p || s->error_count) {
        fprintf(stderr, "difftest: %s does not load\n", path);
        exit(2);
    }
    return p;
}

struct module {
    const char *name;
    const struct ksm_module *ksm;
};

static struct module open_module(const char *name)
{
    struct module m = {.name = name};
    void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);

    m.ksm = handle ? dlsym(handle, "nk_ksm") : NULL;
    if (!m.ksm) {
        fprintf(stderr, "difftest: %s\n", dlerror());
        exit(2);
    }
    m.ksm->init(1);
    return m;
}

/* The line of
 * explain holds the field's name; rows of the table are not compared. */
static bool same_reason(const struct module *m, const struct ksm_event *event,
                        const struct nk_reason *found, const struct opinion *want)
{
    const struct nk_reason *r = &want->reason;
    bool place = r->stage == NK_STAGE_STRUCTURE || r->stage == NK_STAGE_RULE;
    char line[1024], text[PATH_MAX_TEXT];
    const char *name;

    if (found->stage != r->stage || found->code != r->code || found->rule != r->rule ||
        found->cond != r->cond || found->value != r->value || found->limit != r->limit ||
        found->elem[0] != r->elem[0] || found->elem[1] != r->elem[1])
        return false;
    if (!place)
        return found->field == r->field;
    if ((found->field != 0) != (want->field[0] != 0))
        return false;
    if (r->stage != NK_STAGE_STRUCTURE || !want->field[0])
        return true;
    (void)m->ksm->explain(event, found, line, sizeof line);
    /* The explanation writes indices into the brackets: compare the last name of the path. */
    name = strrchr(want->field, '.') ? strrchr(want->field, '.') + 1 : want->field;
    snprintf(text, sizeof text, "%.*s", (int)strcspn(name, "["), name);
    return strstr(line, text) != NULL;
}

static void show(const char *who, enum ksm_verdict verdict, const struct nk_reason *r,
                 const char *field)
{
    static const char *const words[] = {"granted", "denied", "malformed"};

    printf("  %s: %s stage %u code %u rule %u cond %u field %s elem %u %u value %llu limit %llu\n", who,
           words[verdict], r->stage, r->code, r->rule, r->cond, field, r->elem[0], r->elem[1],
           (unsigned long long)r->value, (unsigned long long)r->limit);
}

/* Messages that the kernel delivers for their head alone, without asking `decide`. */
static bool is_plain(const struct module *m, const struct ksm_event *event)
{
    const struct ksm_routes *routes = m->ksm->routes;

    if (!routes || event->kind >= KSM_KINDS || event->src_class >= routes->class_count ||
        event->dst_class >= routes->class_count || event->arena->current != event->arena->start)
        return false;
    return ksm_is_plain(routes->from[event->src_class * KSM_KINDS + event->kind][event->dst_class],
                        event->msg->iid, event->msg->mid, ksm_head(event->msg));
}

static bool agree(const struct module *m, const struct ksm_event *event, unsigned long number,
                  const struct opinion *want)
{
    struct nk_reason reason = {0};
    enum ksm_verdict verdict = m->ksm->decide(event, &reason);
    char row[16], line[1024] = "";

    if (is_plain(m, event) && want->verdict != KSM_GRANTED)
        printf("the routes grant it:\n");
    else if (verdict == want->verdict &&
        (verdict == KSM_GRANTED || same_reason(m, event, &reason, want)))
        return true;
    if (verdict != KSM_GRANTED)
        (void)m->ksm->explain(event, &reason, line, sizeof line);
    snprintf(row, sizeof row, "#%u", reason.field);
    printf("event %lu: kind %u class %u -> %u sid %u -> %u iid %u mid %u\n", number, event->kind,
           event->src_class, event->dst_class, event->src_sid, event->dst_sid, event->msg->iid,
           event->msg->mid);
    show("interpreter", want->verdict, &want->reason, want->field);
    show(m->name, verdict, &reason, row);
    printf("  %s\n", line);
    return false;
}

static int run(const char *seed, const char *dir, unsigned long events, char **names, int count)
{
    struct rnd r = seeded(seed, 2);
    struct policy *p = load(dir);
    struct interp *in = interp_new(p);
    struct module modules[MODULES_MAX];
    static struct random_event e;
    unsigned long verdicts[3] = {0};

    if (count > MODULES_MAX) {
        fprintf(stderr, "difftest: at most %d modules\n", MODULES_MAX);
        return 2;
    }
    for (int i = 0; i < count; i++)
        modules[i] = open_module(names[i]);
    for (unsigned long n = 1; n <= events; n++) {
        struct opinion want;

        event_make(&e, p, &r);
        interp_decide(in, &e.event, &want);
        verdicts[want.verdict]++;
        for (int i = 0; i < count; i++)
            if (!agree(&modules[i], &e.event, n, &want))
                return STATUS_DIFFERENT;
        if (rnd_percent(&r, 1)) {
            uint32_t sid = SID_FIRST + rnd_below(&r, SID_COUNT);

            interp_release(in, sid);
            for (int i = 0; i < count; i++)
                modules[i].ksm->sid_released(sid);
        }
    }
    printf("seed %s: %lu events: %lu granted, %lu denied, %lu malformed\n", seed, events,
           verdicts[KSM_GRANTED], verdicts[KSM_DENIED], verdicts[KSM_MALFORMED]);
    interp_free(in);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "write") == 0) {
        struct rnd r = seeded(argv[2], 1);

        solution_write(argv[3], &r);
        return 0;
    }
    if (argc >= 6 && strcmp(argv[1], "run") == 0)
        return run(argv[2], argv[3], strtoul(argv[4], NULL, 10), argv + 5, argc - 5);
    fprintf(stderr, "usage: difftest write SEED DIR | run SEED DIR EVENTS MODULE.so...\n");
    return 2;
}
