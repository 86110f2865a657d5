/* The reference's log of a program's own messages, for programs that begin with nglog_init: ours
 * report on stderr and need no preparation, so the call is taken and changes nothing. */
#ifndef NGLOG_NGLOG_H
#define NGLOG_NGLOG_H

#ifdef __cplusplus
extern "C" {
#endif

enum { NGLOG_FOREGROUND, NGLOG_BACKGROUND };
enum { NGLOG_ERROR, NGLOG_WARNING, NGLOG_INFO, NGLOG_VERBOSE };

static inline int nglog_init(const char *name, int mode, int level)
{
    (void)name;
    (void)mode;
    (void)level;
    return 0;
}

#ifdef __cplusplus
}
#endif
#endif
