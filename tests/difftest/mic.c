/* The model Mic of the interpreter (security-models 10). */
#include "state.h"

#include <nk/ksm_mic.h>

/* Where a level comes from: a SID, or 0 for the rule itself. */
struct holder {
    uint64_t sid;
    struct level level;
};

struct call {
    struct eval *e;
    const struct object *o;
    struct slot *slots;
};

/* ---- levels ---- */

static bool exceeds(struct level a, struct level b)
{
    return (a.categories & b.categories) == b.categories && a.degree >= b.degree &&
           (a.degree != b.degree || a.categories != b.categories);
}

static bool at_most(struct level a, struct level b)
{
    return exceeds(b, a) || (a.degree == b.degree && a.categories == b.categories);
}

static uint64_t shown(const struct holder *h, uint32_t mark)
{
    return h->sid |
           (uint64_t)(KSM_MIC_LEVEL(h->level.degree, h->level.categories) | mark) << 32;
}

/* `a` is at most `b`, or that is why the call is refused. */
static bool want_at_most(const struct call *c, const struct holder *a, uint32_t mark,
                         const struct holder *b)
{
    return at_most(a->level, b->level) ||
           refuse_call(c->e, c->o, exceeds(a->level, b->level) ? KSM_MIC_EXCEEDS : KSM_MIC_APART,
                       shown(a, mark), shown(b, 0));
}

/* ---- arguments ---- */

static bool is_none(const struct psl_expr *arg, const char *name)
{
    return !dict_entry(arg, name) || dict_entry(arg, name)->kind == PSL_E_UNIT;
}

static struct level given_level(const struct object *o, const struct psl_expr *x)
{
    struct level level = {0, 0};
    const struct psl_expr *degree = x, *list = NULL;

    if (x->kind == PSL_E_DICT) {
        degree = dict_entry(x, "degree");
        list = dict_entry(x, "categories");
    }
    if (degree->kind == PSL_E_TEXT)
        level.degree = find_text(o->degrees, o->degree_count, degree->text);
    for (size_t i = 0; list && list->kind == PSL_E_LIST && i < list->entries->list.len; i++)
        level.categories |= 1u << find_text(o->categories, o->category_count,
                                            list->entries->list.data[i].value->text);
    return level;
}

static bool in_range(uint64_t sid)
{
    return sid >= 1 && sid <= KSS_SID_MAX;
}

/* The level of the SID that field `name` gives; false when it has none. */
static bool need(const struct call *c, const struct psl_expr *arg, const char *name,
                 struct holder *h)
{
    h->sid = eval_word(c->e, dict_entry(arg, name));
    if (!in_range(h->sid))
        return refuse_call(c->e, c->o, KSM_POOL_RANGE, h->sid, KSS_SID_MAX);
    if (!c->slots[h->sid].used)
        return refuse_call(c->e, c->o, KSM_POOL_NONE, h->sid, KSS_SID_MAX);
    h->level = c->slots[h->sid].level;
    return true;
}

static void give(const struct call *c, uint64_t sid, struct level level, struct level receives)
{
    c->slots[sid].used = true;
    c->slots[sid].level = level;
    c->slots[sid].receives = receives;
}

/* ---- rules ---- */

static bool flows_in(const struct call *c, const struct psl_expr *arg)
{
    struct holder from, to;
    bool known = need(c, arg, "target", &from);

    if (!need(c, arg, "source", &to) || !known)
        return false;
    if (at_most(to.level, from.level))
        return true;
    to.level = c->slots[to.sid].receives;
    return want_at_most(c, &to, KSM_MIC_RECEIVES, &from);
}

static bool flows_out(const struct call *c, const struct psl_expr *arg, const char *where)
{
    struct holder from, to;
    bool known = need(c, arg, "source", &from);

    return need(c, arg, where, &to) && known && want_at_most(c, &to, 0, &from);
}

static bool execute(const struct call *c, const struct psl_expr *arg)
{
    const uint64_t target = eval_word(c->e, dict_entry(arg, "target"));
    const bool inherits = is_none(arg, "level");
    struct holder image, given = {0, {0, 0}}, lowest = {0, {0, 0}};

    if (!in_range(target))
        return refuse_call(c->e, c->o, KSM_POOL_RANGE, target, KSS_SID_MAX);
    if (!inherits)
        given.level = given_level(c->o, dict_entry(arg, "level"));
    if (!is_none(arg, "image")) {
        if (!need(c, arg, "image", &image))
            return false;
        if (inherits)
            given = image;
        else if (!want_at_most(c, &given, 0, &image))
            return false;
    }
    lowest.level = given.level;
    if (!is_none(arg, "levelR"))
        lowest.level = given_level(c->o, dict_entry(arg, "levelR"));
    if (!want_at_most(c, &lowest, KSM_MIC_RECEIVES, &given))
        return false;
    give(c, target, given.level, lowest.level);
    return true;
}

