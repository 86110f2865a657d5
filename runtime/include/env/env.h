/* The program Env: arguments and variables for programs of the solution. A solution has its own,
 * linked with the library env_server:
 *
 *     int main(void)
 *     {
 *         const char *args[] = {"-l", "devfs /dev devfs 0"};
 *         const char *vars[] = {"MODE=ram"};
 *
 *         ENV_REGISTER_PROGRAM_ENVIRONMENT("demo.Store", args, vars);
 *         envServerRun();
 *         return EXIT_FAILURE;
 *     }
 *
 * A process with a channel named ENV_SERVICE_NAME asks before its main; what it gets there comes
 * before what init.yaml says: all arguments behind the first, which is the name of the process, and
 * variables by their names. It goes on with those of init.yaml when Env does not answer, after a
 * line on stderr. init.yaml alone is the better way (args, env). Rules: einit-and-build 10. */
#ifndef ENV_ENV_H
#define ENV_ENV_H

#include <rtl/retcode.h>

#ifdef __cplusplus
extern "C" {
#endif

/* For init.yaml: {var: ENV_SERVICE_NAME, include: env/env.h}. */
#define ENV_SERVICE_NAME "env.Env"

#define ENV_TEXT_SIZE 256 /* bytes of an argument or variable, with its zero */
#define ENV_TEXTS_MAX 32  /* arguments, or variables, of a process */

/* What the process of that name is given; a second call for a name takes the place of the first.
 * The texts are copied. rcInvalidArgument: one is too long, a variable is not NAME=value, or there
 * are too many, with a line on stderr; nothing has changed then. rcOutOfMemory. */
Retcode envRegisterArgs(const char *process, int count, const char *const *args);
Retcode envRegisterVars(const char *process, int count, const char *const *vars);

#define ENV_COUNT_(array) ((int)(sizeof(array) / sizeof *(array)))

#define ENV_REGISTER_ARGS(process, args) envRegisterArgs(process, ENV_COUNT_(args), args)
#define ENV_REGISTER_VARS(process, vars) envRegisterVars(process, ENV_COUNT_(vars), vars)
#define ENV_REGISTER_PROGRAM_ENVIRONMENT(process, args, vars)                                      \
    do {                                                                                           \
        ENV_REGISTER_ARGS(process, args);                                                          \
        ENV_REGISTER_VARS(process, vars);                                                          \
    } while (0)

/* Serves for ever. Returns when nobody has a channel to this process, after a line on stderr. */
Retcode envServerRun(void);

#ifdef __cplusplus
}
#endif
#endif
