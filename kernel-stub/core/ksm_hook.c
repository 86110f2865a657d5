/* The security module: found at boot, asked about every event. The kernel calls it with interrupts
 * masked and never from two places at once. */
#include "ksm_hook.h"
#include "boot.h"
#include "core_hash.h"
#include "log.h"
#include "object.h"
#include "refusal.h"
#include "trace.h"

/* The description of the kernel that it was built from. makeimg sees the note, and the kernel
 * itself asks again at boot: a module can get into an image in other ways. */
NK_MODEL_NOTE(core_note, NK_MODEL_CLASS, "kl.core.Core", KERNEL_CORE_HASH);
static const uint8_t kernel_core_hash[32] = {KERNEL_CORE_HASH};

/* Absent from the image: the addresses are 0. makeimg --insecure defines the second. */
extern const struct ksm_module nk_ksm __attribute__((weak));
extern const char kos_insecure_image[] __attribute__((weak));

static const struct ksm_module *module; /* NULL: insecure image, everything is granted */
static uint16_t core_class = KSM_NO_CLASS;

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

static void take_record(void *context, const nk_uint8_t *data, nk_size_t size)
{
    (void)context;
    log_put(LOG_KSS, data, size);
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
    if (&nk_ksm) {
        check_module(&nk_ksm);
        module = &nk_ksm;
        ksm_decide = module->decide;
        module->set_audit(take_record, NULL);
        execute_kernel();
    } else if (kos_insecure_image) {
        klog("KSM", "WARNING! Booting an insecure kernel!");
        sched.short_closed |= 1;
    } else {
        refuse_boot("no security module");
    }
}

const struct ksm_row *const *ksm_rows(uint16_t class_id, unsigned direction)
{
    if (!module)
        return NULL;
    return module->routes->from[(unsigned)class_id * KSM_KINDS + (unsigned)KSM_REQUEST + direction];
}

void ksm_sid_released(uint32_t sid)
{
    if (module)
        module->sid_released(sid);
}

void ksm_refused(struct proc *cause, const struct ksm_event *e, const struct nk_reason *reason)
{
    static char text[REFUSAL_MAX];
    uint32_t count = refusal_count(cause);

    if (count == 0)
        return;
    text[0] = '\0';
    module->explain(e, reason, text, sizeof(text));
    refusal_print("KSM", text, count);
}

void ksm_refuse_class(struct proc *cause, const char *class_name)
{
    char text[REFUSAL_MAX];
    struct buffer b = {.text = text, .size = sizeof(text)};
    uint32_t count = refusal_count(cause);

    if (count == 0)
        return;
    format(&b, "denied: execute %s(%u) -> %s: unknown class",
           cause ? cause->class_name : "kl.core.Core", cause ? cause->obj.sid : KOS_SID_KERNEL,
           class_name);
    refusal_print("KSM", text, count);
}

static const char *verdict_name(enum ksm_verdict v)
{
    return v == KSM_GRANTED ? "granted" : v == KSM_DENIED ? "denied" : "malformed";
}

static struct ksm_event event_of(enum ksm_kind kind, const struct proc *from, const struct proc *to,
                                 const struct nk_message *msg)
{
    return (struct ksm_event){
        .kind = (uint16_t)kind,
        .src_class = from ? from->class_id : core_class,
        .dst_class = kind == KSM_SECURITY ? KSM_NO_CLASS
                     : to                 ? to->class_id
                                          : core_class,
        .src_sid = from ? from->obj.sid : KOS_SID_KERNEL,
        .dst_sid = kind == KSM_SECURITY ? 0
                   : to                 ? to->obj.sid
                                        : KOS_SID_KERNEL,
        .msg = msg,
    };
}

static const char *kind_name(enum ksm_kind kind)
{
    static const char *const names[] = {
        [KSM_EXECUTE] = "execute", [KSM_REQUEST] = "request",   [KSM_RESPONSE] = "response",
        [KSM_ERROR] = "error",     [KSM_SECURITY] = "security",
    };

    return names[kind];
}

void ksm_describe(enum ksm_kind kind, const struct proc *from, const struct proc *to,
                  const struct nk_message *msg, struct buffer *out)
{
    static const char granted[] = "granted: ";
    static char text[REFUSAL_MAX];
    const struct ksm_event e = event_of(kind, from, to, msg);
    const struct nk_reason none = {0};

    if (module && module->explain(&e, &none, text, sizeof(text)) >= sizeof(granted)) {
        format(out, "%s", text + sizeof(granted) - 1);
        return;
    }
    format(out, "%s %s(%u) -> %s(%u) riid %u mid %u", kind_name(kind),
           from ? from->class_name : "kl.core.Core", e.src_sid,
           to ? to->class_name : "kl.core.Core", e.dst_sid, msg->iid, msg->mid);
}

bool ksm_ask(enum ksm_kind kind, struct proc *from, struct proc *to, uint32_t self_sid,
             const struct nk_message *msg, const struct nk_arena *arena)
{
    struct ksm_event e = event_of(kind, from, to, msg);
    struct nk_reason reason = {0};
    enum ksm_verdict v;

    e.self_sid = self_sid;
    e.arena = arena;
    v = ksm_decide(&e, &reason);
    if (trace_mask & (TRACE_IPC | TRACE_KSM))
        trace_event(kind, from, to, msg, arena, verdict_name(v));
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
