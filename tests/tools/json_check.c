/* json-check [--lines] [--sarif] SCHEMA [FILE]: is a JSON text (or each line of it) valid?
 *
 * Understands the part of JSON Schema 2020-12 that our schemas use, and refuses a schema with any
 * other keyword, so that no rule is skipped silently. --sarif checks besides what a schema cannot
 * say: results name rules that are there, regions do not end before they begin.
 * Prints `PATH: what is wrong` for each fault; exit status 0 valid, 1 invalid, 2 cannot check. */
#include <jansson.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where we are, as a list from the innermost step outwards. */
struct path {
    const struct path *up;
    const char *key; /* NULL: an element of a list */
    size_t index;
};

struct check {
    const json_t *root; /* of the schema, for $ref */
    unsigned faults;
};

static void print_path(const struct path *p)
{
    if (!p) {
        fputc('$', stdout);
        return;
    }
    print_path(p->up);
    if (p->key)
        printf(".%s", p->key);
    else
        printf("[%zu]", p->index);
}

static void fault(struct check *c, const struct path *at, const char *what, const char *detail)
{
    print_path(at);
    printf(": %s%s%s\n", what, detail ? " " : "", detail ? detail : "");
    c->faults++;
}

static void bad_schema(const char *what, const char *name)
{
    fprintf(stderr, "json-check: the schema %s `%s`\n", what, name);
    exit(2);
}

static void check(struct check *c, const json_t *schema, const json_t *value,
                  const struct path *at);

/* ---- keywords ----------------------------------------------------------------------------- */

static bool has_type(const json_t *value, const char *type)
{
    if (strcmp(type, "object") == 0)
        return json_is_object(value);
    if (strcmp(type, "array") == 0)
        return json_is_array(value);
    if (strcmp(type, "string") == 0)
        return json_is_string(value);
    if (strcmp(type, "integer") == 0)
        return json_is_integer(value);
    if (strcmp(type, "boolean") == 0)
        return json_is_boolean(value);
    bad_schema("has the unknown type", type);
    return false;
}

static void on_type(struct check *c, const json_t *rule, const json_t *value, const struct path *at)
{
    if (!has_type(value, json_string_value(rule)))
        fault(c, at, "is not of type", json_string_value(rule));
}

static void on_const(struct check *c, const json_t *rule, const json_t *value,
                     const struct path *at)
{
    if (!json_equal(rule, value))
        fault(c, at, "is not the only value allowed", NULL);
}

static void on_enum(struct check *c, const json_t *rule, const json_t *value, const struct path *at)
{
    size_t i;
    json_t *one;
    json_array_foreach(rule, i, one) if (json_equal(one, value)) return;
    fault(c, at, "is none of the values allowed", NULL);
}

static void on_minimum(struct check *c, const json_t *rule, const json_t *value,
                       const struct path *at)
{
    if (json_is_integer(value) && json_integer_value(value) < json_integer_value(rule))
        fault(c, at, "is too small", NULL);
}

static void on_min_length(struct check *c, const json_t *rule, const json_t *value,
                          const struct path *at)
{
    if (json_is_string(value) && (json_int_t)json_string_length(value) < json_integer_value(rule))
        fault(c, at, "is too short", NULL);
}

static void on_pattern(struct check *c, const json_t *rule, const json_t *value,
                       const struct path *at)
{
    regex_t re;
    if (!json_is_string(value))
        return;
    if (regcomp(&re, json_string_value(rule), REG_EXTENDED | REG_NOSUB) != 0)
        bad_schema("has a malformed pattern", json_string_value(rule));
    if (regexec(&re, json_string_value(value), 0, NULL, 0) != 0)
        fault(c, at, "does not match", json_string_value(rule));
    regfree(&re);
}

static void on_required(struct check *c, const json_t *rule, const json_t *value,
                        const struct path *at)
{
    size_t i;
    json_t *key;
    json_array_foreach(rule, i, key) if (json_is_object(value) &&
                                         !json_object_get(value, json_string_value(key)))
        fault(c, at, "lacks", json_string_value(key));
}

static void on_properties(struct check *c, const json_t *rule, const json_t *value,
                          const struct path *at)
{
    const char *key;
    json_t *schema;
    json_object_foreach((json_t *)rule, key, schema)
    {
        const json_t *member = json_object_get(value, key);
        struct path here = {at, key, 0};
        if (member)
            check(c, schema, member, &here);
    }
}

/* additionalProperties: only `false` is used. */
static void check_members(struct check *c, const json_t *schema, const json_t *value,
                          const struct path *at)
{
    const json_t *known = json_object_get(schema, "properties");
    const char *key;
    json_t *member;
    if (json_is_true(json_object_get(schema, "additionalProperties")))
        bad_schema("says `true` for", "additionalProperties");
    json_object_foreach((json_t *)value, key, member) if (!json_object_get(known, key))
        fault(c, at, "has the unknown member", key);
}

static void on_items(struct check *c, const json_t *rule, const json_t *value,
                     const struct path *at)
{
    size_t i;
    json_t *item;
    json_array_foreach(value, i, item)
    {
        struct path here = {at, NULL, i};
        check(c, rule, item, &here);
    }
}

static void on_min_items(struct check *c, const json_t *rule, const json_t *value,
                         const struct path *at)
{
    if (json_is_array(value) && (json_int_t)json_array_size(value) < json_integer_value(rule))
        fault(c, at, "has too few elements", NULL);
}

