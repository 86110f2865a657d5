/* EntropyEntity: a process that gives random bytes (class kl.EntropyEntity). */
#include <entropy/server.h>
#include <stdlib.h>

int main(void)
{
    (void)EntropyServe();
    return EXIT_FAILURE;
}
