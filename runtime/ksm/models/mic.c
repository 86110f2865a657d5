#include <nk/ksm_mic.h>
#include <nk/ksm_rule.h>

enum { CATEGORIES = (1 << KSM_MIC_CATEGORIES_MAX) - 1 };

_Static_assert(((nk_uint64_t)KSM_MIC_DEGREES_MAX << KSM_MIC_CATEGORIES_MAX) <= KSM_MIC_RECEIVES,
               "degree and categories leave the two highest bits of a level alone");

/* ---- levels ---- */

static nk_uint32_t degree_of(nk_uint32_t level)
{
    return (level >> KSM_MIC_CATEGORIES_MAX) % KSM_MIC_DEGREES_MAX;
}

static nk_bool_t at_most(nk_uint32_t a, nk_uint32_t b)
{
    return !(a & ~b & CATEGORIES) && degree_of(a) <= degree_of(b);
}

/* ---- levels of SIDs ---- */

/* A level and whose it is: SID 0 for one that the rule gives, level 0 for none. */
struct holder {
    nk_uint64_t sid;
    nk_uint32_t level;
};

static nk_bool_t in_range(nk_uint64_t sid)
{
    return sid >= 1 && sid <= KSS_SID_MAX;
}

static nk_bool_t refuse(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint8_t code,
                        nk_uint64_t sid)
{
    return ksm_state_denied(w, mic->object, code, sid, KSS_SID_MAX);
}

/* The level of a SID that should have one; level 0 after noting that it has none. */
static struct holder need(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t sid)
{
    struct holder h = {sid, in_range(sid) ? mic->levels[sid].level : 0};

    if (!h.level)
        (void)refuse(w, mic, in_range(sid) ? KSM_POOL_NONE : KSM_POOL_RANGE, sid);
    return h;
}

static nk_bool_t compared(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint8_t code,
                          struct holder a, struct holder b)
{
    return ksm_state_denied(w, mic->object, code, a.sid | (nk_uint64_t)a.level << 32,
                            b.sid | (nk_uint64_t)b.level << 32);
}

/* Whether the level of `a` is not above that of `b`; both have one. */
static nk_bool_t want_at_most(struct ksm_witness *w, const struct ksm_mic *mic, struct holder a,
                              struct holder b)
{
    if (at_most(a.level, b.level))
        return NK_TRUE;
    return compared(w, mic, at_most(b.level, a.level) ? KSM_MIC_EXCEEDS : KSM_MIC_APART, a, b);
}

/* ---- flow of data between two that have levels ---- */

/* From target to source: the target is trusted enough, or the source may hear less trusted ones. */
static nk_bool_t flows_in(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                          nk_uint64_t target)
{
    const struct holder from = need(w, mic, target), to = need(w, mic, source);
    struct holder lowest = to;

    if (!from.level || !to.level)
        return NK_FALSE;
    if (at_most(to.level, from.level))
        return NK_TRUE;
    lowest.level = mic->levels[source].receives;
    if (at_most(lowest.level, from.level))
        return NK_TRUE;
    lowest.level |= KSM_MIC_RECEIVES;
    return compared(w, mic, at_most(from.level, lowest.level) ? KSM_MIC_EXCEEDS : KSM_MIC_APART,
                    lowest, from);
}

/* From source to target. */
static nk_bool_t flows_out(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                           nk_uint64_t target)
{
    const struct holder from = need(w, mic, source), to = need(w, mic, target);

    return from.level && to.level && want_at_most(w, mic, to, from);
}

nk_bool_t ksm_mic_call(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                       nk_uint64_t target)
{
    return flows_in(w, mic, source, target);
}

nk_bool_t ksm_mic_read(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                       nk_uint64_t target)
{
    return flows_in(w, mic, source, target);
}

nk_bool_t ksm_mic_invoke(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                         nk_uint64_t target)
{
    return flows_out(w, mic, source, target);
}

nk_bool_t ksm_mic_write(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                        nk_uint64_t target)
{
    return flows_out(w, mic, source, target);
}

/* ---- giving levels ---- */

static void give(struct ksm_journal *j, const struct ksm_mic *mic, nk_uint64_t sid,
                 nk_uint32_t level, nk_uint32_t receives)
{
    ksm_set32(j, &mic->levels[sid].level, level);
    ksm_set32(j, &mic->levels[sid].receives, receives);
}

nk_bool_t ksm_mic_execute(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_mic *mic,
                          nk_uint64_t image, nk_uint64_t target, nk_uint32_t level,
                          nk_uint32_t receives)
{
    struct holder given = {0, level}, lowest = {0, receives}, from;

    if (!in_range(target))
        return refuse(w, mic, KSM_POOL_RANGE, target);
    if (image != KSM_MIC_ABSENT) {
        from = need(w, mic, image);
        if (!from.level)
            return NK_FALSE;
        if (!level)
            given = from;
        else if (!want_at_most(w, mic, given, from))
            return NK_FALSE;
    }
    if (!receives)
        lowest.level = given.level;
    else if (!at_most(receives, given.level)) {
        lowest.level |= KSM_MIC_RECEIVES;
        return compared(w, mic, at_most(given.level, receives) ? KSM_MIC_EXCEEDS : KSM_MIC_APART,
                        lowest, given);
    }
    give(j, mic, target, given.level, lowest.level);
    return NK_TRUE;
}

/* Those whose levels bound that of a resource. Without a container there are two. */
struct bounds {
    struct holder of[3];
    nk_uint32_t count;
};

static nk_bool_t find_bounds(struct ksm_witness *w, const struct ksm_mic *mic, struct bounds *b,
                             nk_uint64_t source, nk_uint64_t container, nk_uint64_t driver)
{
    b->of[0] = need(w, mic, source);
    b->of[1] = need(w, mic, driver);
    b->count = 2;
    if (container != KSM_MIC_ABSENT)
        b->of[b->count++] = need(w, mic, container);
    return b->of[0].level && b->of[1].level && b->of[b->count - 1].level;
}

