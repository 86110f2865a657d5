/* Records as lines of text: the event and its reason are put back together, and the formatter of the
 * module does the rest. */
#include <nk/audit.h>
#include <nk/ksm_engine.h>

nk_bool_t nk_audit_fits(const struct nk_audit_names *names, const struct nk_audit_record *record)
{
    for (unsigned i = 0; i < NK_AUDIT_MODULE_SIZE; i++)
        if (names->module[i] != record->module[i])
            return NK_FALSE;
    return NK_TRUE;
}

nk_size_t nk_audit_text(const struct nk_audit_names *names, const struct nk_audit_record *record,
                        char *text, nk_size_t size)
{
    const struct nk_message message = {.iid = record->iid, .mid = record->mid};
    const struct ksm_event event = {
        .kind = record->kind,
        .src_class = record->src_class,
        .dst_class = record->dst_class,
        .src_sid = record->src_sid,
        .dst_sid = record->dst_sid,
        .msg = &message,
    };

    return ksm_explain(names->tables, &event, &record->reason, text, size);
}

nk_size_t nk_audit_call_text(const struct nk_audit_names *names, const struct nk_audit_call *call,
                             char *text, nk_size_t size)
{
    static const char *const results[NK_AUDIT_CALL_RESULTS] = {
        [NK_AUDIT_CALL_DENIED] = ": denied",
        [NK_AUDIT_CALL_GRANTED] = ": granted",
        [NK_AUDIT_CALL_FALSE] = ": false",
        [NK_AUDIT_CALL_TRUE] = ": true",
    };
    nk_size_t used = ksm_explain_call(names->tables, call->rule, text, size);
    const char *result = call->result < NK_AUDIT_CALL_RESULTS ? results[call->result] : "";

    while (*result && used + 1 < size)
        text[used++] = *result++;
    if (size)
        text[used] = '\0';
    return used;
}
