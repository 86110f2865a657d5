/* Diagnostics as records, and the sinks that show them.
 *
 * nkc_diag (session.h) makes a record and hands it to the sink of the session. A sink decides
 * the form alone: what is reported, its severity and its number are settled before.
 * Ownership: a record and all it points to live as long as the session.
 * Untrusted: `message` may hold any bytes of the input; a sink cleans them as its form needs. */
#ifndef NKC_BASE_DIAG_H
#define NKC_BASE_DIAG_H

#include "base/session.h"

struct nkc_diag_record {
    enum nkc_diag_id id;
    enum nkc_severity severity; /* after -W; NKC_NOTE belongs to the record before it */
    struct nkc_span span;       /* src NULL: no place */
    const char *message;
};

struct nkc_diag_sink {
    const char *name; /* value of --diagnostics */
    void (*report)(struct nkc_session *s, const struct nkc_diag_record *d);
    /* Text that repairs the last error or warning; NULL: the form shows none. */
    void (*fix)(struct nkc_session *s, struct nkc_span span, const char *replacement);
    /* Once, when the session ends; NULL: nothing is left to write. */
    void (*finish)(struct nkc_session *s);
};

extern const struct nkc_diag_sink nkc_diag_text, nkc_diag_json, nkc_diag_sarif;

/* Where a span begins and ends. Lines and columns from 1, in code points; the end is exclusive. */
struct nkc_region {
    uint32_t line, column, end_line, end_column;
};
struct nkc_region nkc_span_region(struct nkc_span span);

#endif
