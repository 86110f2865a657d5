/* Coverage as one HTML page: no scripts, no other files; what was not met is also said in words. */
#include "coverage.h"

static void escape(FILE *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            fputc(*text, out);
        }
    }
}

static const char style[] =
    "body { font: 15px/1.4 sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; }\n"
    "table { border-collapse: collapse; width: 100%; margin: 1em 0; }\n"
    "th, td { text-align: left; vertical-align: top; padding: .2em .6em; border: 1px solid #bbb; "
    "}\n"
    "td.n { text-align: right; white-space: nowrap; }\n"
    "code { font: 14px monospace; white-space: pre-wrap; }\n"
    ".never { background: #fdd; }\n"
    ".sub code { padding-left: 1.5em; }\n";

static void begin(const struct nk_pal_suite *suite, FILE *out)
{
    fprintf(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<title>Coverage of ");
    escape(out, suite->source);
    fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>Coverage of ", style);
    escape(out, suite->source);
    fprintf(out, "</h1>\n");
}

/* ---- the summary ---- */

static void points_row(FILE *out, const char *name, struct pal_points points)
{
    fprintf(out,
            "<tr><td>%s</td><td class=\"n\">%lu</td><td class=\"n\">%lu</td>"
            "<td class=\"n\">%.1f %%</td></tr>\n",
            name, points.met, points.all, pal_cover_percent(points));
}

static void summary(const struct nk_pal_suite *suite, FILE *out)
{
    const struct pal_summary s = pal_cover_summary(suite->coverage);

    fprintf(out, "<table>\n<tr><th>points</th><th>met</th><th>of</th><th></th></tr>\n");
    points_row(out, "rules granted and denied", s.rules);
    points_row(out, "conditions true, false and deciding", s.conditions);
    points_row(out, "branches of choices taken", s.branches);
    points_row(out, "ranges of fields met", s.ranges);
    points_row(out, "all", s.total);
    fprintf(out, "</table>\n");
}

/* ---- rules ---- */

/* A counter that should not be zero; `wanted` is false where it cannot be anything else. */
static void count_cell(FILE *out, nk_uint32_t count, nk_bool_t wanted)
{
    if (!wanted && !count)
        fprintf(out, "<td class=\"n\">-</td>");
    else if (count)
        fprintf(out, "<td class=\"n\">%lu</td>", (unsigned long)count);
    else
        fprintf(out, "<td class=\"n never\">never</td>");
}

static void place_cell(FILE *out, const struct ksm_cover_rule *rule, nk_uint32_t line,
                       nk_uint32_t column)
{
    fprintf(out, "<td>");
    escape(out, rule->file);
    fprintf(out, ":%lu:%lu</td>", (unsigned long)line, (unsigned long)column);
}

static void text_cell(FILE *out, const char *text)
{
    fprintf(out, "<td><code>");
    escape(out, text);
    fprintf(out, "</code></td>");
}

static void condition_row(FILE *out, const struct ksm_cover_rule *rule,
                          const struct ksm_cover_condition *c)
{
    const nk_bool_t wanted = !c->is_constant;

    fprintf(out, "<tr class=\"sub\">");
    place_cell(out, rule, c->line, c->column);
    text_cell(out, c->text);
    count_cell(out, c->seen[KSM_COVER_TRUE], wanted);
    count_cell(out, c->seen[KSM_COVER_FALSE], wanted);
    count_cell(out, c->decided[KSM_COVER_TRUE] + c->decided[KSM_COVER_FALSE], wanted);
    fprintf(out, "</tr>\n");
}

static void branch_row(FILE *out, const struct ksm_cover_rule *rule,
                       const struct ksm_cover_branch *b)
{
    fprintf(out, "<tr class=\"sub\">");
    place_cell(out, rule, b->line, b->column);
    text_cell(out, b->label);
    count_cell(out, *b->taken, NK_TRUE);
    fprintf(out, "<td class=\"n\">-</td><td class=\"n\">-</td></tr>\n");
}

static void rule_rows(FILE *out, const struct ksm_cover_rule *rule)
{
    fprintf(out, "<tr>");
    place_cell(out, rule, rule->line, rule->column);
    text_cell(out, rule->text);
    count_cell(out, rule->ended[KSM_COVER_TRUE], rule->can_grant);
    count_cell(out, rule->ended[KSM_COVER_FALSE], rule->can_deny);
    fprintf(out, "<td class=\"n\">-</td></tr>\n");
    for (nk_uint32_t i = 0; i < rule->condition_count; i++)
        condition_row(out, rule, &rule->conditions[i]);
    for (nk_uint32_t i = 0; i < rule->branch_count; i++)
        branch_row(out, rule, &rule->branches[i]);
}

static void rules(const struct ksm_coverage *c, FILE *out)
{
    fprintf(out, "<h2>Rules, conditions, branches</h2>\n<table>\n"
                 "<tr><th>place</th><th>text</th><th>granted, true, taken</th>"
                 "<th>denied, false</th><th>decided</th></tr>\n");
    for (nk_uint32_t i = 0; i < c->rule_count; i++)
        rule_rows(out, &c->rules[i]);
    fprintf(out, "</table>\n");
}

/* ---- fields ---- */

static void field_rows(FILE *out, const struct ksm_cover_field *field)
{
    char range[48];

    for (nk_uint32_t i = 0; i < field->range_count; i++) {
        fprintf(out, "<tr><td>");
        escape(out, i ? "" : field->where);
        fprintf(out, "</td>");
        text_cell(out, i ? "" : field->text);
        fprintf(out, "<td>%s</td>", pal_cover_range(field, i, range, sizeof range));
        count_cell(out, field->met[i], NK_TRUE);
        fprintf(out, "</tr>\n");
    }
}

static void fields(const struct ksm_coverage *c, FILE *out)
{
    if (!c->field_count)
        return;
    fprintf(out, "<h2>Ranges of fields</h2>\n<table>\n<tr><th>message</th><th>field</th>"
                 "<th>range</th><th>met</th></tr>\n");
    for (nk_uint32_t i = 0; i < c->field_count; i++)
        field_rows(out, &c->fields[i]);
    fprintf(out, "</table>\n");
}

void pal_cover_html(const struct nk_pal_suite *suite, FILE *out)
{
    begin(suite, out);
    summary(suite, out);
    rules(suite->coverage, out);
    fields(suite->coverage, out);
    fprintf(out, "</body>\n</html>\n");
}
