/* Says what it was started with. */
#include <stdio.h>

#include <coresrv/sl/sl_api.h>

int main(int argc, const char *argv[])
{
    printf("[Child ] %d arguments, first \"%s\", channel %x\n", argc, argc > 0 ? argv[0] : "",
           (unsigned)ServiceLocatorConnect("link"));
    return 7;
}
