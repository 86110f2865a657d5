/* The nearest of several names, for "did you mean". */
#include "base/session.h"

#include <ctype.h>

/* Damerau-Levenshtein distance without regard to case, cut off at `limit`. */
static size_t distance(const char *a, const char *b, size_t limit)
{
    size_t n = strlen(a), m = strlen(b);
    enum { MAX = 64 };
    if (n >= MAX || m >= MAX || (n > m ? n - m : m - n) > limit)
        return limit + 1;
    size_t d[3][MAX + 1];
    for (size_t j = 0; j <= m; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *cur = d[i % 3], *prev = d[(i - 1) % 3], *prev2 = d[(i + 1) % 3];
        cur[0] = i;
        for (size_t j = 1; j <= m; j++) {
            bool same = tolower((unsigned char)a[i - 1]) == tolower((unsigned char)b[j - 1]);
            size_t best = prev[j - 1] + !same;
            if (prev[j] + 1 < best)
                best = prev[j] + 1;
            if (cur[j - 1] + 1 < best)
                best = cur[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                prev2[j - 2] + 1 < best)
                best = prev2[j - 2] + 1;
            cur[j] = best;
        }
    }
    return d[n % 3][m];
}

const char *nkc_nearest(const char *name, const char *const *names, size_t count)
{
    size_t limit = strlen(name) / 3 + 1;
    const char *best = NULL;
    size_t best_distance = limit + 1;
    for (size_t i = 0; i < count; i++) {
        size_t d = distance(name, names[i], limit);
        if (d < best_distance && d < strlen(name)) {
            best = names[i];
            best_distance = d;
        }
    }
    return best;
}

const char *nkc_nearest_key(struct nkc_session *s, const char *name, const struct nkc_map *map)
{
    const char **names = nkc_arena_alloc(s->arena, (map->items.len + 1) * sizeof *names);
    NKC_FOREACH(i, &map->items)
        names[i] = map->items.data[i].key;
    return nkc_nearest(name, names, map->items.len);
}
