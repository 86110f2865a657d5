/* Reading what was registered for a process. Two libraries define envRead: env_impl reads the table
 * of this program (env/env.h), env_client asks the server behind the channel ENV_SERVICE_NAME.
 * libkos has the latter too. */
#ifndef ENV_READ_H
#define ENV_READ_H

#include <env/env.h>

#ifdef __cplusplus
extern "C" {
#endif

struct EnvTexts {
    unsigned count;
    char *text[ENV_TEXTS_MAX + 1]; /* a null pointer behind the last; from malloc */
};

/* Empty where nothing was registered. Fails: rcInvalidArgument, rcOutOfMemory; on the way to the
 * server rcResourceNotFound (no such channel), rcSecurityDisallow, rcNotConnected, rcReceiveError.
 * After an error both are empty. */
Retcode envRead(const char *process, struct EnvTexts *args, struct EnvTexts *vars);

void envFreeTexts(struct EnvTexts *texts);

#ifdef __cplusplus
}
#endif
#endif
