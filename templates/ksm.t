/* Security module of {{source}}. Made by nk-psl-gen-c: change the policy, not this file.
 *
 * Checks of structure, rules, then the tables that lead from an event to both; the engine that
 * walks the tables is libksm_kss. */
#include <nk/ksm_audit.h>
{{#cover}}
#define KSM_COVERAGE 1
{{/cover}}
#include <nk/ksm_engine.h>
#include <nk/ksm_rule.h>
#include <nk/model_note.h>
{{#headers}}
#include <nk/{{.}}.h>
{{/headers}}
#include <nk/verify.h>

/* ---- structure of messages ---------------------------------------------------------------- */
{{verifiers}}
{{#interfaces}}
{{#methods}}
{{#-first}}
static const struct ksm_method methods_{{c_name}}[] = {
{{/-first}}
    {"{{name}}", { {{req}},
        {{res}},
        {{err}} }},
{{#-last}}
};
{{/-last}}
{{/methods}}
{{>ksm_interface}}

{{/interfaces}}
{{>ksm_classes}}
{{>ksm_audit_plans}}
{{>ksm_state}}
{{#cover}}
{{>ksm_cover}}
{{/cover}}
{{>ksm_rules}}
{{names}}
{{>ksm_tables}}
/* ---- descriptions this was made from ------------------------------------------------------- */

{{notes}}
/* ---- the module --------------------------------------------------------------------------- */

static void init(nk_uint32_t kernel_sid)
{
    (void)kernel_sid;
    audit.level = {{audit_level}}u;
{{#object_count}}
    ksm_objects_reset(objects, {{object_count}});
{{/object_count}}
}

{{>ksm_checks}}

static __attribute__((noinline)) enum ksm_verdict decide_other(const struct ksm_event *event,
    struct nk_reason *reason)
{
    return audited(ksm_decide_other(event, reason, &tables), event, reason);
}

static __attribute__((noinline)) enum ksm_verdict decide_unusual(const struct ksm_event *event,
    struct nk_reason *reason, const struct ksm_row *row)
{
    const unsigned direction = event->kind - (unsigned)KSM_REQUEST;
    enum ksm_verdict verdict;
    ksm_check_fn *then;

    if (direction >= KSM_DIR_COUNT)
        return decide_other(event, reason);
    verdict = ksm_check(event, reason, &tables, row, direction, &then);
    return then ? then(event, reason) : audited(verdict, event, reason);
}

static __attribute__((noinline)) enum ksm_verdict decide_rest(const struct ksm_event *event,
    struct nk_reason *reason, const struct ksm_row *row, const struct ksm_way *way)
{
    if (nk_likely(way->head == ~ksm_head(event->msg)))
        return way->check(event, reason);
    return decide_unusual(event, reason, row);
}

static enum ksm_verdict decide(const struct ksm_event *event, struct nk_reason *reason)
{
    return ksm_decide(&tables, event, reason, decide_rest, decide_other);
}

static void sid_released(nk_uint32_t sid)
{
{{#object_count}}
    ksm_objects_release(objects, {{object_count}}, sid);
{{/object_count}}
{{^object_count}}
    (void)sid;
{{/object_count}}
}

static nk_size_t explain(const struct ksm_event *event, const struct nk_reason *reason, char *text,
                         nk_size_t size)
{
    return ksm_explain(&tables, event, reason, text, size);
}

static void set_audit(ksm_audit_sink *sink, void *context)
{
    audit.sink = sink;
    audit.context = context;
}

const struct ksm_module nk_ksm = {
    .magic = KSM_MAGIC,
    .abi = KSM_ABI,
    .model_hash = {
        {{model_hash}}
    },
    .core_hash = {
        {{core_hash}}
    },
    .class_count = {{class_count}},
    .class_names = class_names,
    .init = init,
    .decide = decide,
    .sid_released = sid_released,
    .explain = explain,
    .set_audit = set_audit,
    .routes = &tables.routes,
};
