#include <nk/ksm_flow.h>
#include <nk/ksm_rule.h>

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == 1 <==> 1 <= sid <= 65535;
    ensures \result == 0 || \result == 1; */
static nk_bool_t in_range(nk_uint64_t sid)
{
    return sid >= 1 && sid <= KSS_SID_MAX;
}

/*@ requires \valid(w) && \valid_read(flow);
    terminates \true;
    exits \false;
    assigns w->state, w->object, w->value, w->limit;
    ensures \result == 0; */
static nk_bool_t refuse(struct ksm_witness *w, const struct ksm_flow *flow, nk_uint8_t code,
                        nk_uint64_t sid)
{
    return ksm_state_denied(w, flow->object, code, sid, KSS_SID_MAX);
}

/* The state of a SID that should have a machine, 0 after noting that it has none. */
/*@ requires ksm_flow_ok((struct ksm_flow *)flow) && \valid(w);
    requires \separated(w, flow, flow->states + (0 .. 65535));
    terminates \true;
    exits \false;
    assigns w->state, w->object, w->value, w->limit;
    ensures \result != 0 ==> 1 <= sid <= 65535;
    ensures \result <= flow->count; */
static nk_uint8_t need(struct ksm_witness *w, const struct ksm_flow *flow, nk_uint64_t sid)
{
    const nk_uint8_t state = in_range(sid) ? flow->states[sid] : 0;

    if (nk_unlikely(!state))
        (void)refuse(w, flow, in_range(sid) ? KSM_POOL_NONE : KSM_POOL_RANGE, sid);
    return state;
}

/*@ requires 1 <= state <= 64;
    terminates \true;
    exits \false;
    assigns \nothing; */
static nk_uint64_t set_of(nk_uint32_t state)
{
    return (nk_uint64_t)1 << (state - 1u);
}

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
static nk_uint64_t found(nk_uint64_t sid, nk_uint8_t state)
{
    return sid | (nk_uint64_t)state << 32;
}

/* ---- rules and expressions ---- */

nk_bool_t ksm_flow_init(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_flow *flow,
                        nk_uint64_t sid)
{
    if (!in_range(sid))
        return refuse(w, flow, KSM_POOL_RANGE, sid);
    if (flow->states[sid])
        return refuse(w, flow, KSM_POOL_TWICE, sid);
    ksm_set8(j, &flow->states[sid], flow->initial);
    return NK_TRUE;
}

nk_bool_t ksm_flow_fini(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_flow *flow,
                        nk_uint64_t sid)
{
    if (!need(w, flow, sid))
        return NK_FALSE;
    ksm_set8(j, &flow->states[sid], 0);
    return NK_TRUE;
}

nk_bool_t ksm_flow_enter(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_flow *flow,
                         nk_uint64_t sid, nk_uint8_t state)
{
    const nk_uint8_t now = need(w, flow, sid);

    if (!now)
        return NK_FALSE;
    if (!(flow->next[now - 1u] & set_of(state)))
        return ksm_state_denied(w, flow->object, KSM_FLOW_ENTER, found(sid, now), state);
    ksm_set8(j, &flow->states[sid], state);
    return NK_TRUE;
}

nk_bool_t ksm_flow_allow(struct ksm_witness *w, const struct ksm_flow *flow, nk_uint64_t sid,
                         nk_uint64_t states)
{
    const nk_uint8_t now = need(w, flow, sid);

    if (!now)
        return NK_FALSE;
    if (states & set_of(now))
        return NK_TRUE;
    return ksm_state_denied(w, flow->object, KSM_FLOW_ALLOW, found(sid, now), states);
}

nk_uint32_t ksm_flow_query(struct ksm_witness *w, const struct ksm_flow *flow, nk_uint64_t sid,
                           const nk_uint32_t *branches)
{
    const nk_uint8_t now = need(w, flow, sid);

    if (now)
        return branches[now - 1u];
    w->failed = NK_TRUE;
    return 0;
}

/* ---- the model ---- */

static void reset(const void *object)
{
    const struct ksm_flow *flow = (const struct ksm_flow *)object;
    nk_uint32_t sid;

    for (sid = 0; sid <= KSS_SID_MAX; sid++)
        flow->states[sid] = 0;
}

static void release(const void *object, nk_uint32_t sid)
{
    if (in_range(sid))
        ((const struct ksm_flow *)object)->states[sid] = 0;
}

/* The reason may come from elsewhere: a number that is no state has no name. */
static void put_name(struct ksm_line *line, const struct ksm_flow *flow, nk_uint64_t state)
{
    ksm_put(line, state >= 1 && state <= flow->count ? flow->names[state - 1] : "?");
}

static void put_set(struct ksm_line *line, const struct ksm_flow *flow, nk_uint64_t states)
{
    const char *before = "";
    nk_uint32_t state;

    ksm_put(line, ", allowed: ");
    for (state = 1; state <= flow->count; state++) {
        if (!(states & set_of(state)))
            continue;
        ksm_put(line, before);
        put_name(line, flow, state);
        before = ", ";
    }
    if (!*before)
        ksm_put(line, "none");
}

static void explain(struct ksm_line *line, const void *object, const struct nk_reason *reason)
{
    const struct ksm_flow *flow = (const struct ksm_flow *)object;
    const nk_uint64_t state = reason->value >> 32;

    if (reason->code < KSM_POOL_CODES) {
        ksm_pool_explain(line, "machine", reason);
        return;
    }
    ksm_put(line, "state of SID ");
    ksm_put_number(line, reason->value & 0xffffffffu);
    ksm_put(line, " is ");
    put_name(line, flow, state);
    if (reason->code == KSM_FLOW_ENTER) {
        ksm_put(line, ", asked for: ");
        put_name(line, flow, reason->limit);
        put_set(line, flow, state >= 1 && state <= flow->count ? flow->next[state - 1] : 0);
    } else {
        put_set(line, flow, reason->limit);
    }
}

const struct ksm_model ksm_flow_model = {reset, release, explain};
