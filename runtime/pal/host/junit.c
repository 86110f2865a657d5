/* JUnit XML of policy tests: a `testsuite` for each set, a `testcase` for each test.
 *
 * libxml2 is loaded when a report is asked for, as the compiler does it: test programs link with
 * the C library alone. */
#include "../options.h"

#include <dlfcn.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>
#include <time.h>

#define XML_FUNCTIONS(F)                                                                           \
    F(xmlNewDoc)                                                                                   \
    F(xmlNewDocNode)                                                                               \
    F(xmlDocSetRootElement)                                                                        \
    F(xmlNewChild)                                                                                 \
    F(xmlNewTextChild)                                                                             \
    F(xmlNewProp)                                                                                  \
    F(xmlCheckUTF8)                                                                                \
    F(xmlDocFormatDump)                                                                            \
    F(xmlFreeDoc)

struct library {
    void *handle;
#define MEMBER(name) __typeof__(&name) name;
    XML_FUNCTIONS(MEMBER)
#undef MEMBER
};

/* C has no conversion from objects to functions; POSIX has pointers of one size. */
static nk_bool_t find_function(void *handle, const char *name, void *target)
{
    void *symbol = dlsym(handle, name);

    memcpy(target, &symbol, sizeof symbol);
    return symbol != NULL;
}

static nk_bool_t load_library(struct library *lib)
{
    nk_bool_t found = (lib->handle = dlopen(NK_LIBXML, RTLD_LAZY | RTLD_LOCAL)) != NULL;

#define FIND(name) found = found && find_function(lib->handle, #name, &lib->name);
    XML_FUNCTIONS(FIND)
#undef FIND
    return found;
}

struct junit {
    struct library lib;
    xmlDocPtr doc;
    xmlNodePtr root, node; /* node: of `set` */
    const struct nk_pal_set *set;
    unsigned long tests, failures; /* of `set` */
    double seconds, all_seconds;
    struct timespec last;
};

/* XML has no control characters, and bytes that are no UTF-8 cannot be written. */
static const char *clean(const struct junit *j, const char *text, char *room, size_t size)
{
    const nk_bool_t utf8 = j->lib.xmlCheckUTF8(BAD_CAST text) != 0;
    size_t n = 0;

    for (; text[n] && n + 1 < size; n++) {
        const unsigned char c = (unsigned char)text[n];

        room[n] = c < ' ' || c == 0x7f || (c > 0x7f && !utf8) ? '?' : text[n];
    }
    room[n] = '\0';
    return room;
}

static void attribute(const struct junit *j, xmlNodePtr node, const char *name, const char *value)
{
    char room[2 * NK_PAL_LINE];

    j->lib.xmlNewProp(node, BAD_CAST name, BAD_CAST clean(j, value, room, sizeof room));
}

static void number(const struct junit *j, xmlNodePtr node, const char *name, unsigned long value)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%lu", value);
    attribute(j, node, name, digits);
}

static void seconds(const struct junit *j, xmlNodePtr node, double value)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.6f", value);
    attribute(j, node, "time", digits);
}

static double lap(struct junit *j)
{
    struct timespec now, then = j->last;

    clock_gettime(CLOCK_MONOTONIC, &now);
    j->last = now;
    return (double)(now.tv_sec - then.tv_sec) + (double)(now.tv_nsec - then.tv_nsec) / 1e9;
}

static void end_set(struct junit *j)
{
    if (!j->set)
        return;
    number(j, j->node, "tests", j->tests);
    number(j, j->node, "failures", j->failures);
    number(j, j->node, "errors", 0);
    seconds(j, j->node, j->seconds);
    j->all_seconds += j->seconds;
    j->tests = j->failures = 0;
    j->seconds = 0;
}

static void begin_set(struct junit *j, const struct nk_pal_set *set)
{
    end_set(j);
    j->set = set;
    j->node = j->lib.xmlNewChild(j->root, NULL, BAD_CAST "testsuite", NULL);
    attribute(j, j->node, "name", set->name);
    attribute(j, j->node, "file", set->place.file);
}

static void add_failure(const struct junit *j, xmlNodePtr node, const struct nk_pal_result *r)
{
    char text[4 * NK_PAL_LINE], room[4 * NK_PAL_LINE];
    xmlNodePtr failure;

    snprintf(text, sizeof text, "%s:%lu:%lu: %s; %s", r->failed->place.file,
             (unsigned long)r->failed->place.line, (unsigned long)r->failed->place.column,
             r->failed->text, r->line);
    failure = j->lib.xmlNewTextChild(node, NULL, BAD_CAST "failure",
                                     BAD_CAST clean(j, text, room, sizeof room));
    snprintf(text, sizeof text, "expected %s, got %s", nk_pal_expect_text(r->failed->expect),
             nk_pal_verdict_text(r->verdict));
    attribute(j, failure, "message", text);
    attribute(j, failure, "type", "verdict");
}

static void junit_begin(void *state, const struct nk_pal_suite *suite, nk_uint32_t tests)
{
    struct junit *j = state;

    j->root = j->lib.xmlNewDocNode(j->doc, NULL, BAD_CAST "testsuites", NULL);
    j->lib.xmlDocSetRootElement(j->doc, j->root);
    attribute(j, j->root, "name", suite->source);
    number(j, j->root, "tests", tests);
    (void)lap(j);
}

static void junit_result(void *state, const struct nk_pal_result *r)
{
    struct junit *j = state;
    const double time = lap(j);
    xmlNodePtr node;

    if (j->set != r->set)
        begin_set(j, r->set);
    j->tests++;
    j->failures += r->failed != NULL;
    j->seconds += time;
    node = j->lib.xmlNewChild(j->node, NULL, BAD_CAST "testcase", NULL);
    attribute(j, node, "name", r->test->name);
    attribute(j, node, "classname", r->set->name);
    attribute(j, node, "file", r->test->place.file);
    number(j, node, "line", r->test->place.line);
    seconds(j, node, time);
    if (r->failed)
        add_failure(j, node, r);
}

static void junit_end(void *state, const struct nk_pal_totals *totals)
{
    struct junit *j = state;

    end_set(j);
    number(j, j->root, "failures", totals->failed);
    seconds(j, j->root, j->all_seconds);
}

nk_bool_t pal_report_junit(const struct nk_pal_suite *suite, const char *filter, FILE *out,
                           struct nk_pal_totals *totals)
{
    struct junit j;
    const struct nk_pal_reporter reporter = {&j, junit_begin, NULL, junit_result, junit_end};
    nk_bool_t ok;

    memset(&j, 0, sizeof j);
    if (!load_library(&j.lib)) {
        fprintf(stderr, "tests: error: JUnit reports need libxml2: %s\n", dlerror());
        return NK_FALSE;
    }
    j.doc = j.lib.xmlNewDoc(BAD_CAST "1.0");
    *totals = nk_pal_run(suite, filter, &reporter);
    ok = j.lib.xmlDocFormatDump(out, j.doc, 1) > 0;
    j.lib.xmlFreeDoc(j.doc);
    return ok;
}
