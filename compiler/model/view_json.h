/* Any view as JSON, written while it is read: no tree, no allocation per value.
 *
 * Canonical: the keys of an object in byte order, numbers in decimal, one spelling for each text;
 * equal views give equal bytes on every machine. Numbers above 2^53 - 1 are texts, because JSON
 * numbers lose digits in many readers (RFC 7493). Bytes that are not UTF-8 become U+FFFD. */
#ifndef NKC_MODEL_VIEW_JSON_H
#define NKC_MODEL_VIEW_JSON_H

#include "model/view.h"

struct nkc_view_json {
    unsigned indent; /* blanks per level; 0: all in one line, without blanks */
    bool places;     /* show where things were written, and the names of files */
    /* Takes the text in pieces; `target` is handed through. */
    void (*write)(void *target, const char *text, size_t size);
    void *target;
};

void nkc_view_write_json(const struct nkc_view_json *how, const struct nkc_view_type *type,
                         const void *object);

#endif
