/* Arguments and variables that the program Env has for this process, put over those of the parent
 * (env/env.h). */
#ifndef KOS_START_ENV_H
#define KOS_START_ENV_H

#include <env/read.h>
#include <nk/abi.h>

/* Room for both sources, with the null pointer behind the last. */
#define KOS_START_ARGS (1 + (KOS_ARGS_MAX > ENV_TEXTS_MAX ? KOS_ARGS_MAX : ENV_TEXTS_MAX) + 1)
#define KOS_START_VARS (KOS_ENVS_MAX + ENV_TEXTS_MAX + 1)

/* `args`, if there are any, in place of all arguments but the first. Returns the new number. */
int kos_override_args(char **arguments, int count, const struct EnvTexts *args);

/* Each of `vars` in place of the variable of its name, or behind the last. */
void kos_override_vars(char **variables, const struct EnvTexts *vars);

/* Asks Env, if there is a channel to it, and overrides both; the process is called `name`. Returns
 * the number of arguments. An Env that does not answer changes nothing but for a line on stderr. */
int kos_start_env(const char *name, char **arguments, int count, char **variables);

#endif
