/* The kernel's log of what goes to the console, line by line: kl.core.Log. The same messages as of
 * the log "core" in coresrv/vlog/vlog_api.h; each is read once. The names of the functions are
 * ours. */
#ifndef CORESRV_LOG_LOG_API_H
#define CORESRV_LOG_LOG_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LOG_LINES_MAX 65536 /* bytes that one call reads */

/* From now on this process alone reads the log, until it ends; *size (may be NULL) is how many
 * bytes the log holds at most. The console goes on as before. rcBusy: another process has it. */
Retcode KnLogHandoff(rtl_uint32_t *size);

struct LogLines {
    rtl_size_t size;    /* bytes in the buffer */
    rtl_uint32_t lines; /* as many, each with its new line */
    rtl_uint32_t lost;  /* since the last call */
};

/* Takes the oldest lines, as many as fit, without waiting. rcBufferTooSmall: the first does not
 * fit; rcBusy. */
Retcode KnLogFetch(void *buffer, rtl_size_t size, struct LogLines *lines);

/* Waits until there are `count` messages, at most `mdelay` ms, and then for at least one; *log is a
 * handle for KnAuRead and KnAuClose. rcTimeout, rcBusy. */
Retcode KnLogWait(rtl_uint32_t count, rtl_uint32_t mdelay, Handle *log);

#ifdef __cplusplus
}
#endif
#endif
