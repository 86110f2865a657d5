/* Verifiers: straight-line C that decides whether a received message fits its declared type.
 *
 * One library function emits them for both users: nk-gen-c (--validators) and nk-psl-gen-c.
 * Per method and direction one function is emitted:
 *
 *     static int <prefix><P>_<M>_req(const struct nk_message *msg, const struct nk_arena *arena,
 *                                    struct nk_reason *reason);      (also _res, _err)
 *
 * P is the interface's C name (port_demo_ITank), M the method. The function returns 1 when the
 * message is well formed and leaves *reason alone; otherwise 0 with *reason filled: stage
 * NK_STAGE_STRUCTURE, code, field (row of the field table from 1, 0 = the message as a whole),
 * elem, value, limit. `reason` must not be NULL; `arena` may be.
 *
 * The emitted text needs only `#include <nk/verify.h>`: it reads the message as bytes at the
 * offsets of the model and uses no generated type. The functions have the attribute unused.
 *
 * How to use it from nk-psl-gen-c:
 *
 *     struct nkc_field_table fields;
 *     nkc_field_table_init(&fields, session->arena);
 *     for each distinct interface, in a stable order:
 *         nkc_verifier_emit(session, iface, "verify_", NKC_VERIFIER_PLAIN, &fields, &text);
 *     ... refer to the functions by nkc_verifier_name(...) in your dispatch tables ...
 *     ... nkc_field_row(&fields, "volume") for fields your own rules name ...
 *     ... print fields.rows as the module's table: row k is fields.rows.data[k - 1] ...
 *
 * Rules: generated-code 11, platform 4. */
#ifndef NKC_BACK_VERIFIER_H
#define NKC_BACK_VERIFIER_H

#include "model/model.h"

/* Paths of message fields as a reader writes them: `text`, `entries[].name`, `info.cooked.label`.
 * `[]` marks the element of a sequence or array; union members are written as fields. Equal paths
 * share a row; rows are numbered from 1 in the order first asked for, which makes them stable as
 * long as the caller asks in a stable order. */
struct nkc_field_table {
    struct nkc_arena *arena;
    struct nkc_map index;       /* path -> row number */
    NKC_VEC(const char *) rows; /* row k stands at k - 1 */
};

enum { NKC_FIELD_ROWS_MAX = 65535 };

void nkc_field_table_init(struct nkc_field_table *table, struct nkc_arena *arena);
/* The row of `path`, added when it is new; 0 when the table is full (the field is then unnamed). */
uint16_t nkc_field_row(struct nkc_field_table *table, const char *path);

/* The name of the function for one message, allocated in the session's arena. */
const char *nkc_verifier_name(struct nkc_session *s, const char *prefix,
                              const struct nkc_method *method, enum nkc_direction direction);

/* With contracts, the text is the same but for comments: what each function asks of its caller and
 * what holds of a message that it accepts, in ACSL (docs/proof.md). */
enum nkc_verifier_style { NKC_VERIFIER_PLAIN, NKC_VERIFIER_ACSL };

/* Appends the verifiers of every method of `iface`: three functions per method, in mid order. False
 * after an error, which is reported. */
bool nkc_verifier_emit(struct nkc_session *s, const struct nkc_interface *iface, const char *prefix,
                       enum nkc_verifier_style style, struct nkc_field_table *fields,
                       struct nkc_buf *out) __attribute__((warn_unused_result));

/* Appends makers of random messages (nk/maker.h), for the same messages in the same order:
 *
 *     static nk_err_t P_M_test_req(struct P_M_req *msg, struct nk_arena *arena, int (*rand)(void),
 *                                  nk_bool_t *failure);              (also _res, _err)
 *
 * They put right or wrong just what the verifiers check. False after reporting an error. */
bool nkc_makers_emit(struct nkc_session *s, const struct nkc_interface *iface, struct nkc_buf *out)
    __attribute__((warn_unused_result));

#endif
