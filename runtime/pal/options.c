#include "options.h"

#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: tests [--format=text|verbose|tap|junit|trace] [--filter=PATTERN] [--output=FILE] "
    "[--list]\n"
    "       [--coverage=FILE] [--coverage-html=FILE] [--coverage-min=PERCENT]\n";

static nk_bool_t set_format(struct pal_options *options, const char *name)
{
    static const char *const names[] = {"text", "verbose", "tap", "junit", "trace"};

    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0) {
            options->format = (enum pal_format)i;
            return NK_TRUE;
        }
    return NK_FALSE;
}

/* The value when `word` is --NAME=VALUE. */
static const char *value_of(const char *word, const char *name)
{
    const size_t n = strlen(name);

    return strncmp(word, name, n) == 0 ? word + n : NULL;
}

static nk_bool_t parse_word(struct pal_options *options, const char *word)
{
    const char *value;

    if (strcmp(word, "--list") == 0)
        options->list = NK_TRUE;
    else if ((value = value_of(word, "--format=")))
        return set_format(options, value);
    else if ((value = value_of(word, "--filter=")))
        options->filter = value;
    else if ((value = value_of(word, "--coverage=")))
        options->coverage = value;
    else if ((value = value_of(word, "--coverage-html=")))
        options->coverage_html = value;
    else if ((value = value_of(word, "--coverage-min=")))
        options->coverage_min = strtod(value, NULL);
    else if ((value = value_of(word, "--output=")))
        options->output = value;
    else
        return NK_FALSE;
    return NK_TRUE;
}

nk_bool_t pal_options_parse(struct pal_options *options, int argc, char **argv)
{
    memset(options, 0, sizeof *options);
    options->format = PAL_TEXT;
    for (int i = 1; i < argc; i++)
        if (!parse_word(options, argv[i])) {
            fprintf(stderr, "tests: error: unknown argument `%s`\n%s", argv[i], usage);
            return NK_FALSE;
        }
    return NK_TRUE;
}
