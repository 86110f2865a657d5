/* Usage line, help, and the parts of the manual page. Shell completions: complete.c. */
#include "cli/cli_doc.h"

#include "base/explain.h"
#include "cli/complete.h"

#include <ctype.h>

/* ---- help --------------------------------------------------------------------------------- */

void nkc_cli_print_usage(const struct nkc_command *cmd, FILE *f)
{
    fprintf(f, "usage: %s %s%s\n", cmd->name, cmd->commands ? "" : "[OPTION]... ", cmd->operands);
}

/* What stands for the value of an option: its name, or the values themselves. */
static void add_value(struct nkc_buf *buf, const struct nkc_option *o, const char *between)
{
    if (o->arg_name || !o->values) {
        nkc_buf_puts(buf, o->arg_name ? o->arg_name : "VALUE");
        return;
    }
    for (size_t i = 0; o->values[i]; i++)
        nkc_buf_printf(buf, "%s%s", i ? between : "", o->values[i]);
}

static void print_option(const struct nkc_option *o)
{
    enum { COLUMN = 30 };
    struct nkc_buf left = {0};
    if (o->short_name)
        nkc_buf_printf(&left, "-%c%s", o->short_name, o->long_name ? ", " : "");
    if (o->long_name)
        nkc_buf_printf(&left, "--%s", o->long_name);
    if (o->arg == NKC_OPT_VALUE) {
        nkc_buf_putc(&left, o->long_name ? '=' : ' ');
        add_value(&left, o, "|");
    }
    if (left.len > COLUMN)
        printf("  %s\n  %-*s %s\n", left.data, COLUMN, "", o->help);
    else
        printf("  %-*s %s\n", COLUMN, left.data, o->help);
    nkc_buf_free(&left);
}

const char *nkc_cli_word(const struct nkc_command *cmd)
{
    const char *blank = strchr(cmd->name, ' ');
    return blank ? blank + 1 : cmd->name;
}

static void print_commands(const struct nkc_command *cmd)
{
    for (const struct nkc_command *const *c = cmd->commands; *c; c++)
        printf("  %-10s %s\n", nkc_cli_word(*c), (*c)->summary);
    printf("\n`%s COMMAND --help` tells more of a command.\n\n", cmd->name);
}

void nkc_cli_print_help(const struct nkc_command *cmd)
{
    const struct nkc_option *o;
    nkc_cli_print_usage(cmd, stdout);
    printf("%s\n\n", cmd->summary);
    if (cmd->commands)
        print_commands(cmd);
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++)
        if (o->help)
            print_option(o);
}

/* ---- mdoc(7) ------------------------------------------------------------------------------ */

static void mdoc_value(const struct nkc_option *o, FILE *f)
{
    struct nkc_buf buf = {0};
    if (o->arg != NKC_OPT_VALUE)
        return;
    add_value(&buf, o, " | ");
    for (size_t i = 0; o->arg_name && i < buf.len; i++)
        buf.data[i] = (char)tolower((unsigned char)buf.data[i]);
    fprintf(f, " %s %s", o->arg_name ? "Ar" : "Cm", buf.data);
    nkc_buf_free(&buf);
}

static bool is_answer(const struct nkc_option *o)
{
    return (o->flags & NKC_OPT_ANSWER) != 0;
}

/* The operands of a command of a tool are set as they are named; a tool's are files. */
static void mdoc_operands(const struct nkc_command *cmd, FILE *f)
{
    const char *word = nkc_cli_word(cmd);
    if (word == cmd->name) {
        fprintf(f, ".Ar %s\n", strstr(cmd->operands, "...") ? "file ..." : "file");
        return;
    }
    const bool optional = *cmd->operands == '[';
    fputs(optional ? ".Op Ar " : ".Ar ", f);
    for (const char *p = cmd->operands; *p; p++)
        if (*p != '[' && *p != ']')
            fputc(tolower((unsigned char)*p), f);
    fputc('\n', f);
}

static void synopsis_line(const struct nkc_command *cmd, FILE *f)
{
    const struct nkc_option *o;
    fputs(".Nm\n", f);
    if (nkc_cli_word(cmd) != cmd->name)
        fprintf(f, ".Cm %s\n", nkc_cli_word(cmd));
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++) {
        if (!o->help || is_answer(o))
            continue;
        fputs(o->flags & NKC_OPT_REQUIRED ? ".Fl " : ".Op Fl ", f);
        if (o->short_name)
            fputc(o->short_name, f);
        else
            fprintf(f, "-%s", o->long_name);
        mdoc_value(o, f);
        fputc('\n', f);
    }
    mdoc_operands(cmd, f);
}

static void synopsis(const struct nkc_command *cmd, FILE *f)
{
    if (cmd->commands)
        for (const struct nkc_command *const *c = cmd->commands; *c; c++)
            synopsis_line(*c, f);
    else
        synopsis_line(cmd, f);
    fputs(".Nm\n.Fl -explain Ar id\n.Nm\n.Fl -help | -version\n", f);
}

