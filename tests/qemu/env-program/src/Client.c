/* Prints what it was started with; one process after the other. */
#include <coresrv/thread/thread_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *value(const char *name)
{
    const char *text = getenv(name);

    return text ? text : "-";
}

int main(int argc, char **argv)
{
    const int alone = strcmp(argv[0], "alone") == 0;

    KnSleep(alone ? 600 : strcmp(argv[0], "demo.Refused") == 0 ? 300 : 0);
    printf("[%s]", argv[0]);
    for (int i = 1; i < argc; i++)
        printf(" <%s>", argv[i]);
    printf(" MODE=%s KEEP=%s EXTRA=%s\n", value("MODE"), value("KEEP"), value("EXTRA"));
    return alone ? 3 : 0;
}
