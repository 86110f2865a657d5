/* What the contracts of verifiers and of the security module say of messages, in ACSL: comments
 * alone, for `make prove` (docs/proof.md). Rules: generated-code 11. */
#ifndef NK_CLAIMS_H
#define NK_CLAIMS_H

#include <nk/arena.h>
#include <nk/types.h>

/* What four bytes hold as a number, lowest first; what a header states; whole items. Callers of the
 * primitives need not know what these are: their proofs hold for any such functions, and are
 * shorter (tests/prove/run defines the macro for them). The primitives are proved with what they
 * are. */
#ifdef NK_VERIFY_ABSTRACT
/*@ axiomatic nk_abstract {
        logic integer nk_u32(nk_uint8_t *p) reads p[0 .. 3];
        logic integer nk_stated_size(nk_uint8_t *m) reads m[4 .. 7];
        logic integer nk_stated_handles(nk_uint8_t *m) reads m[4 .. 7];
        logic integer nk_count(integer size, integer item);
        predicate nk_multiple(integer n, integer item);
    } */
#else
/*@ logic integer nk_u32(nk_uint8_t *p) =
        p[0] | (nk_uint32_t)(p[1] << 8) | (nk_uint32_t)(p[2] << 16) | (nk_uint32_t)(p[3] << 24);
    logic integer nk_stated_size(nk_uint8_t *m) = nk_u32(m + 4) % 0x800000;
    logic integer nk_stated_handles(nk_uint8_t *m) = nk_u32(m + 4) / 0x800000 % 0x100;
    logic integer nk_count(integer size, integer item) = size / item;
    predicate nk_multiple(integer n, integer item) = n % item == 0;
*/
#endif

/*@ // What a caller owes: as many readable bytes as the header claims, and at least the header's.
    predicate nk_message_readable(nk_uint8_t *m) =
        \valid_read(m + (0 .. 23)) && nk_readable(m, nk_stated_size(m));

    // The header says `size` bytes and `handles` handles (generated-code 11, check 1).
    predicate nk_header_is(nk_uint8_t *m, integer size, integer handles) =
        nk_stated_size(m) == size && nk_stated_handles(m) == handles;

    // A chunk of whole items, at most max, at a multiple of align, inside the used arena.
    predicate nk_fits(integer offset, integer size, integer used, integer max, integer item,
                      integer align) =
        0 <= offset && 0 <= size && offset + size <= used && nk_multiple(size, item) &&
        size <= max * item && nk_multiple(offset, align);

    // The chunk whose descriptor is at p fits.
    predicate nk_chunk(nk_uint8_t *p, integer used, integer max, integer item, integer align) =
        nk_fits(nk_u32(p), nk_u32(p + 4), used, max, item, align);

    // A text of `size` bytes is empty or ends with a zero byte.
    predicate nk_ended(nk_uint8_t *text, integer size) = size == 0 || text[size - 1] == 0;
*/

#endif
