/* The security module: found at boot, asked about every event. The kernel calls it with interrupts
 * masked and never from two places at once. */
#include "ksm_hook.h"
#include "boot.h"
#include "core_hash.h"
#include "object.h"
#include "trace.h"

#define REFUSALS_PRINTED 64 /* per process; then only powers of two */
#define EXPLAIN_MAX      512

/* Absent from the image: the addresses are 0. makeimg --insecure defines the second. */
extern const struct ksm_module nk_ksm __attribute__((weak));
extern const char kos_insecure_image[] __attribute__((weak));

static const struct ksm_module *module; /* NULL: insecure image, everything is granted */
static uint16_t core_class = KSM_NO_CLASS;
static bool print_all;

static enum ksm_verdict grant(const struct ksm_event *e, struct nk_reason *reason)
{
    (void)e, (void)reason;
    return KSM_GRANTED;
}

enum ksm_verdict (*ksm_decide)(const struct ksm_event *e, struct nk_reason *reason) = grant;

bool ksm_class(const char *name, uint16_t *id)
{
    uint32_t low = 0, high = module ? module->class_count : 0;

    *id = KSM_NO_CLASS;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(name, module->class_names[middle]);

        if (order == 0) {
            *id = (uint16_t)middle;
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return module == NULL;
}

_Noreturn static void refuse_boot(const char *why)
{
    klog("KSM", "%s: refusing to boot", why);
    halt(STATUS_POLICY);
}

static void check_module(const struct ksm_module *m)
{
    if (m->magic != KSM_MAGIC || m->abi != KSM_ABI)
        refuse_boot("security module of another version");
    if (memcmp(m->core_hash, kernel_core_hash, sizeof(m->core_hash)) != 0)
        refuse_boot("security module made for another kl.core.Core");
    klog("KSM", "Module: 'ksm.module' loaded.");
}

static void execute_kernel(void)
{
    if (!ksm_class("kl.core.Core", &core_class))
        refuse_boot("policy without class kl.core.Core");
    module->init(KOS_SID_KERNEL);
    if (!ksm_ask_execute(NULL, NULL))
        halt(STATUS_POLICY);
    klog("KSM", "Server: 'kl.core.Core' executed.");
}

void ksm_init(void)
{
    print_all = cmdline_is("kos.deny", "all");
    if (&nk_ksm) {
        check_module(&nk_ksm);
        module = &nk_ksm;
        ksm_decide = module->decide;
        execute_kernel();
    } else if (kos_insecure_image) {
        klog("KSM", "WARNING! Booting an insecure kernel!");
    } else {
        refuse_boot("no security module");
    }
}

void ksm_sid_released(uint32_t sid)
{
    if (module)
        module->sid_released(sid);
}

static bool is_power_of_two(uint32_t n)
{
    return (n & (n - 1)) == 0;
}

/* The count of this refusal, or 0: it is left out, so that a process cannot drown the console. */
static uint32_t count_refusal(struct proc *cause)
{
    uint32_t count = cause ? ++cause->refusals : 1;

    return count <= REFUSALS_PRINTED || print_all || is_power_of_two(count) ? count : 0;
}

static void print_line(const char *text, uint32_t count)
{
    if (count > REFUSALS_PRINTED && !print_all)
        klog("KSM", "%s (%u so far)", text, count);
    else
        klog("KSM", "%s", text);
}

void ksm_refused(struct proc *cause, const struct ksm_event *e, const struct nk_reason *reason)
{
    static char text[EXPLAIN_MAX];
    uint32_t count = count_refusal(cause);

    if (count == 0)
        return;
    text[0] = '\0';
    module->explain(e, reason, text, sizeof(text));
    print_line(text, count);
}

void ksm_refuse_class(struct proc *cause, const char *class_name)
{
    char text[EXPLAIN_MAX];
    struct buffer b = {.text = text, .size = sizeof(text)};
    uint32_t count = count_refusal(cause);

    if (count == 0)
        return;
    format(&b, "denied: execute %s(%u) -> %s: unknown class",
           cause ? cause->class_name : "kl.core.Core", cause ? cause->obj.sid : KOS_SID_KERNEL,
           class_name);
    print_line(text, count);
}

static const char *verdict_name(enum ksm_verdict v)
{
    return v == KSM_GRANTED ? "granted" : v == KSM_DENIED ? "denied" : "malformed";
}

bool ksm_ask(enum ksm_kind kind, struct proc *from, struct proc *to, uint32_t self_sid,
             const struct nk_message *msg, const struct nk_arena *arena)
{
    const struct ksm_event e = {
        .kind = (uint16_t)kind,
        .src_class = from ? from->class_id : core_class,
        .dst_class = kind == KSM_SECURITY ? KSM_NO_CLASS
                     : to                 ? to->class_id
                                          : core_class,
        .src_sid = from ? from->obj.sid : KOS_SID_KERNEL,
        .dst_sid = kind == KSM_SECURITY ? 0
                   : to                 ? to->obj.sid
                                        : KOS_SID_KERNEL,
        .self_sid = self_sid,
        .msg = msg,
        .arena = arena,
    };
    struct nk_reason reason = {0};
    enum ksm_verdict v = ksm_decide(&e, &reason);

    if (kind != KSM_EXECUTE)
        trace_message(&e, from, to, verdict_name(v));
    trace(TRACE_KSM, "ksm: kind %u class %u(%u) -> class %u(%u) riid=%u mid=%u: %s", e.kind,
          e.src_class, e.src_sid, e.dst_class, e.dst_sid, msg->iid, msg->mid, verdict_name(v));
    if (v == KSM_GRANTED)
        return true;
    ksm_refused(from, &e, &reason);
    return false;
}

bool ksm_ask_execute(struct proc *initiator, struct proc *started)
{
    static const struct nk_message empty = {.ex = {.size_ex = sizeof(empty)}};

    return ksm_ask(KSM_EXECUTE, initiator, started, 0, &empty, NULL);
}