static nk_bool_t inside(struct ksm_witness *w, const struct ksm_mic *mic, const struct bounds *b,
                        struct holder given)
{
    nk_uint32_t i;

    for (i = 0; i < b->count; i++)
        if (!want_at_most(w, mic, given, b->of[i]))
            return NK_FALSE;
    return NK_TRUE;
}

/* The lowest of the bounds, level 0 after noting that there is none: two are incomparable. */
static struct holder lowest_of(struct ksm_witness *w, const struct ksm_mic *mic,
                               const struct bounds *b)
{
    const struct holder none = {0, 0};
    struct ksm_witness silent = {0};
    nk_uint32_t i;

    for (i = 0; i < b->count; i++)
        if (inside(&silent, mic, b, b->of[i]))
            return b->of[i];
    (void)inside(w, mic, b, b->of[0]);
    return none;
}

nk_bool_t ksm_mic_create(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_mic *mic,
                         nk_uint64_t source, nk_uint64_t target, nk_uint64_t container,
                         nk_uint64_t driver, nk_uint32_t level)
{
    struct holder given = {0, level};
    struct bounds bounds;

    if (!in_range(target))
        return refuse(w, mic, KSM_POOL_RANGE, target);
    if (!find_bounds(w, mic, &bounds, source, container, driver))
        return NK_FALSE;
    if (mic->levels[target].level)
        return refuse(w, mic, KSM_POOL_TWICE, target);
    if (!level)
        given = lowest_of(w, mic, &bounds);
    else if (!inside(w, mic, &bounds, given))
        return NK_FALSE;
    if (!given.level)
        return NK_FALSE;
    give(j, mic, target, given.level, given.level);
    return NK_TRUE;
}

nk_bool_t ksm_mic_upgrade(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_mic *mic,
                          nk_uint64_t source, nk_uint64_t target, nk_uint64_t container,
                          nk_uint64_t driver, nk_uint32_t level)
{
    const struct holder now = need(w, mic, target), given = {0, level};
    struct bounds bounds;

    if (!now.level || !find_bounds(w, mic, &bounds, source, container, driver))
        return NK_FALSE;
    if (level == now.level || !at_most(now.level, level))
        return compared(w, mic, KSM_MIC_NOT_ABOVE, given, now);
    if (!inside(w, mic, &bounds, given))
        return NK_FALSE;
    ksm_set32(j, &mic->levels[target].level, level);
    return NK_TRUE;
}

nk_bool_t ksm_mic_delete(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_mic *mic,
                         nk_uint64_t source, nk_uint64_t target, nk_uint64_t container,
                         nk_uint64_t driver)
{
    if (!need(w, mic, driver).level || !flows_out(w, mic, source, target))
        return NK_FALSE;
    if (container != KSM_MIC_ABSENT && !flows_out(w, mic, source, container))
        return NK_FALSE;
    give(j, mic, target, 0, 0);
    return NK_TRUE;
}

nk_uint32_t ksm_mic_query_level(struct ksm_witness *w, const struct ksm_mic *mic,
                                nk_uint64_t source, const nk_uint32_t *branches,
                                nk_uint32_t otherwise)
{
    const struct holder h = need(w, mic, source);

    if (!h.level) {
        w->failed = NK_TRUE;
        return 0;
    }
    return h.level & CATEGORIES ? otherwise : branches[degree_of(h.level)];
}

/* ---- the model ---- */

static void reset(const void *object)
{
    const struct ksm_mic *mic = (const struct ksm_mic *)object;
    nk_uint32_t sid;

    for (sid = 0; sid <= KSS_SID_MAX; sid++)
        mic->levels[sid].level = mic->levels[sid].receives = 0;
}

static void release(const void *object, nk_uint32_t sid)
{
    const struct ksm_mic *mic = (const struct ksm_mic *)object;

    if (in_range(sid))
        mic->levels[sid].level = mic->levels[sid].receives = 0;
}

/* `level HIGH {net, log} of SID 4`; numbers in a reason may be any. */
static void put_level(struct ksm_line *line, const struct ksm_mic *mic, nk_uint64_t number)
{
    const nk_uint32_t level = (nk_uint32_t)(number >> 32), degree = degree_of(level);
    const char *before = " {";
    nk_uint32_t i;

    ksm_put(line, level & KSM_MIC_RECEIVES ? "lowest level to receive from, " : "level ");
    ksm_put(line, degree < mic->degree_count ? mic->degrees[degree] : "?");
    for (i = 0; i < mic->category_count; i++) {
        if (!(level >> i & 1))
            continue;
        ksm_put(line, before);
        ksm_put(line, mic->categories[i]);
        before = ", ";
    }
    if (before[0] == ',')
        ksm_put(line, "}");
    if (!(nk_uint32_t)number)
        return;
    ksm_put(line, " of SID ");
    ksm_put_number(line, (nk_uint32_t)number);
}

static void explain(struct ksm_line *line, const void *object, const struct nk_reason *reason)
{
    const struct ksm_mic *mic = (const struct ksm_mic *)object;

    if (reason->code < KSM_POOL_CODES) {
        ksm_pool_explain(line, "level", reason);
        return;
    }
    put_level(line, mic, reason->value);
    ksm_put(line, reason->code == KSM_MIC_EXCEEDS ? " exceeds "
                  : reason->code == KSM_MIC_APART ? " cannot be compared with "
                                                  : " does not exceed ");
    put_level(line, mic, reason->limit);
}

const struct ksm_model ksm_mic_model = {reset, release, explain};
