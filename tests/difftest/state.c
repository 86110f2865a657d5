/* State of Flow, HashSet, StaticMap and Mic: plain arrays, copied whole when an event begins and put
 * back when it is denied. */
#include "state.h"

#include <nk/ksm_flow.h>
#include <nk/ksm_hashset.h>
#include <nk/ksm_staticmap.h>

#include <stdlib.h>

struct istate {
    unsigned count;
    struct object objects[OBJECTS_MAX];
    struct slot slots[OBJECTS_MAX][SIDS], saved[OBJECTS_MAX][SIDS];
};

const struct psl_expr *dict_entry(const struct psl_expr *dict, const char *key)
{
    NKC_FOREACH(i, &dict->entries->list)
        if (strcmp(dict->entries->list.data[i].key.text, key) == 0)
            return dict->entries->list.data[i].value;
    return NULL;
}

bool state_is_object(struct policy *p, const char *name)
{
    NKC_FOREACH(i, &p->decls)
        if (p->decls.data[i].decl->kind == PSL_D_OBJECT &&
            strcmp(p->decls.data[i].decl->name.text, name) == 0)
            return true;
    return false;
}

/* ---- declarations ---- */

unsigned find_text(const char *const *list, unsigned count, const char *text)
{
    unsigned i = 0;

    while (i < count && strcmp(list[i], text) != 0)
        i++;
    return i;
}

static void read_flow(struct object *o, const struct psl_expr *config)
{
    const struct psl_expr *states = dict_entry(config, "states");
    const struct psl_expr *next = dict_entry(config, "transitions");

    o->model = FLOW;
    NKC_FOREACH(i, &states->entries->list)
        o->states[o->state_count++] = states->entries->list.data[i].value->text;
    o->initial = 1 + find_text(o->states, o->state_count, dict_entry(config, "initial")->text);
    NKC_FOREACH(i, &next->entries->list) {
        const struct psl_entry *from = &next->entries->list.data[i];

        NKC_FOREACH(k, &from->value->entries->list)
            o->next[find_text(o->states, o->state_count, from->key.text)] |=
                1u << find_text(o->states, o->state_count,
                                from->value->entries->list.data[k].value->text);
    }
}

static void read_object(struct object *o, const struct psl_decl *d)
{
    const struct psl_expr *config = NULL;

    o->name = d->name.text;
    NKC_FOREACH(i, &d->params->list)
        if (strcmp(d->params->list.data[i].name.text, "config") == 0)
            config = d->params->list.data[i].value;
    if (strcmp(d->target.text, "Flow") == 0) {
        read_flow(o, config);
        return;
    }
    if (strcmp(d->target.text, "Mic") == 0) {
        mic_read(o, config);
        return;
    }
    o->pool = (unsigned)dict_entry(config, "pool_size")->value;
    if (strcmp(d->target.text, "HashSet") == 0) {
        o->model = HASHSET;
        o->set = (unsigned)dict_entry(config, "set_size")->value;
        return;
    }
    o->model = STATICMAP;
    NKC_FOREACH(i, &dict_entry(config, "keys")->entries->list) {
        const struct psl_entry *key = &dict_entry(config, "keys")->entries->list.data[i];

        o->keys[o->key_count] = key->key.text;
        o->defaults[o->key_count++] = key->value->value;
    }
}

struct istate *state_new(struct policy *p)
{
    struct istate *st = calloc(1, sizeof *st);

    NKC_FOREACH(i, &p->decls) {
        if (p->decls.data[i].decl->kind != PSL_D_OBJECT)
            continue;
        read_object(&st->objects[st->count], p->decls.data[i].decl);
        st->objects[st->count].number = (uint16_t)(st->count + 1);
        st->count++;
    }
    return st;
}

void state_free(struct istate *st)
{
    free(st);
}

void state_reset(struct istate *st)
{
    memset(st->slots, 0, sizeof st->slots);
}

void state_save(struct istate *st)
{
    memcpy(st->saved, st->slots, sizeof st->saved);
}

void state_restore(struct istate *st)
{
    memcpy(st->slots, st->saved, sizeof st->slots);
}

void state_release(struct istate *st, uint32_t sid)
{
    for (unsigned i = 0; i < st->count; i++)
        memset(&st->slots[i][sid], 0, sizeof st->slots[i][sid]);
}

/* ---- calls ---- */

bool refuse_call(struct eval *e, const struct object *o, unsigned code, uint64_t value,
                 uint64_t limit)
{
    if (!e->failed && !e->state) {
        e->state = (uint8_t)code;
        e->object = o->number;
        e->value = value;
        e->limit = limit;
    }
    return false;
}

static unsigned used_slots(const struct istate *st, const struct object *o)
{
    unsigned n = 0;

    for (unsigned sid = 0; sid < SIDS; sid++)
        n += st->slots[o->number - 1][sid].used;
    return n;
}

