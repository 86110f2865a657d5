/* Boot options: words of the ROMFS file kos.cmdline, then of the device tree's bootargs. A later
 * word wins. */
#include "boot.h"

#define CMDLINE_MAX 4096

static char words[CMDLINE_MAX];
static size_t words_size;

static const char *const known[] = {"kos.trace", "kos.exit",  "kos.seed",
                                    "kos.deny",  "kos.pages", "kos.priority"};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

void cmdline_add(const char *text, size_t size)
{
    if (size > CMDLINE_MAX - words_size) {
        klog("BOOT", "warning: boot options longer than %u bytes, cut", CMDLINE_MAX);
        size = CMDLINE_MAX - words_size;
    }
    memcpy(words + words_size, text, size);
    words_size += size;
    if (words_size < CMDLINE_MAX)
        words[words_size++] = ' ';
}

/* Next word at or after *at; false: none left. */
static bool next_word(size_t *at, const char **word, size_t *size)
{
    while (*at < words_size && is_space(words[*at]))
        (*at)++;
    *word = words + *at;
    while (*at < words_size && !is_space(words[*at]))
        (*at)++;
    *size = (size_t)(words + *at - *word);
    return *size > 0;
}

/* Length of the name: up to `=` or the end of the word. */
static size_t name_size(const char *word, size_t size)
{
    size_t n = 0;

    while (n < size && word[n] != '=')
        n++;
    return n;
}

const char *cmdline_get(const char *name, size_t *size)
{
    const char *word, *found = NULL;
    size_t at = 0, n, want = strlen(name);

    while (next_word(&at, &word, &n)) {
        size_t m = name_size(word, n);

        if (m != want || memcmp(word, name, m) != 0)
            continue;
        m = m < n ? m + 1 : m;
        found = word + m;
        *size = n - m;
    }
    return found;
}

static bool is_known(const char *word, size_t size)
{
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strlen(known[i]) == size && memcmp(known[i], word, size) == 0)
            return true;
    }
    return false;
}

void cmdline_check(void)
{
    const char *word;
    size_t at = 0, n;

    while (next_word(&at, &word, &n)) {
        size_t m = name_size(word, n);

        if (m >= 4 && memcmp(word, "kos.", 4) == 0 && !is_known(word, m))
            klog("BOOT", "warning: unknown option `%.*s`", (int)m, word);
    }
}

bool cmdline_is(const char *name, const char *value)
{
    size_t n;
    const char *v = cmdline_get(name, &n);

    return v && strlen(value) == n && memcmp(v, value, n) == 0;
}

bool cmdline_lists(const char *name, const char *item)
{
    size_t n, want = strlen(item);
    const char *v = cmdline_get(name, &n);

    for (size_t at = 0; v && at < n;) {
        size_t end = at;

        while (end < n && v[end] != ',')
            end++;
        if (end - at == want && memcmp(v + at, item, want) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

/* False: not a decimal number of at most 64 bits. */
static bool parse_number(const char *text, size_t size, uint64_t *out)
{
    uint64_t v = 0;

    for (size_t i = 0; i < size; i++) {
        uint64_t d = (uint64_t)(text[i] - '0');

        if (text[i] < '0' || text[i] > '9' || v > (UINT64_MAX - d) / 10)
            return false;
        v = v * 10 + d;
    }
    *out = v;
    return size > 0;
}

uint64_t cmdline_number(const char *name, uint64_t otherwise)
{
    size_t n;
    uint64_t v = otherwise;
    const char *text = cmdline_get(name, &n);

    if (text && !parse_number(text, n, &v))
        klog("BOOT", "warning: %s is not a number", name);
    return v;
}
