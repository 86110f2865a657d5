#include "base/explain.h"

#include <stdlib.h>

enum { ID_MAX = 64 }; /* characters that a message shows again */

static int by_slug(const void *key, const void *entry)
{
    return strcmp(key, ((const struct nkc_explain *)entry)->slug);
}

const struct nkc_explain *nkc_explain_find(const char *slug)
{
    return bsearch(slug, nkc_explain_all, nkc_explain_count, sizeof *nkc_explain_all, by_slug);
}

/* A slug may have texts of several severities: the gravest counts. */
const char *nkc_explain_severity(const char *slug)
{
    bool on = false;
    for (unsigned id = 0; id < NKC_D_COUNT; id++) {
        const struct nkc_diag_info *info = nkc_diag_info(id);
        if (strcmp(info->slug, slug) != 0)
            continue;
        if (info->severity == NKC_ERROR)
            return "error";
        on |= info->severity == NKC_WARNING;
    }
    return on ? "warning" : "warning, off by default";
}

static void print_list(FILE *f)
{
    for (size_t i = 0; i < nkc_explain_count; i++) {
        const struct nkc_explain *e = &nkc_explain_all[i];
        fprintf(f, "%-24s %-8.7s %s\n", e->slug, nkc_explain_severity(e->slug), e->title);
    }
}

/* What somebody pasted may be long, or move the cursor of a terminal: it is not shown again. */
static bool may_be_id(const char *text)
{
    size_t len = 0;
    while (text[len] > ' ' && text[len] < 0x7f && len <= ID_MAX)
        len++;
    return text[len] == '\0' && len <= ID_MAX;
}

static bool unknown(struct nkc_session *s, const char *slug)
{
    if (!may_be_id(slug)) {
        nkc_diag(s, USAGE, NKC_NO_SPAN,
                 "the text is neither the ID of a diagnostic nor a line that ends with one; "
                 "`--explain list` shows all");
        return false;
    }
    const char **names = nkc_arena_alloc(s->arena, nkc_explain_count * sizeof *names);
    for (size_t i = 0; i < nkc_explain_count; i++)
        names[i] = nkc_explain_all[i].slug;
    const char *near = nkc_nearest(slug, names, nkc_explain_count);
    nkc_diag(s, USAGE, NKC_NO_SPAN,
             nkc_arena_printf(s->arena, "no diagnostic is called `%s`%s", slug,
                              near ? nkc_arena_printf(s->arena, ", did you mean `%s`?", near)
                                   : "; `--explain list` shows all"));
    return false;
}

bool nkc_explain_print(struct nkc_session *s, const char *slug, FILE *f)
{
    if (strcmp(slug, "list") == 0) {
        print_list(f);
        return true;
    }
    const struct nkc_explain *e = nkc_explain_find(slug);
    if (!e)
        return unknown(s, slug);
    fprintf(f, "%s (%s): %s\n\n%s", e->slug, nkc_explain_severity(slug), e->title, e->text);
    if (*e->bad)
        fprintf(f, "\nReported:\n%s\nNot reported:\n%s", e->bad, e->good);
    return true;
}

/* ---- docs/diagnostics.md ------------------------------------------------------------------ */

static const char markdown_head[] =
    "# Diagnostics\n\n"
    "Made by `make docs` from `compiler/base/explain/`; `nk-gen-c --explain ID` prints one entry.\n"
    "Every sample is a test (`make check-catalogue`): the first is reported, the second is not.\n\n"
    "Unless a command stands there, the first file of a sample is compiled: a description with\n"
    "`nk-gen-c -I . FILE`, a policy with `nk-psl-gen-c -I . -I $INC -I $COMMON -I $LAB FILE -o "
    "p.c`,\n"
    "an init description with `einit -I . FILE -o e.c`. `$INC` is `runtime/include`, `$COMMON` is\n"
    "`compiler/base/explain/common`, which holds the policy `prelude`, and `$LAB` is\n"
    "`tests/unit/nk/ksm` with the classes `lab.*`.\n\n"
    "| id | severity | rule |\n|---|---|---|\n";

/* Table cells end at `|`. */
static void print_cell(const char *text, FILE *f)
{
    for (; *text; text++)
        fprintf(f, *text == '|' ? "\\%c" : "%c", *text);
}

static void print_entry(const struct nkc_explain *e, FILE *f)
{
    fprintf(f, "\n## %s\n**%s** (%s)\n\n%s", e->slug, e->title, nkc_explain_severity(e->slug),
            e->text);
    if (*e->bad)
        fprintf(f, "\nReported:\n```\n%s```\nNot reported:\n```\n%s```\n", e->bad, e->good);
}

void nkc_explain_markdown(FILE *f)
{
    fputs(markdown_head, f);
    for (size_t i = 0; i < nkc_explain_count; i++) {
        const struct nkc_explain *e = &nkc_explain_all[i];
        fprintf(f, "| [%s](#%s) | %s | ", e->slug, e->slug, nkc_explain_severity(e->slug));
        print_cell(e->title, f);
        fputs(" |\n", f);
    }
    for (size_t i = 0; i < nkc_explain_count; i++)
        print_entry(&nkc_explain_all[i], f);
}
