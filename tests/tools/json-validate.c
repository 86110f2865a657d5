/* json-validate SCHEMA FILE...: whether JSON files fit a JSON Schema (draft 2020-12).
 *
 * A subset, and strict about it: a keyword that is not built is an error in the schema, never
 * skipped. Prints one line per file that does not fit, with the place in it, and exits with 1.
 * `-l`: every line of a file is a document of its own. */
#include <jansson.h>
#include <regex.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One document being checked; `path` is the JSON pointer of the value at hand. */
struct check {
    json_t *root; /* of the schema */
    char path[4096], problem[4096];
};

static bool fits(struct check *c, json_t *schema, json_t *value);

static void stop(const char *text, const char *what)
{
    fprintf(stderr, "json-validate: %s: %s\n", text, what);
    exit(2);
}

/* Notes the first problem, which is the deepest. */
__attribute__((format(printf, 2, 3))) static bool no(struct check *c, const char *format, ...)
{
    if (c->problem[0])
        return false;
    int n = snprintf(c->problem, sizeof c->problem, "%s: ", c->path[0] ? c->path : "/");
    va_list args;
    va_start(args, format);
    if (n > 0 && (size_t)n < sizeof c->problem)
        vsnprintf(c->problem + n, sizeof c->problem - (size_t)n, format, args);
    va_end(args);
    return false;
}

static bool fits_at(struct check *c, json_t *schema, json_t *value, const char *key)
{
    size_t length = strlen(c->path);
    snprintf(c->path + length, sizeof c->path - length, "/%s", key);
    bool ok = fits(c, schema, value);
    c->path[length] = '\0';
    return ok;
}

/* A trial of anyOf, oneOf, not: its problems are no problems of the document. */
static bool tries(struct check *c, json_t *schema, json_t *value)
{
    struct check trial = *c;
    trial.problem[0] = '\0';
    return fits(&trial, schema, value);
}

static size_t count_fits(struct check *c, json_t *schemas, json_t *value)
{
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(schemas); i++)
        count += tries(c, json_array_get(schemas, i), value);
    return count;
}

/* ---- keywords: true when `value` fits `rule` in `schema` --------------------------------- */

static bool is_type(const char *name, json_t *value)
{
    static const char *const names[] = {"object", "array",   "string",  "integer",
                                        "number", "boolean", "boolean", "null"};
    const char *have = names[json_typeof(value)];
    return strcmp(name, have) == 0 || (strcmp(name, "number") == 0 && json_is_integer(value));
}

static bool key_type(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    if (json_is_string(rule))
        return is_type(json_string_value(rule), value) ||
               no(c, "expected %s", json_string_value(rule));
    for (size_t i = 0; i < json_array_size(rule); i++)
        if (is_type(json_string_value(json_array_get(rule, i)), value))
            return true;
    return no(c, "is of no type that is allowed");
}

static bool key_const(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return json_equal(rule, value) || no(c, "is not the value that is expected");
}

static bool key_enum(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    for (size_t i = 0; i < json_array_size(rule); i++)
        if (json_equal(json_array_get(rule, i), value))
            return true;
    return no(c, "is none of the values that are expected");
}

static bool key_properties(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    const char *key;
    json_t *inner;
    bool ok = true;
    (void)schema;
    json_object_foreach(rule, key, inner)
    {
        json_t *member = json_object_get(value, key);
        ok &= !member || fits_at(c, inner, member, key);
    }
    return ok;
}

static bool key_required(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    for (size_t i = 0; i < json_array_size(rule) && json_is_object(value); i++) {
        const char *key = json_string_value(json_array_get(rule, i));
        if (!json_object_get(value, key))
            return no(c, "lacks `%s`", key);
    }
    return true;
}

static bool key_additional(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    const char *key;
    json_t *member, *known = json_object_get(schema, "properties");
    bool ok = true;
    json_object_foreach(value, key, member)
    {
        if (json_object_get(known, key))
            continue;
        if (json_is_false(rule))
            return no(c, "has an unknown member `%s`", key);
        ok &= fits_at(c, rule, member, key);
    }
    return ok;
}

static bool key_items(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    bool ok = true;
    (void)schema;
    for (size_t i = 0; i < json_array_size(value); i++) {
        char index[24];
        snprintf(index, sizeof index, "%zu", i);
        ok &= fits_at(c, rule, json_array_get(value, i), index);
    }
    return ok;
}

static bool key_minimum(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return !json_is_number(value) || json_number_value(value) >= json_number_value(rule) ||
           no(c, "is too small");
}

static bool key_maximum(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return !json_is_number(value) || json_number_value(value) <= json_number_value(rule) ||
           no(c, "is too large");
}

static bool key_min_items(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return !json_is_array(value) ||
           (json_int_t)json_array_size(value) >= json_integer_value(rule) || no(c, "is too short");
}

static bool key_max_items(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return !json_is_array(value) ||
           (json_int_t)json_array_size(value) <= json_integer_value(rule) || no(c, "is too long");
}

static bool key_min_properties(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return !json_is_object(value) ||
           (json_int_t)json_object_size(value) >= json_integer_value(rule) ||
           no(c, "has too few members");
}

static bool key_max_properties(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return !json_is_object(value) ||
           (json_int_t)json_object_size(value) <= json_integer_value(rule) ||
           no(c, "has too many members");
}

