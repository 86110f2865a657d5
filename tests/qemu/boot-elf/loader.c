/* Asks the kernel to load every file named in the environment of the build. */
#include "spawn.h"

int main(void)
{
    static const char *const files[] = {FILES};

    for (unsigned i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        Handle task;
        Retcode rc = KnTaskCreate(files[i], "Lab", files[i], 0, 15, 0, &task);

        printf("%s: %s\n", files[i], KosRetcodeName(rc));
        if (rc == rcOk && strcmp(files[i], "good") != 0)
            raw_failures++;
        if (rc == rcOk) {
            expect_rc("start it", spawn_run(task, files[i], "", ""), rcOk);
            expect_true("it ends by a fault", spawn_wait(task) == 3);
        }
    }
    expect_rc("no such file", KnTaskCreate("none", "Lab", "none", 0, 15, 0, (Handle[1]){0}),
              rcResourceNotFound);
    printf("%d failures\n", raw_failures);
    return raw_failures != 0;
}