/* Whether all that bound a resource have a level; how many there are in `count`. */
static bool find_bounds(const struct call *c, const struct psl_expr *arg, struct holder *of,
                        unsigned *count)
{
    bool known = need(c, arg, "source", &of[0]);

    known &= need(c, arg, "driver", &of[1]);
    *count = 2;
    if (!is_none(arg, "container"))
        known &= need(c, arg, "container", &of[(*count)++]);
    return known;
}

static bool inside(const struct call *c, const struct holder *given, const struct holder *of,
                   unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (!want_at_most(c, given, 0, &of[i]))
            return false;
    return true;
}

/* The one of the bounds that is at most each of them; false when there is none. */
static bool lowest_of(const struct holder *of, unsigned count, struct holder *lowest)
{
    for (unsigned i = 0; i < count; i++) {
        unsigned n = 0;

        while (n < count && at_most(of[i].level, of[n].level))
            n++;
        *lowest = of[i];
        if (n == count)
            return true;
    }
    return false;
}

static bool create(const struct call *c, const struct psl_expr *arg)
{
    const uint64_t target = eval_word(c->e, dict_entry(arg, "target"));
    struct holder of[3], given = {0, {0, 0}};
    unsigned count;

    if (!in_range(target))
        return refuse_call(c->e, c->o, KSM_POOL_RANGE, target, KSS_SID_MAX);
    if (!find_bounds(c, arg, of, &count))
        return false;
    if (c->slots[target].used)
        return refuse_call(c->e, c->o, KSM_POOL_TWICE, target, KSS_SID_MAX);
    if (!is_none(arg, "level"))
        given.level = given_level(c->o, dict_entry(arg, "level"));
    else if (!lowest_of(of, count, &given))
        given = of[0]; /* which is then refused */
    if (!inside(c, &given, of, count))
        return false;
    give(c, target, given.level, given.level);
    return true;
}

static bool upgrade(const struct call *c, const struct psl_expr *arg)
{
    struct holder now, of[3];
    const struct holder given = {0, given_level(c->o, dict_entry(arg, "level"))};
    unsigned count;

    if (!need(c, arg, "target", &now) || !find_bounds(c, arg, of, &count))
        return false;
    if (!exceeds(given.level, now.level))
        return refuse_call(c->e, c->o, KSM_MIC_NOT_ABOVE, shown(&given, 0), shown(&now, 0));
    if (!inside(c, &given, of, count))
        return false;
    c->slots[now.sid].level = given.level;
    return true;
}

static bool forget(const struct call *c, const struct psl_expr *arg)
{
    struct holder driver;

    if (!need(c, arg, "driver", &driver) || !flows_out(c, arg, "target") ||
        (!is_none(arg, "container") && !flows_out(c, arg, "container")))
        return false;
    memset(&c->slots[eval_word(c->e, dict_entry(arg, "target"))], 0, sizeof *c->slots);
    return true;
}

bool mic_call(struct eval *e, const struct object *o, struct slot *slots, const char *method,
              const struct psl_expr *arg, uint64_t *result)
{
    const struct call c = {e, o, slots};
    struct holder source;

    if (strcmp(method, "execute") == 0)
        return execute(&c, arg);
    if (strcmp(method, "create") == 0)
        return create(&c, arg);
    if (strcmp(method, "upgrade") == 0)
        return upgrade(&c, arg);
    if (strcmp(method, "delete") == 0)
        return forget(&c, arg);
    if (strcmp(method, "call") == 0 || strcmp(method, "read") == 0)
        return flows_in(&c, arg);
    if (strcmp(method, "invoke") == 0 || strcmp(method, "write") == 0)
        return flows_out(&c, arg, "target");
    if (!need(&c, arg, "source", &source))
        return false;
    *result = source.level.categories ? o->degree_count : source.level.degree;
    return true;
}

/* ---- declarations ---- */

static unsigned read_names(const char **names, const struct psl_expr *list)
{
    unsigned n = 0;

    NKC_FOREACH(i, &list->entries->list)
        names[n++] = list->entries->list.data[i].value->text;
    return n;
}

void mic_read(struct object *o, const struct psl_expr *config)
{
    const bool chain = config->kind == PSL_E_LIST;

    o->model = MIC;
    o->degree_count = read_names(o->degrees, chain ? config : dict_entry(config, "degrees"));
    if (!chain)
        o->category_count = read_names(o->categories, dict_entry(config, "categories"));
}
