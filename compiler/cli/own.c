/* Where this program stands. */
#include "cli/own.h"

#include <unistd.h>

const char *nkc_own_folder(struct nkc_session *s)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return NULL;
    path[n] = '\0';
    return nkc_folder_above(s, path, 1);
}

const char *nkc_folder_above(struct nkc_session *s, const char *path, int up)
{
    size_t len = strlen(path);
    for (; up > 0 && len > 0; up--)
        while (len > 0 && path[--len] != '/') {
        }
    return len ? nkc_arena_strndup(s->arena, path, len) : "/";
}
