/* Audit records as JSON lines (host tools). */
#ifndef KSSAUDIT_JSON_H
#define KSSAUDIT_JSON_H

#include <nk/audit.h>

#include <stdio.h>

/* Writes the record as one JSON object and a newline; names that are not known are left out. Errors
 * of the stream are the caller's to look for. */
void nk_audit_json(const struct nk_audit_names *names, const struct nk_audit_record *record,
                   FILE *out);

#endif