static void on_ref(struct check *c, const json_t *rule, const json_t *value, const struct path *at)
{
    static const char defs[] = "#/$defs/";
    const char *ref = json_string_value(rule);
    const json_t *schema = NULL;
    if (strncmp(ref, defs, sizeof defs - 1) == 0)
        schema = json_object_get(json_object_get(c->root, "$defs"), ref + sizeof defs - 1);
    if (!schema)
        bad_schema("has the unknown reference", ref);
    check(c, schema, value, at);
}

static const struct {
    const char *keyword;
    void (*apply)(struct check *c, const json_t *rule, const json_t *value, const struct path *at);
} keywords[] = {
    {"type", on_type},
    {"const", on_const},
    {"enum", on_enum},
    {"minimum", on_minimum},
    {"minLength", on_min_length},
    {"pattern", on_pattern},
    {"required", on_required},
    {"properties", on_properties},
    {"items", on_items},
    {"minItems", on_min_items},
    {"$ref", on_ref},
    {"additionalProperties", NULL},
    {"$schema", NULL},
    {"$id", NULL},
    {"$defs", NULL},
    {"title", NULL},
    {"description", NULL},
};

static void check(struct check *c, const json_t *schema, const json_t *value, const struct path *at)
{
    const char *key;
    json_t *rule;
    json_object_foreach((json_t *)schema, key, rule)
    {
        size_t i = 0, n = sizeof keywords / sizeof *keywords;
        while (i < n && strcmp(keywords[i].keyword, key) != 0)
            i++;
        if (i == n)
            bad_schema("has the keyword that is not understood", key);
        if (keywords[i].apply)
            keywords[i].apply(c, rule, value, at);
    }
    if (json_object_get(schema, "additionalProperties"))
        check_members(c, schema, value, at);
}

/* ---- SARIF -------------------------------------------------------------------------------- */

static json_int_t number_in(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void check_regions(struct check *c, const json_t *value, const struct path *at)
{
    size_t i;
    const char *key;
    json_t *inner;
    json_array_foreach(value, i, inner)
    {
        struct path here = {at, NULL, i};
        check_regions(c, inner, &here);
    }
    json_object_foreach((json_t *)value, key, inner)
    {
        struct path here = {at, key, 0};
        check_regions(c, inner, &here);
    }
    if (!json_object_get(value, "startLine") || !json_object_get(value, "endLine"))
        return;
    json_int_t lines = number_in(value, "endLine") - number_in(value, "startLine");
    if (lines < 0 ||
        (lines == 0 && number_in(value, "endColumn") < number_in(value, "startColumn")))
        fault(c, at, "ends before it begins", NULL);
}

static void check_results(struct check *c, const json_t *run)
{
    const json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
    const json_t *rules = json_object_get(driver, "rules");
    size_t i;
    json_t *result;
    json_array_foreach(json_object_get(run, "results"), i, result)
    {
        struct path at = {NULL, "results", 0}, here = {&at, NULL, i};
        const json_t *rule = json_array_get(rules, (size_t)number_in(result, "ruleIndex"));
        if (!json_equal(json_object_get(rule, "id"), json_object_get(result, "ruleId")))
            fault(c, &here, "names another rule than its index", NULL);
    }
}

static void check_sarif(struct check *c, const json_t *log)
{
    size_t i;
    json_t *run;
    json_array_foreach(json_object_get(log, "runs"), i, run) check_results(c, run);
    check_regions(c, log, NULL);
}

/* ---- files -------------------------------------------------------------------------------- */

static json_t *parse(FILE *f, const char *name, size_t flags)
{
    json_error_t error;
    json_t *value = json_loadf(f, flags | JSON_REJECT_DUPLICATES, &error);
    if (!value && (error.position > 0 || !feof(f)))
        printf("%s:%d:%d: %s\n", name, error.line, error.column, error.text);
    return value;
}

/* Returns the number of values, or -1 when the text is no JSON. */
static int check_stream(struct check *c, FILE *f, const char *name, bool lines, bool sarif)
{
    int count = 0;
    for (;;) {
        int ch;
        while (lines && (ch = getc(f)) != EOF)
            if (ch != '\n') {
                ungetc(ch, f);
                break;
            }
        if (lines && feof(f))
            return count;
        json_t *value = parse(f, name, lines ? JSON_DISABLE_EOF_CHECK : 0);
        if (!value)
            return -1;
        check(c, c->root, value, NULL);
        if (sarif)
            check_sarif(c, value);
        json_decref(value);
        count++;
        if (!lines)
            return count;
    }
}

int main(int argc, char **argv)
{
    bool lines = false, sarif = false;
    int i = 1;
    for (; i < argc && argv[i][0] == '-' && argv[i][1] == '-'; i++) {
        lines |= strcmp(argv[i], "--lines") == 0;
        sarif |= strcmp(argv[i], "--sarif") == 0;
    }
    if (i >= argc) {
        fputs("usage: json-check [--lines] [--sarif] SCHEMA [FILE]\n", stderr);
        return 2;
    }
    json_error_t error;
    json_t *schema = json_load_file(argv[i], 0, &error);
    FILE *f = i + 1 < argc ? fopen(argv[i + 1], "r") : stdin;
    if (!schema || !f) {
        fprintf(stderr, "json-check: cannot read `%s`\n", schema ? argv[i + 1] : argv[i]);
        return 2;
    }
    struct check c = {.root = schema};
    int count = check_stream(&c, f, i + 1 < argc ? argv[i + 1] : "stdin", lines, sarif);
    if (count >= 0)
        printf("%d checked, %u faults\n", count, c.faults);
    json_decref(schema);
    return count < 0 || c.faults ? 1 : 0;
}
