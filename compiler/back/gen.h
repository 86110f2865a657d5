/* Headers and dependency files of nk-gen-c.
 *
 * Input: the model, read-only. Output: text appended to a buffer; nothing here touches the disk.
 * Errors go to the session; a false result means the text is not usable. */
#ifndef NKC_BACK_GEN_H
#define NKC_BACK_GEN_H

#include "model/load.h"

/* Parts of a header, each with what it needs (nk-gen-c 4.3). */
enum nkc_gen_part {
    NKC_GEN_TYPES = 1 << 0,
    NKC_GEN_INTERFACE = 1 << 1,
    NKC_GEN_ENDPOINTS = 1 << 2,
    NKC_GEN_CLIENT = 1 << 3,
    NKC_GEN_SERVER = 1 << 4,
    NKC_GEN_VALIDATORS = 1 << 5,
    NKC_GEN_REFL = 1 << 6,  /* tables of nk_component_node; the only part with no others */
    NKC_GEN_TESTS = 1 << 7, /* makers of random messages (IDL) */
};

enum nkc_gen_trace { NKC_TRACE_OFF, NKC_TRACE_HEADERS, NKC_TRACE_DUMP };

struct nkc_gen_options {
    unsigned parts;    /* of enum nkc_gen_part; 0 = all but validators, refl and tests */
    bool validators;   /* in addition to `parts` */
    bool tests;        /* in addition to all parts, when `parts` names none */
    bool acsl;         /* validators with contracts */
    bool no_arena_max; /* without the larger of two arena sizes, as SDK 1.3 */
    bool extended_errors;
    enum nkc_gen_trace trace_client, trace_server;
    NKC_VEC(const char *) trace_methods; /* empty: all */
};

/* The header of an IDL, CDL or EDL input. */
bool nkc_gen_header(struct nkc_session *s, const struct nkc_input *input,
                    const struct nkc_gen_options *options, struct nkc_buf *out);

/* The dependency file (nk-gen-c 5): `base` is the input's file name, ITank.idl; every description
 * loaded into the model is a prerequisite but the input itself. */
void nkc_gen_depfile(struct nkc_model *model, const struct nkc_input *input, const char *base,
                     struct nkc_buf *out);

/* One rule for build systems: `header`, as the caller names it, and every description loaded, the
 * input included. */
void nkc_gen_make_rule(struct nkc_model *model, const struct nkc_input *input, const char *header,
                       struct nkc_buf *out);

#endif
