/* What is refused, on the console. */
#include "refusal.h"
#include "boot.h"
#include "ksm_hook.h"

#define PRINTED 64 /* per process; then only powers of two */

static bool print_all;

void refusal_init(void)
{
    print_all = cmdline_is("kos.deny", "all");
}

static bool is_power_of_two(uint32_t n)
{
    return (n & (n - 1)) == 0;
}

uint32_t refusal_count(struct proc *cause)
{
    uint32_t count = cause ? ++cause->refusals : 1;

    return count <= PRINTED || print_all || is_power_of_two(count) ? count : 0;
}

void refusal_print(const char *tag, const char *text, uint32_t count)
{
    if (count > PRINTED && !print_all)
        klog(tag, "%s (%u so far)", text, count);
    else
        klog(tag, "%s", text);
}

/* ---- rights of handles -------------------------------------------------------------------- */

static bool is_refusal(Retcode rc)
{
    return rc == rcSecurityDisallow || rc == rcHandleRevoked;
}

Retcode refusal_of_handle(const char *what, uint32_t handle, Retcode rc)
{
    struct proc *p = current_proc();
    uint32_t count = is_refusal(rc) ? refusal_count(p) : 0;
    char text[REFUSAL_MAX];
    struct buffer b = {.text = text, .size = sizeof(text)};

    if (count == 0)
        return rc;
    format(&b, "denied: %s by %s(%u): handle 0x%x %s", what, p->class_name, p->obj.sid, handle,
           rc == rcHandleRevoked ? "is revoked" : "is of another kind or lacks the right");
    refusal_print("OCAP", text, count);
    return rc;
}

Retcode refusal_of_slot(enum ksm_kind kind, struct proc *from, const struct proc *to,
                        const struct nk_message *msg, uint32_t handle, unsigned slot, Retcode rc)
{
    uint32_t count = is_refusal(rc) ? refusal_count(from) : 0;
    char text[REFUSAL_MAX];
    struct buffer b = {.text = text, .size = sizeof(text)};

    if (count == 0)
        return rc;
    format(&b, "denied: ");
    ksm_describe(kind, from, to, msg, &b);
    format(&b, ": handle 0x%x in slot %u %s", handle, slot,
           rc == rcHandleRevoked ? "is revoked" : "may not be transferred");
    refusal_print("OCAP", text, count);
    return rc;
}
