/* Name of the connection to the Env program of the reference's SDK, for init.yaml and Einit.
 * Rules: libkos-api 1. */
#ifndef ENV_ENV_H
#define ENV_ENV_H

#define ENV_SERVICE_NAME "env.Env"

#endif