/* Sets running text as mdoc: short lines, a new line after each sentence, `x` as .Ql x. */
struct setter {
    FILE *f;
    size_t column;
};

static void end_line(struct setter *t)
{
    if (t->column)
        fputc('\n', t->f);
    t->column = 0;
}

static const char *set_quoted(struct setter *t, const char *p)
{
    size_t len = strcspn(p, "`");
    end_line(t);
    fputs(".Ql ", t->f);
    fprintf(t->f, len && strcspn(p, " ") < len ? "\"%.*s\"" : "%.*s", (int)len, p);
    p += len + (p[len] == '`');
    for (; *p && strchr(".,;:)", *p); p++)
        fprintf(t->f, " %c", *p);
    fputc('\n', t->f);
    return p;
}

static void set_word(struct setter *t, const char *word, size_t len)
{
    enum { WIDTH = 76 };
    if (t->column + len + 1 > WIDTH)
        end_line(t);
    if (t->column)
        fputc(' ', t->f);
    else if (*word == '.' || *word == '\'')
        fputs("\\&", t->f);
    for (size_t i = 0; i < len; i++)
        fputs(word[i] == '\\' ? "\\e" : (char[]){word[i], '\0'}, t->f);
    t->column += len + 1;
    if (len > 1 && word[len - 1] == '.')
        end_line(t);
}

static void set_text(FILE *f, const char *p)
{
    struct setter t = {.f = f};
    while (*p) {
        if (*p == ' ' || *p == '\n') {
            p++;
        } else if (*p == '`') {
            p = set_quoted(&t, p + 1);
        } else {
            size_t len = strcspn(p, " \n`");
            set_word(&t, p, len);
            p += len;
        }
    }
    end_line(&t);
}

static void mdoc_option(const struct nkc_option *o, FILE *f)
{
    fputs(".It Fl ", f);
    if (o->short_name) {
        fputc(o->short_name, f);
        mdoc_value(o, f);
        fputs(o->long_name ? " , Fl " : "", f);
    }
    if (o->long_name) {
        fprintf(f, "-%s", o->long_name);
        mdoc_value(o, f);
    }
    fputc('\n', f);
    set_text(f, o->help);
    if (o->more)
        set_text(f, o->more);
    if (o->flags & NKC_OPT_REPEAT)
        set_text(f, "May be repeated.");
    if (o->values && o->arg_name) {
        fputs("Values:\n", f);
        for (size_t i = 0; o->values[i]; i++)
            fprintf(f, ".Cm %s %c\n", o->values[i], o->values[i + 1] ? ',' : '.');
    }
}

static void own_options(const struct nkc_command *cmd, FILE *f)
{
    fputs(".Bl -tag -width Ds\n", f);
    for (size_t i = 0; i < cmd->option_count; i++)
        if (cmd->options[i].help)
            mdoc_option(&cmd->options[i], f);
    fputs(".El\n", f);
}

/* The commands of a tool with their own options; what all of them take follows once. */
static void commands(const struct nkc_command *cmd, FILE *f)
{
    fputs(".Bl -tag -width Ds\n", f);
    for (const struct nkc_command *const *c = cmd->commands; *c; c++) {
        fprintf(f, ".It Cm %s\n", nkc_cli_word(*c));
        set_text(f, (*c)->summary);
        if ((*c)->option_count)
            own_options(*c, f);
    }
    fputs(".El\n.Pp\nAll commands have these options:\n", f);
}

static void options(const struct nkc_command *cmd, FILE *f)
{
    const struct nkc_option *o;
    if (cmd->commands)
        commands(cmd, f);
    fputs(".Bl -tag -width Ds\n", f);
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++)
        if (o->help)
            mdoc_option(o, f);
    fputs(".El\n", f);
}

/* ---- which -------------------------------------------------------------------------------- */

static void catalogue(const struct nkc_command *cmd, FILE *f)
{
    (void)cmd;
    nkc_explain_markdown(f);
}

static const struct {
    const char *name;
    void (*print)(const struct nkc_command *cmd, FILE *f);
} docs[] = {
    {"synopsis", synopsis},          {"options", options},
    {"bash", nkc_cli_complete_bash}, {"zsh", nkc_cli_complete_zsh},
    {"fish", nkc_cli_complete_fish}, {"catalogue", catalogue},
};

const char *const nkc_cli_docs[] = {"synopsis", "options",   "bash", "zsh",
                                    "fish",     "catalogue", NULL};

void nkc_cli_print_doc(const struct nkc_command *cmd, const char *which, FILE *f)
{
    for (size_t i = 0; i < sizeof docs / sizeof *docs; i++)
        if (strcmp(docs[i].name, which) == 0)
            docs[i].print(cmd, f);
}
