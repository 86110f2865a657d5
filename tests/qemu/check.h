/* One line per check; the last one says how many failed. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int failures;

#define CHECK(e)                                                                                   \
    do {                                                                                           \
        if (!(e)) {                                                                                \
            failures++;                                                                            \
            printf("%s:%d: failed: %s\n", __FILE_NAME__, __LINE__, #e);                            \
        }                                                                                          \
    } while (0)

static inline int check_end(const char *name)
{
    printf("%s: %d failed\n", name, failures);
    return failures != 0;
}

#endif
