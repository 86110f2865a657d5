#include "start_env.h"

#include <coresrv/sl/sl_api.h>
#include <stdio.h>
#include <string.h>

int kos_override_args(char **arguments, int count, const struct EnvTexts *args)
{
    if (args->count == 0)
        return count;
    memcpy(&arguments[1], args->text, (args->count + 1) * sizeof *arguments);
    return (int)args->count + 1;
}

/* Of the same name, which ends with the first `=`. */
static int same_name(const char *a, const char *b)
{
    const size_t length = strcspn(a, "=") + 1;

    return strncmp(a, b, length) == 0;
}

void kos_override_vars(char **variables, const struct EnvTexts *vars)
{
    for (unsigned i = 0; i < vars->count; i++) {
        char **at = variables;

        while (*at && !same_name(*at, vars->text[i]))
            at++;
        if (!*at)
            at[1] = NULL;
        *at = vars->text[i];
    }
}

int kos_start_env(const char *name, char **arguments, int count, char **variables)
{
    struct EnvTexts args, vars;
    Retcode rc;

    if (ServiceLocatorConnect(ENV_SERVICE_NAME) == INVALID_HANDLE)
        return count;
    rc = envRead(name, &args, &vars);
    if (rc != rcOk) {
        fprintf(stderr, "%s: no arguments from " ENV_SERVICE_NAME ": error %d\n", name,
                RC_GET_CODE(rc));
        return count;
    }
    /* The texts live as long as the process. */
    if (count == 0)
        arguments[0] = (char *)(size_t)name;
    kos_override_vars(variables, &vars);
    return kos_override_args(arguments, count, &args);
}
