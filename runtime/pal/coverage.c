#include "coverage.h"

static void point(struct pal_points *points, nk_uint32_t count)
{
    points->all++;
    points->met += count != 0;
}

static void add_rule(struct pal_summary *s, const struct ksm_cover_rule *rule)
{
    if (rule->can_grant)
        point(&s->rules, rule->ended[KSM_COVER_TRUE]);
    if (rule->can_deny)
        point(&s->rules, rule->ended[KSM_COVER_FALSE]);
    for (nk_uint32_t i = 0; i < rule->condition_count; i++) {
        const struct ksm_cover_condition *c = &rule->conditions[i];

        if (c->is_constant)
            continue;
        point(&s->conditions, c->seen[KSM_COVER_TRUE]);
        point(&s->conditions, c->seen[KSM_COVER_FALSE]);
        point(&s->conditions, c->decided[KSM_COVER_TRUE] | c->decided[KSM_COVER_FALSE]);
    }
    for (nk_uint32_t i = 0; i < rule->branch_count; i++)
        point(&s->branches, *rule->branches[i].taken);
}

struct pal_summary pal_cover_summary(const struct ksm_coverage *coverage)
{
    struct pal_summary s = {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};

    for (nk_uint32_t i = 0; i < coverage->rule_count; i++)
        add_rule(&s, &coverage->rules[i]);
    for (nk_uint32_t i = 0; i < coverage->field_count; i++)
        for (nk_uint32_t k = 0; k < coverage->fields[i].range_count; k++)
            point(&s.ranges, coverage->fields[i].met[k]);
    s.total.met = s.rules.met + s.conditions.met + s.branches.met + s.ranges.met;
    s.total.all = s.rules.all + s.conditions.all + s.branches.all + s.ranges.all;
    return s;
}

double pal_cover_percent(struct pal_points points)
{
    return points.all ? 100.0 * (double)points.met / (double)points.all : 100.0;
}

/* ---- ranges ---- */

static int print_value(const struct ksm_cover_field *field, nk_uint64_t value, char *text,
                       size_t size)
{
    if (field->is_signed)
        return snprintf(text, size, "%lld", (long long)value);
    return snprintf(text, size, "%llu", (unsigned long long)value);
}

const char *pal_cover_range(const struct ksm_cover_field *field, nk_uint32_t range, char *text,
                            size_t size)
{
    const nk_uint64_t first = field->starts[range];
    const nk_uint64_t last =
        range + 1 < field->range_count ? field->starts[range + 1] - 1 : field->last;
    int n = print_value(field, first, text, size);

    if (first != last && n > 0 && (size_t)n + 3 < size) {
        n += snprintf(text + n, size - (size_t)n, "..");
        print_value(field, last, text + n, size - (size_t)n);
    }
    return text;
}

/* ---- text ---- */

static void print_points(FILE *out, const char *name, struct pal_points points)
{
    if (points.all)
        fprintf(out, "  %-10s %lu of %lu\n", name, points.met, points.all);
}

static void missing(FILE *out, const struct ksm_cover_rule *rule, nk_uint32_t line,
                    nk_uint32_t column, const char *what, const char *text)
{
    fprintf(out, "%s:%lu:%lu: %s: %s\n", rule->file, (unsigned long)line, (unsigned long)column,
            what, text);
}

static void missing_conditions(FILE *out, const struct ksm_cover_rule *rule)
{
    for (nk_uint32_t i = 0; i < rule->condition_count; i++) {
        const struct ksm_cover_condition *c = &rule->conditions[i];

        if (c->is_constant)
            continue;
        if (!c->seen[KSM_COVER_TRUE])
            missing(out, rule, c->line, c->column, "never true", c->text);
        if (!c->seen[KSM_COVER_FALSE])
            missing(out, rule, c->line, c->column, "never false", c->text);
        if (!c->decided[KSM_COVER_TRUE] && !c->decided[KSM_COVER_FALSE])
            missing(out, rule, c->line, c->column, "never decides", c->text);
    }
}

/* Of a rule that never ran, its conditions go without saying. */
static void missing_of_rule(FILE *out, const struct ksm_cover_rule *rule)
{
    if (!rule->ended[KSM_COVER_TRUE] && !rule->ended[KSM_COVER_FALSE]) {
        missing(out, rule, rule->line, rule->column, "never evaluated", rule->text);
        return;
    }
    if (rule->can_grant && !rule->ended[KSM_COVER_TRUE])
        missing(out, rule, rule->line, rule->column, "never granted", rule->text);
    if (rule->can_deny && !rule->ended[KSM_COVER_FALSE])
        missing(out, rule, rule->line, rule->column, "never denied", rule->text);
    missing_conditions(out, rule);
    for (nk_uint32_t i = 0; i < rule->branch_count; i++)
        if (!*rule->branches[i].taken)
            missing(out, rule, rule->branches[i].line, rule->branches[i].column,
                    "branch never taken", rule->branches[i].label);
}

static void missing_of_field(FILE *out, const struct ksm_cover_field *field)
{
    char range[48];

    for (nk_uint32_t i = 0; i < field->range_count; i++)
        if (!field->met[i])
            fprintf(out, "%s: %s is never %s\n", field->where, field->text,
                    pal_cover_range(field, i, range, sizeof range));
}

void pal_cover_text(const struct nk_pal_suite *suite, FILE *out)
{
    const struct ksm_coverage *c = suite->coverage;
    const struct pal_summary s = pal_cover_summary(c);

    fprintf(out, "coverage of %s: %lu of %lu points, %.1f %%\n", suite->source, s.total.met,
            s.total.all, pal_cover_percent(s.total));
    print_points(out, "rules", s.rules);
    print_points(out, "conditions", s.conditions);
    print_points(out, "branches", s.branches);
    print_points(out, "ranges", s.ranges);
    for (nk_uint32_t i = 0; i < c->rule_count; i++)
        missing_of_rule(out, &c->rules[i]);
    for (nk_uint32_t i = 0; i < c->field_count; i++)
        missing_of_field(out, &c->fields[i]);
}