static bool key_min_length(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return !json_is_string(value) ||
           (json_int_t)json_string_length(value) >= json_integer_value(rule) ||
           no(c, "is too short");
}

/* POSIX extended expressions: schemas of ours keep to what both languages read alike. */
static bool key_pattern(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    regex_t regex;
    (void)schema;
    if (!json_is_string(value))
        return true;
    if (regcomp(&regex, json_string_value(rule), REG_EXTENDED | REG_NOSUB) != 0)
        stop("cannot read the pattern", json_string_value(rule));
    bool ok = regexec(&regex, json_string_value(value), 0, NULL, 0) == 0;
    regfree(&regex);
    return ok || no(c, "does not match %s", json_string_value(rule));
}

static bool key_any_of(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return count_fits(c, rule, value) > 0 || no(c, "fits no form that is allowed");
}

static bool key_one_of(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return count_fits(c, rule, value) == 1 || no(c, "does not fit exactly one form");
}

static bool key_all_of(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    bool ok = true;
    (void)schema;
    for (size_t i = 0; i < json_array_size(rule); i++)
        ok &= fits(c, json_array_get(rule, i), value);
    return ok;
}

static bool key_not(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)schema;
    return !tries(c, rule, value) || no(c, "has a form that is not allowed");
}

/* "#/$defs/name" or "#". */
static bool key_ref(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    const char *ref = json_string_value(rule);
    json_t *target = c->root;
    (void)schema;
    if (!ref || ref[0] != '#')
        stop("only references inside the schema are built", ref ? ref : "?");
    for (const char *p = ref + 1; *p == '/' && target;) {
        size_t n = strcspn(++p, "/");
        char *key = strndup(p, n);
        target = json_object_get(target, key);
        free(key);
        p += n;
    }
    if (!target)
        stop("reference to nothing", ref);
    return fits(c, target, value);
}

/* For people and for other tools. */
static bool key_ignored(struct check *c, json_t *rule, json_t *schema, json_t *value)
{
    (void)c;
    (void)rule;
    (void)schema;
    (void)value;
    return true;
}

static const struct {
    const char *name;
    bool (*fits)(struct check *c, json_t *rule, json_t *schema, json_t *value);
} keywords[] = {
    {"type", key_type},
    {"const", key_const},
    {"enum", key_enum},
    {"properties", key_properties},
    {"required", key_required},
    {"additionalProperties", key_additional},
    {"items", key_items},
    {"minimum", key_minimum},
    {"maximum", key_maximum},
    {"minItems", key_min_items},
    {"maxItems", key_max_items},
    {"minProperties", key_min_properties},
    {"maxProperties", key_max_properties},
    {"minLength", key_min_length},
    {"pattern", key_pattern},
    {"anyOf", key_any_of},
    {"oneOf", key_one_of},
    {"allOf", key_all_of},
    {"not", key_not},
    {"$ref", key_ref},
    {"$schema", key_ignored},
    {"$id", key_ignored},
    {"$comment", key_ignored},
    {"$defs", key_ignored},
    {"title", key_ignored},
    {"description", key_ignored},
    {"default", key_ignored},
    {"examples", key_ignored},
    {"format", key_ignored},
};

static bool fits(struct check *c, json_t *schema, json_t *value)
{
    const char *key;
    json_t *rule;
    bool ok = true;
    if (json_is_boolean(schema))
        return json_is_true(schema) || no(c, "is not allowed");
    json_object_foreach(schema, key, rule)
    {
        size_t k = 0, count = sizeof keywords / sizeof *keywords;
        while (k < count && strcmp(keywords[k].name, key) != 0)
            k++;
        if (k == count)
            stop("this keyword of the schema is not built", key);
        ok &= keywords[k].fits(c, rule, schema, value);
    }
    return ok;
}

/* ---- files ------------------------------------------------------------------------------- */

static bool check_value(json_t *schema, json_t *value, const json_error_t *error, const char *file)
{
    struct check c = {.root = schema};
    if (!value) {
        printf("%s:%d:%d: %s\n", file, error->line, error->column, error->text);
        return false;
    }
    bool ok = fits(&c, schema, value);
    if (!ok)
        printf("%s: %s\n", file, c.problem);
    json_decref(value);
    return ok;
}

static bool check_lines(json_t *schema, const char *file)
{
    FILE *f = fopen(file, "r");
    char *line = NULL;
    size_t size = 0;
    bool ok = true;
    if (!f)
        stop("cannot read", file);
    while (getline(&line, &size, f) > 0) {
        json_error_t error;
        json_t *value = json_loads(line, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
        ok &= check_value(schema, value, &error, file);
    }
    free(line);
    fclose(f);
    return ok;
}

int main(int argc, char **argv)
{
    bool lines = argc > 1 && strcmp(argv[1], "-l") == 0, ok = true;
    int first = lines ? 2 : 1;
    json_error_t error;
    if (argc <= first + 1)
        stop("usage", "json-validate [-l] SCHEMA FILE...");
    json_t *schema = json_load_file(argv[first], 0, &error);
    if (!schema)
        stop(argv[first], error.text);
    for (int i = first + 1; i < argc; i++) {
        if (lines) {
            ok &= check_lines(schema, argv[i]);
            continue;
        }
        json_t *value = json_load_file(argv[i], JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
        ok &= check_value(schema, value, &error, argv[i]);
    }
    json_decref(schema);
    return ok ? 0 : 1;
}
