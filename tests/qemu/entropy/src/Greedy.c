/* The policy lets it have 16 bytes at a time. */
#include "ask.h"

int main(void)
{
    unsigned char bytes[17] = "sixteen and more";

    printf("[Greedy] 16: %s\n",
           EntropyGet(bytes, 16) == rcOk && !all_zero(bytes, 16) ? "given" : "WRONG");
    printf("[Greedy] 17: %s\n", EntropyGet(bytes, 17) == rcSecurityDisallow && all_zero(bytes, 17)
                                    ? "refused"
                                    : "WRONG");
    return 0;
}
