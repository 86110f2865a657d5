/* Result codes of the nk layer: nk_err_t is 0 or one of these, or a logic error of a server.
 *
 * A logic error carries the 16-bit status that an implementation in simplified error mode reports;
 * the dispatcher turns it into an error reply and the proxy back into the code. The encoding never
 * collides with NK_E* or with a Retcode, which are negative. Rules: generated-code 7 and 12. */
#ifndef NK_ERRNO_H
#define NK_ERRNO_H

enum {
    NK_EOK = 0,
    NK_EPERM = -1,
    NK_ENOENT = -2,
    NK_EAGAIN = -11,
    NK_ENOMEM = -12,
    NK_EINVAL = -22,
    NK_ENOTEMPTY = -39,
    NK_ENOMSG = -42,
    NK_EBADMSG = -74,
    NK_ENOTCONN = -107
};

#define NK_ELOGIC_MAKE(status) ((nk_err_t)(0x40000000 | ((int)(status)&0xffff)))
#define NK_ELOGIC_CHECK(rc)    (((rc)&0x7fff0000) == 0x40000000 && (rc) > 0)
#define NK_ELOGIC_GET(rc)      ((nk_uint16_t)((rc)&0xffff))

#endif
