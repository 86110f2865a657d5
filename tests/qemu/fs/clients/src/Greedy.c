/* One of a row of processes, each of which takes all the sessions it can get and ends without a
 * word. Together they take more than there are. */
#include <stdlib.h>

#include "session.h"
#include "steps.h"

int main(int argc, char **argv)
{
    const int number = argc == 2 ? atoi(argv[1]) : 0;
    char path[32];
    Handle session;
    nk_err_t err;
    int count = 1; /* that of the client library */

    sprintf(path, "/greedy-%d", number - 1);
    wait_for(path);
    for (int i = 0; i < 1000; i++) {
        err = open_session(&session);
        if (err == STATUS(EMFILE))
            break;
        count += err == NK_EOK;
        if (err != NK_EOK)
            KosThreadSleep(5); /* the one before is still ending */
    }
    CHECK(count == FS_SESSIONS_EACH);
    sprintf(path, "/greedy-%d", number);
    step(path);
    return failures;
}