static bool init(struct eval *e, struct istate *st, const struct object *o, uint64_t sid)
{
    struct slot *s = &st->slots[o->number - 1][sid];

    if (s->used)
        return refuse_call(e, o, KSM_POOL_TWICE, sid, KSS_SID_MAX);
    if (o->model != FLOW && used_slots(st, o) == o->pool)
        return refuse_call(e, o, KSM_POOL_FULL, sid, o->pool);
    memset(s, 0, sizeof *s);
    s->used = true;
    s->state = o->initial;
    memcpy(s->base, o->defaults, sizeof s->base);
    memcpy(s->working, o->defaults, sizeof s->working);
    return true;
}

static bool call_flow(struct eval *e, const struct object *o, struct slot *s, uint64_t sid,
                      const char *method, const struct psl_expr *arg, uint64_t *result)
{
    const uint64_t found = sid | (uint64_t)s->state << 32;
    unsigned wanted = 0;

    if (strcmp(method, "query") == 0) {
        *result = s->state;
        return true;
    }
    if (strcmp(method, "enter") == 0) {
        wanted = find_text(o->states, o->state_count, dict_entry(arg, "state")->text);
        if (!(o->next[s->state - 1] >> wanted & 1))
            return refuse_call(e, o, KSM_FLOW_ENTER, found, wanted + 1);
        s->state = wanted + 1;
        return true;
    }
    NKC_FOREACH(i, &dict_entry(arg, "states")->entries->list)
        wanted |= 1u << find_text(o->states, o->state_count,
                                  dict_entry(arg, "states")->entries->list.data[i].value->text);
    return (wanted >> (s->state - 1) & 1) || refuse_call(e, o, KSM_FLOW_ALLOW, found, wanted);
}

static bool call_set(struct eval *e, const struct object *o, struct slot *s, uint64_t sid,
                     const char *method, uint64_t entry, uint64_t *result)
{
    unsigned at = 0;

    while (at < s->count && s->entries[at] != entry)
        at++;
    if (strcmp(method, "contains") == 0) {
        *result = at < s->count;
    } else if (strcmp(method, "remove") == 0 && at < s->count) {
        s->entries[at] = s->entries[--s->count];
    } else if (strcmp(method, "add") == 0 && at == s->count) {
        if (s->count == o->set)
            return refuse_call(e, o, KSM_HASHSET_FULL, sid, o->set);
        s->entries[s->count++] = entry;
    }
    return true;
}

static bool call_map(const struct object *o, struct slot *s, const char *method,
                     const struct psl_expr *arg, uint64_t given, uint64_t *result)
{
    unsigned key = 0;

    if (dict_entry(arg, "key"))
        key = find_text(o->keys, o->key_count, dict_entry(arg, "key")->text);
    if (strcmp(method, "commit") == 0)
        memcpy(s->base, s->working, sizeof s->base);
    else if (strcmp(method, "rollback") == 0)
        memcpy(s->working, s->base, sizeof s->working);
    else if (strcmp(method, "set") == 0)
        s->working[key] = given;
    else
        *result = s->base[key];
    return true;
}

static const struct object *find_object(const struct istate *st, const char *name)
{
    const struct object *o = st->objects;

    while (strcmp(o->name, name) != 0)
        o++;
    return o;
}

const char *state_label(struct interp *in, const char *object, uint64_t value)
{
    const struct object *o = find_object(interp_state(in), object);

    if (o->model == FLOW)
        return o->states[value - 1];
    return value < o->degree_count ? o->degrees[value] : "";
}

bool state_call(struct eval *e, const struct psl_expr *arg, const char *object, const char *method,
                uint64_t *result)
{
    struct istate *st = interp_state(e->in);
    const struct object *o = find_object(st, object);
    const struct psl_expr *what = dict_entry(arg, "entry") ? dict_entry(arg, "entry") : dict_entry(arg, "value");
    uint64_t sid, given;
    struct slot *s;

    if (o->model == MIC)
        return mic_call(e, o, st->slots[o->number - 1], method, arg, result);
    sid = eval_word(e, dict_entry(arg, "sid"));
    given = what ? eval_word(e, what) : 0; /* all arguments before the call */
    if (sid < 1 || sid > KSS_SID_MAX)
        return refuse_call(e, o, KSM_POOL_RANGE, sid, KSS_SID_MAX);
    s = &st->slots[o->number - 1][sid];
    if (strcmp(method, "init") == 0)
        return init(e, st, o, sid);
    if (!s->used)
        return refuse_call(e, o, KSM_POOL_NONE, sid, KSS_SID_MAX);
    if (strcmp(method, "fini") == 0) {
        memset(s, 0, sizeof *s);
        return true;
    }
    if (o->model == FLOW)
        return call_flow(e, o, s, sid, method, arg, result);
    if (o->model == HASHSET)
        return call_set(e, o, s, sid, method, given, result);
    return call_map(o, s, method, arg, given, result);
}
