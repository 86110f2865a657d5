#include <env/env.h>
#include <stdlib.h>

int main(void)
{
    const char *args[] = {"hello", "two words"};
    const char *vars[] = {"MODE=ram", "EXTRA=1"};
    const char *bad[] = {"no value"};

    ENV_REGISTER_PROGRAM_ENVIRONMENT("demo.Client", args, vars);
    ENV_REGISTER_ARGS("demo.Refused", args);
    ENV_REGISTER_VARS("demo.Client", bad);
    envServerRun();
    return EXIT_FAILURE;
}
