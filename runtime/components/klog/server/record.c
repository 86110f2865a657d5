#include "server/record.h"

#include <kss/audit.h>
#include <nk/errno.h>
#include <nk/ksm.h>
#include <stdio.h>
#include <string.h>

#define CALL_SIZE 512

/* Appends a line; false, and nothing, when it does not fit. Leaves `spare` bytes. */
static int append(struct kl_KlogStorage_Entry *entry, const char *line, nk_size_t spare)
{
    char *text = (char *)entry->msg;
    const nk_size_t used = strlen(text), length = strlen(line);

    if (used + 3 + length + spare >= sizeof entry->msg)
        return 0;
    memcpy(text + used, "\n  ", 3);
    memcpy(text + used + 3, line, length + 1);
    return 1;
}

static void append_calls(const struct nk_audit_names *names, const struct nk_audit_record *record,
                         struct kl_KlogStorage_Entry *entry)
{
    char line[CALL_SIZE];
    nk_uint32_t told = 0;

    for (; told < record->call_count; told++) {
        nk_audit_call_text(names, &record->calls[told], line, sizeof line);
        if (!append(entry, line, sizeof "\n  and 4294967295 more"))
            break;
    }
    if (told < record->call_count + record->more) {
        snprintf(line, sizeof line, "and %u more",
                 (unsigned)(record->call_count - told + record->more));
        (void)append(entry, line, 0);
    }
}

void klog_entry_of_record(const struct nk_audit_names *names, const void *data, nk_size_t size,
                          struct kl_KlogStorage_Entry *entry)
{
    char *text = (char *)entry->msg;
    struct nk_audit_record record;

    entry->reason = KSS_AUDIT_POSITION_NONE;
    memset(entry->msg, 0, sizeof entry->msg);
    if (nk_audit_decode(data, size, &record) != NK_EOK) {
        snprintf(text, sizeof entry->msg, "an audit record of %u bytes that cannot be read",
                 (unsigned)size);
        return;
    }
    entry->reason =
        record.verdict == KSM_GRANTED ? KSS_AUDIT_POSITION_GRANT : KSS_AUDIT_POSITION_DENY;
    if (!nk_audit_fits(names, &record)) {
        snprintf(text, sizeof entry->msg, "audit record %llu, of another policy",
                 (unsigned long long)record.seq);
        return;
    }
    nk_audit_text(names, &record, text, sizeof entry->msg);
    append_calls(names, &record, entry);
}
