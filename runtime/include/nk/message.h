/* The header every message begins with, and the macros that fill and read it.
 *
 * A sender fills the parameters, then the header (nk_req_reset and friends touch nothing else).
 * Macros nk_req_reset ... nk_msg_ncaps take a pointer to any struct or union whose first member is
 * `base_`, or to struct nk_message itself. Nothing here checks a received header: the kernel and
 * the security module do. Rules: generated-code 5.1 and 12. */
#ifndef NK_MESSAGE_H
#define NK_MESSAGE_H

#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nk_message {
    nk_iid_t iid;
    nk_mid_t mid;
    struct {
        nk_uint32_t size_ex : 23; /* bytes of the constant part, this header included */
        nk_uint32_t ncaps : 8;    /* handle slots that follow the header */
        nk_uint32_t err : 1;      /* error response */
    } ex;
    nk_handle_desc_t self; /* the kernel's: callee of a callable handle; zero in what is sent */
} nk_message;

nk_static_assert(sizeof(nk_uintptr_t) != 8 || sizeof(struct nk_message) == __NK_SIZEOF_NK_MESSAGE,
                 bad_nk_message_size);

/* ---- the bare header --------------------------------------------------------------------- */

static inline void nk_message_set_size(struct nk_message *message, nk_size_t size)
{
    message->ex.size_ex = (nk_uint32_t)size & __NK_MESSAGE_SIZE_MAX;
}

static inline void nk_message_set_iid(struct nk_message *message, nk_iid_t iid)
{
    message->iid = iid;
}

static inline void nk_message_set_mid(struct nk_message *message, nk_mid_t mid)
{
    message->mid = mid;
}

static inline void nk_message_set_ncaps(struct nk_message *message, nk_size_t ncaps)
{
    message->ex.ncaps = (nk_uint32_t)ncaps & __NK_MESSAGE_HANDLES_MAX;
}

/* Marks a request or normal response; the size and the handles stay. */
static inline void nk_message_make_req(struct nk_message *message)
{
    message->ex.err = 0;
}

/* The header of a message of `size` bytes without handles; iid, mid and self stay. */
static inline void nk_message_reset_(struct nk_message *message, nk_size_t size, nk_bool_t err)
{
    nk_message_set_size(message, size);
    nk_message_set_ncaps(message, 0);
    message->ex.err = err ? 1 : 0;
}

static inline void nk_message_set_method_id_(struct nk_message *message, nk_iid_t iid, nk_mid_t mid)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const nk_uint32_t both = iid | (nk_uint32_t)mid << 16; /* one store: each message passes here */

    __builtin_memcpy(message, &both, sizeof(both));
#else
    message->iid = iid;
    message->mid = mid;
#endif
}

static inline nk_bool_t nk_message_check_err_(const struct nk_message *message)
{
    return (nk_bool_t)message->ex.err;
}

static inline nk_size_t nk_message_ncaps_(const struct nk_message *message)
{
    return message->ex.ncaps;
}

/* ---- any message ------------------------------------------------------------------------- */

#define nk_message_of_(m)       ((struct nk_message *)(void *)(m))
#define nk_const_message_of_(m) ((const struct nk_message *)(const void *)(m))

/* Size of *m, no handles, no error flag; iid, mid, self and the parameters stay. */
#define nk_req_reset(m) nk_message_reset_(nk_message_of_(m), sizeof(*(m)), NK_FALSE)

/* The same with the error flag. An implementation calls it on the whole response, whose size is
 * that of the larger variant; the dispatcher repeats it on `&res->err_`, which sets the exact one.
 */
#define nk_err_reset(m) nk_message_reset_(nk_message_of_(m), sizeof(*(m)), NK_TRUE)

#define nk_msg_check_err(m)               nk_message_check_err_(nk_const_message_of_(m))
#define nk_msg_set_method_id(m, iid, mid) nk_message_set_method_id_(nk_message_of_(m), iid, mid)
#define nk_msg_set_ncaps(m, n)            nk_message_set_ncaps(nk_message_of_(m), n)
#define nk_msg_ncaps(m)                   nk_message_ncaps_(nk_const_message_of_(m))

#ifdef __cplusplus
}
#endif
#endif
