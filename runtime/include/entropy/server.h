/* The server of the entropy source. Library: entropy_server, with entropy_impl. */
#ifndef ENTROPY_SERVER_H
#define ENTROPY_SERVER_H

#include <entropy/entropy.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Serves the channels named ENTROPY_SERVICE_NAME for ever, as class kl.EntropyEntity. Returns why
 * it cannot, after a line on stderr. */
Retcode EntropyServe(void);

#ifdef __cplusplus
}
#endif

#endif
