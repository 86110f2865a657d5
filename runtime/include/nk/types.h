/* Types that messages are made of, and the tables of --component-refl.
 *
 * Layouts are the wire format: nk_ptr_t 8 bytes, nk_handle_desc_t 16 bytes.
 * Rules: generated-code 5, 9 and 12. */
#ifndef NK_TYPES_H
#define NK_TYPES_H

#include <nk/compiler.h>
#include <nk/inttypes.h>
#include <nk/layout.h>
#include <nk/stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef nk_sint32_t nk_err_t; /* NK_EOK or an error, see nk/errno.h */
typedef nk_uint16_t nk_iid_t; /* number of an endpoint in its process class (RIID) */
typedef nk_uint16_t nk_mid_t; /* number of a method in its interface */
typedef nk_uint32_t nk_handle_t;
typedef nk_uint32_t nk_rights_t;
typedef nk_uintptr_t nk_badge_t;

#define NK_INVALID_HANDLE ((nk_handle_t)0xffffffffU)

/* A chunk of an arena. Both in bytes, offset from the arena's start. Hostile when received: read it
 * with nk_arena_get only. */
typedef struct nk_ptr {
    nk_uint32_t offset;
    nk_uint32_t size;
} nk_ptr_t;

/* A handle in a message. The kernel translates `handle` for the receiver. */
typedef struct nk_handle_desc_t {
    nk_handle_t handle;
    nk_rights_t rights; /* OCAP_*, services/ocap.h */
    nk_badge_t badge;   /* transfer context the receiver's kernel object was made with, or 0 */
} nk_handle_desc_t;

nk_static_assert(sizeof(nk_ptr_t) == __NK_SIZEOF_NK_PTR_T, bad_nk_ptr_t_size);
nk_static_assert(nk_alignof(nk_ptr_t) == __NK_ALIGNOF_NK_PTR_T, bad_nk_ptr_t_align);
nk_static_assert(sizeof(nk_uintptr_t) != 8 ||
                     sizeof(nk_handle_desc_t) == __NK_SIZEOF_NK_HANDLE_DESC_T,
                 bad_nk_handle_desc_t_size);

static inline nk_handle_desc_t nk_make_handle_desc_(nk_handle_t handle, nk_rights_t rights,
                                                    nk_badge_t badge)
{
    nk_handle_desc_t desc;

    desc.handle = handle;
    desc.rights = rights;
    desc.badge = badge;
    return desc;
}

/* nk_handle_desc(handle [, rights [, badge]]): a descriptor; default: all rights the sender has, no
 * badge (ipc-and-kernel 8.3). */
#define nk_handle_desc(...)                                                                        \
    nk_handle_desc_pick_(__VA_ARGS__, nk_handle_desc3_, nk_handle_desc2_, nk_handle_desc1_,        \
                         0)(__VA_ARGS__)
#define nk_handle_desc_pick_(a, b, c, form, ...) form
#define nk_handle_desc1_(handle)                 nk_make_handle_desc_((handle), 0xffffffffU, NK_INVALID_HANDLE)
#define nk_handle_desc2_(handle, rights)         nk_make_handle_desc_((handle), (rights), NK_INVALID_HANDLE)
#define nk_handle_desc3_(handle, rights, badge)  nk_make_handle_desc_((handle), (rights), (badge))

static inline nk_handle_t nk_get_handle(const nk_handle_desc_t *desc)
{
    return desc->handle;
}

/* ---- component reflection ---------------------------------------------------------------- */

typedef struct nk_component_endpoint {
    nk_iid_t id;           /* relative to its component */
    const char *name;      /* qualified: left.tank */
    const char *localName; /* last part: tank */
    const char *interface; /* package of the interface */
} nk_component_endpoint;

typedef struct nk_component_node {
    const char *name, *localName, *component; /* component: full dotted name */
    const struct nk_component_endpoint *endpoints;
    nk_uint32_t endpointCount;
    nk_iid_t endpointOffset; /* added to an endpoint's id gives its RIID */
    const struct nk_component_node *subcomponents;
    nk_uint32_t subcomponentCount;
} nk_component_node;

#ifdef __cplusplus
}
#endif
#endif
