/* sarif-check FILE: what a schema cannot say of a SARIF log: each result names the rule that its
 * index points to, and no region ends before it begins. Prints `N results, N rules`, exit 0; or
 * what is wrong, exit 1. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

static json_int_t number_in(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static bool wrong(const char *what, size_t index)
{
    printf("result %zu: %s\n", index, what);
    return false;
}

static bool region_ok(const json_t *region)
{
    json_int_t lines = number_in(region, "endLine") - number_in(region, "startLine");
    return lines > 0 ||
           (lines == 0 && number_in(region, "endColumn") >= number_in(region, "startColumn"));
}

/* Every region below `value`. */
static bool regions_ok(const json_t *value)
{
    size_t i;
    const char *key;
    json_t *inner;
    bool ok = !json_object_get(value, "startLine") || region_ok(value);
    json_array_foreach(value, i, inner) ok &= regions_ok(inner);
    json_object_foreach((json_t *)value, key, inner) ok &= regions_ok(inner);
    return ok;
}

static bool check_run(const json_t *run)
{
    const json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
    const json_t *rules = json_object_get(driver, "rules");
    const json_t *results = json_object_get(run, "results");
    bool ok = true;
    for (size_t i = 0; i < json_array_size(results); i++) {
        const json_t *result = json_array_get(results, i);
        const json_t *rule = json_array_get(rules, (size_t)number_in(result, "ruleIndex"));
        if (!json_equal(json_object_get(rule, "id"), json_object_get(result, "ruleId")))
            ok = wrong("names another rule than its index", i);
        if (!regions_ok(result))
            ok = wrong("a region ends before it begins", i);
    }
    if (ok)
        printf("%zu results, %zu rules\n", json_array_size(results), json_array_size(rules));
    return ok;
}

int main(int argc, char **argv)
{
    json_error_t error;
    json_t *log = argc == 2 ? json_load_file(argv[1], 0, &error) : NULL;
    if (!log) {
        fputs("usage: sarif-check FILE (a SARIF log)\n", stderr);
        return 2;
    }
    bool ok = check_run(json_array_get(json_object_get(log, "runs"), 0));
    json_decref(log);
    return ok ? 0 : 1;
}
