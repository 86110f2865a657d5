/* Program output: lines through HAL.DebugWrite, which is all the console there is.
 *
 * Each thread collects its own lines, so that those of two threads never mix and no lock is needed;
 * a line of at most KOS_CONSOLE_LINE bytes is one DebugWrite. */
#ifndef KOS_CONSOLE_H
#define KOS_CONSOLE_H

#include <stddef.h>

#define KOS_CONSOLE_LINE 1024 /* bound of HAL.DebugWrite */

/* Writes at once; no buffer is involved. Output that the policy refuses is lost. */
void kos_console_write(const char *data, size_t size);

/* Writes out what the calling thread has collected. */
void kos_console_flush(void);
void kos_console_flush_stderr(void);

/* Threads whose stderr line holds text; looked at before each message. */
extern unsigned kos_stderr_waiting;

/* stderr must not hold text back while its thread waits in the kernel. */
static inline void kos_console_before_call(void)
{
    if (__builtin_expect(kos_stderr_waiting != 0, 0))
        kos_console_flush_stderr();
}

#endif
