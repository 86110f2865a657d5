/* The program that nk-audit builds for a policy: a CBOR sequence of audit records from standard
 * input to JSON lines, or with an argument `text` to lines as the kernel prints them. Hostile input:
 * the file. Status 1 when it holds anything but records of this policy. */
#include "json.h"

#include <errno.h>
#include <nk/errno.h>
#include <string.h>

enum { WINDOW = 2 * NK_AUDIT_RECORD_MAX };

static void print_text(const struct nk_audit_record *record)
{
    char text[4096];
    nk_audit_text(&nk_audit_policy, record, text, sizeof text);
    puts(text);
    for (nk_uint32_t i = 0; i < record->call_count; i++) {
        nk_audit_call_text(&nk_audit_policy, &record->calls[i], text, sizeof text);
        printf("    %s\n", text);
    }
    if (record->more)
        printf("    and %u more\n", (unsigned)record->more);
}

/* Size of the record at the start of the data; 0: none. Records carry no length: the one prefix that
 * decodes is the record. */
static size_t take(const unsigned char *data, size_t size, struct nk_audit_record *record)
{
    size_t most = size < NK_AUDIT_RECORD_MAX ? size : NK_AUDIT_RECORD_MAX;
    for (size_t n = 1; n <= most; n++)
        if (nk_audit_decode(data, n, record) == NK_EOK)
            return n;
    return 0;
}

static int fail(const char *text, unsigned long offset)
{
    fflush(stdout); /* what came before it, before it */
    fprintf(stderr, "nk-audit: error: %s at byte %lu\n", text, offset);
    return 1;
}

static int run(int as_text)
{
    static unsigned char window[WINDOW];
    struct nk_audit_record record;
    size_t have = 0;
    unsigned long offset = 0;
    for (;;) {
        have += fread(window + have, 1, sizeof window - have, stdin);
        if (ferror(stdin))
            return fail(strerror(errno), offset);
        if (have == 0)
            return 0;
        size_t size = take(window, have, &record);
        if (size == 0)
            return fail("no audit record", offset);
        if (!nk_audit_fits(&nk_audit_policy, &record))
            return fail("a record of another policy", offset);
        if (as_text)
            print_text(&record);
        else
            nk_audit_json(&nk_audit_policy, &record, stdout);
        have -= size;
        offset += size;
        memmove(window, window + size, have);
    }
}

int main(int argc, char **argv)
{
    int status = run(argc > 1 && strcmp(argv[1], "text") == 0);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "nk-audit: error: cannot write: %s\n", strerror(errno));
        return 1;
    }
    return status;
}
