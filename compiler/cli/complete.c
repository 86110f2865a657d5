/* Completions: one file a command and shell, written once and installed. They need nothing but
 * the shell; identifiers of diagnostics are asked of the command itself. */
#include "cli/complete.h"

#include "cli/cli_doc.h"

static bool shown(const struct nkc_option *o)
{
    return o->help != NULL;
}

/* Prints a text for a single-quoted word of a shell. */
static void quoted(FILE *f, const char *text, const char *escape_too)
{
    for (; *text; text++) {
        if (strchr(escape_too, *text))
            fputc('\\', f);
        if (*text == '\'')
            fputs("'\\''", f);
        else
            fputc(*text, f);
    }
}

static void print_values(FILE *f, const struct nkc_option *o)
{
    for (size_t i = 0; o->values[i]; i++)
        fprintf(f, "%s%s", i ? " " : "", o->values[i]);
}

/* Prints `format` for every suffix in cmd->files, which takes the place of `@`. */
static void each_suffix(const struct nkc_command *cmd, FILE *f, const char *format)
{
    for (const char *p = cmd->files; p && *p;) {
        size_t len = strcspn(p, " ");
        for (const char *q = format; *q; q++)
            if (*q == '@')
                fwrite(p, 1, len, f);
            else
                fputc(*q, f);
        p += len + (p[len] == ' ');
    }
}

static void function_name(const struct nkc_command *cmd, FILE *f)
{
    fputc('_', f);
    for (const char *p = cmd->name; *p; p++)
        fputc(*p == '-' || *p == ' ' ? '_' : *p, f);
}

static void print_words(const struct nkc_command *cmd, FILE *f)
{
    for (const struct nkc_command *const *c = cmd->commands; *c; c++)
        fprintf(f, "%s%s", c == cmd->commands ? "" : " ", nkc_cli_word(*c));
}

/* ---- bash --------------------------------------------------------------------------------- */

/* The commands whose output is the list of candidates for the value of `o`. */
static void bash_value(const struct nkc_command *cmd, const struct nkc_option *o, FILE *f)
{
    if (o->values && o->flags & NKC_OPT_LIST) {
        fputs("compgen -P \"${cur%\"${cur##*,}\"}\" -W '", f);
        print_values(f, o);
        fputs("' -- \"${cur##*,}\"", f);
    } else if (o->values) {
        fputs("compgen -W '", f);
        print_values(f, o);
        fputs("' -- \"$cur\"", f);
    } else if (o->kind == NKC_KIND_DIR) {
        fputs("compgen -d -- \"$cur\"", f);
    } else if (o->kind == NKC_KIND_FILE) {
        fputs("compgen -f -- \"$cur\"", f);
    } else if (o->kind == NKC_KIND_ID || o->kind == NKC_KIND_FLAG) {
        const char *words = o->kind == NKC_KIND_ID ? "list" : "all none error";
        fprintf(f, "compgen -W \"%s $(%s --explain list | cut -d ' ' -f 1)\" -- \"$cur\"", words,
                cmd->name);
        if (o->kind == NKC_KIND_FLAG)
            fprintf(f,
                    "\n            compgen -P no- -W \"$(%s --explain list | cut -d ' ' -f 1)\" "
                    "-- \"${cur#no-}\"",
                    cmd->name);
    } else {
        fputc(':', f);
    }
}

static void bash_option(const struct nkc_command *cmd, const struct nkc_option *o, FILE *f)
{
    if (o->arg != NKC_OPT_VALUE)
        return;
    fputs("    ", f);
    if (o->short_name)
        fprintf(f, "-%c%s", o->short_name, o->long_name ? " | " : "");
    if (o->long_name)
        fprintf(f, "--%s", o->long_name);
    fputs(")\n        mapfile -t COMPREPLY < <(\n            ", f);
    bash_value(cmd, o, f);
    fputs("\n        )\n        return\n        ;;\n", f);
}

/* `-Idir`: the value is attached to the option. */
static void bash_attached(const struct nkc_command *cmd, FILE *f)
{
    const struct nkc_option *o;
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++)
        if (o->short_name && o->kind == NKC_KIND_DIR)
            fprintf(f,
                    "    -%c?*)\n        mapfile -t COMPREPLY < <(\n"
                    "            compgen -P -%c -d -- \"${cur#-%c}\"\n        )\n        ;;\n",
                    o->short_name, o->short_name, o->short_name);
}

static void bash_words(const struct nkc_command *cmd, FILE *f)
{
    const struct nkc_option *o;
    const char *before = "";
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++) {
        if (!shown(o))
            continue;
        if (o->short_name) {
            fprintf(f, "%s-%c", before, o->short_name);
            before = " ";
        }
        if (o->long_name) {
            fprintf(f, "%s--%s", before, o->long_name);
            before = " ";
        }
    }
}

static void bash_operands(const struct nkc_command *cmd, FILE *f)
{
    if (cmd->operand_kind == NKC_KIND_ID)
        fprintf(f, "compgen -W \"list $(%s --explain list | cut -d ' ' -f 1)\" -- \"$cur\"",
                cmd->name);
    else if (cmd->files || cmd->operand_kind == NKC_KIND_DIR)
        fputs("compgen -d -- \"$cur\"", f);
    else
        fputs("compgen -f -- \"$cur\"", f);
    each_suffix(cmd, f, "\n            compgen -f -X '!*.@' -- \"$cur\"");
}

/* The function that completes one command. */
static void bash_function(const struct nkc_command *cmd, FILE *f)
{
    const struct nkc_option *o;
    function_name(cmd, f);
    fputs("() {\n"
          "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "    # bash takes `--name=value` for three words.\n"
          "    if [ \"$cur\" = = ]; then\n"
          "        cur=\n"
          "    elif [ \"$prev\" = = ] && [ \"$COMP_CWORD\" -ge 2 ]; then\n"
          "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
          "    fi\n"
          "    case $prev in\n",
          f);
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++)
        if (shown(o))
            bash_option(cmd, o, f);
    fputs("    esac\n    case $cur in\n", f);
    bash_attached(cmd, f);
    fputs("    -*)\n"
          "        mapfile -t COMPREPLY < <(\n            compgen -W '",
          f);
    bash_words(cmd, f);
    fputs("' -- \"$cur\"\n        )\n        ;;\n"
          "    *)\n"
          "        mapfile -t COMPREPLY < <(\n            ",
          f);
    bash_operands(cmd, f);
    fputs("\n        )\n        ;;\n    esac\n}\n", f);
}

/* The function of a tool with commands: their names for the first word, then theirs. */
static void bash_commands(const struct nkc_command *cmd, FILE *f)
{
    for (const struct nkc_command *const *c = cmd->commands; *c; c++)
        bash_function(*c, f);
    function_name(cmd, f);
    fputs("() {\n    if [ \"$COMP_CWORD\" -le 1 ]; then\n"
          "        mapfile -t COMPREPLY < <(\n            compgen -W '",
          f);
    print_words(cmd, f);
    fputc(' ', f);
    bash_words(cmd, f);
    fputs("' -- \"${COMP_WORDS[COMP_CWORD]}\"\n        )\n        return\n    fi\n"
          "    case ${COMP_WORDS[1]} in\n",
          f);
    for (const struct nkc_command *const *c = cmd->commands; *c; c++) {
        fprintf(f, "    %s) ", nkc_cli_word(*c));
        function_name(*c, f);
        fputs(" ;;\n", f);
    }
    fputs("    esac\n}\n", f);
}

void nkc_cli_complete_bash(const struct nkc_command *cmd, FILE *f)
{
    fprintf(f,
            "# shellcheck shell=bash\n# bash completion of %s; made from its table of options.\n",
            cmd->name);
    if (cmd->commands)
        bash_commands(cmd, f);
    else
        bash_function(cmd, f);
    fputs("complete -o filenames -F ", f);
    function_name(cmd, f);
    fprintf(f, " %s\n", cmd->name);
}

/* ---- zsh ---------------------------------------------------------------------------------- */

static void zsh_action(const struct nkc_command *cmd, const struct nkc_option *o, FILE *f)
{
    fputc(':', f);
    quoted(f, o->arg_name ? o->arg_name : "value", ":");
    fputc(':', f);
    if (o->values && o->flags & NKC_OPT_LIST) {
        fputs("_sequence compadd - ", f);
        print_values(f, o);
    } else if (o->values) {
        fputc('(', f);
        print_values(f, o);
        fputc(')', f);
    } else if (o->kind == NKC_KIND_DIR) {
        fputs("_files -/", f);
    } else if (o->kind == NKC_KIND_FILE) {
        fputs("_files", f);
    } else if (o->kind == NKC_KIND_ID || o->kind == NKC_KIND_FLAG) {
        const char *words = o->kind == NKC_KIND_ID ? "list" : "all none error";
        const char *ids = "{(f)\"$(%s --explain list | cut -d \" \" -f 1)\"}";
        fprintf(f, "compadd - %s $", words);
        fprintf(f, ids, cmd->name);
        if (o->kind == NKC_KIND_FLAG) {
            fputs(" no-${^$", f);
            fprintf(f, ids, cmd->name);
            fputc('}', f);
        }
    }
}

static void zsh_option(const struct nkc_command *cmd, const struct nkc_option *o, FILE *f)
{
    for (int form = 0; form < 2; form++) {
        if (form == 0 ? !o->short_name : !o->long_name)
            continue;
        fprintf(f, " \\\n    '%s", o->flags & NKC_OPT_REPEAT ? "*" : "");
        if (form == 0)
            fprintf(f, "-%c%s", o->short_name, o->arg == NKC_OPT_VALUE ? "+" : "");
        else
            fprintf(f, "--%s%s", o->long_name, o->arg == NKC_OPT_VALUE ? "=" : "");
        fputc('[', f);
        quoted(f, o->help, "[]");
        fputc(']', f);
        if (o->arg == NKC_OPT_VALUE)
            zsh_action(cmd, o, f);
        fputc('\'', f);
    }
}

static void zsh_operands(const struct nkc_command *cmd, FILE *f)
{
    if (cmd->operand_kind == NKC_KIND_ID) {
        fprintf(
            f,
            " \\\n    '*:id:compadd - list ${(f)\"$(%s --explain list | cut -d \" \" -f 1)\"}'\n",
            cmd->name);
        return;
    }
    fputs(cmd->operand_kind == NKC_KIND_DIR ? " \\\n    '*:folder:_files -/"
                                            : " \\\n    '*:file:_files",
          f);
    if (cmd->files) {
        /* Parentheses around a single word would be qualifiers of the pattern. */
        const bool several = strchr(cmd->files, ' ') != NULL;
        fputs(several ? " -g \"*.(" : " -g \"*.", f);
        for (const char *p = cmd->files; *p; p++)
            fputc(*p == ' ' ? '|' : *p, f);
        fputs(several ? ")\"" : "\"", f);
    }
    fputs("'\n", f);
}

static void zsh_arguments(const struct nkc_command *cmd, FILE *f)
{
    const struct nkc_option *o;
    fputs("_arguments -s", f);
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++)
        if (shown(o))
            zsh_option(cmd, o, f);
    zsh_operands(cmd, f);
}

static void zsh_commands(const struct nkc_command *cmd, FILE *f)
{
    fputs("if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n    compadd - ", f);
    print_words(cmd, f);
    fputs("\n    return\nfi\ncase $words[2] in\n", f);
    for (const struct nkc_command *const *c = cmd->commands; *c; c++) {
        fprintf(f, "%s)\nshift words\n(( CURRENT-- ))\n", nkc_cli_word(*c));
        zsh_arguments(*c, f);
        fputs(";;\n", f);
    }
    fputs("*)\n", f);
    zsh_arguments(cmd, f);
    fputs(";;\nesac\n", f);
}

void nkc_cli_complete_zsh(const struct nkc_command *cmd, FILE *f)
{
    fprintf(f, "#compdef %s\n# zsh completion of %s; made from its table of options.\n", cmd->name,
            cmd->name);
    if (cmd->commands)
        zsh_commands(cmd, f);
    else
        zsh_arguments(cmd, f);
}

/* ---- fish --------------------------------------------------------------------------------- */

static void fish_value(const struct nkc_command *cmd, const struct nkc_option *o, FILE *f)
{
    const bool list = o->flags & NKC_OPT_LIST;
    if (o->values) {
        fputs(list ? " -x -a '(__fish_append , " : " -x -a '", f);
        print_values(f, o);
        fputs(list ? ")'" : "'", f);
    } else if (o->kind == NKC_KIND_DIR) {
        fputs(" -x -a '(__fish_complete_directories)'", f);
    } else if (o->kind == NKC_KIND_ID) {
        fprintf(f, " -x -a 'list (%s --explain list | string replace -r \" .*\" \"\")'", cmd->name);
    } else if (o->kind == NKC_KIND_FLAG) {
        fprintf(
            f, " -x -a 'all none error {,no-}(%s --explain list | string replace -r \" .*\" \"\")'",
            cmd->name);
    } else {
        fputs(o->kind == NKC_KIND_FILE ? " -r" : " -x", f);
    }
}

/* The tool of a command, by which fish files completions. */
static void fish_begin(const struct nkc_command *cmd, FILE *f)
{
    const char *word = nkc_cli_word(cmd);
    if (word == cmd->name)
        fprintf(f, "complete -c %s", cmd->name);
    else
        fprintf(f, "complete -c %.*s -n '__fish_seen_subcommand_from %s'",
                (int)(word - cmd->name - 1), cmd->name, word);
}

static void fish_operands(const struct nkc_command *cmd, FILE *f)
{
    const bool folders = cmd->operand_kind == NKC_KIND_DIR;
    if (!cmd->files && !folders && cmd->operand_kind != NKC_KIND_ID)
        return;
    fish_begin(cmd, f);
    if (folders) {
        fputs(" -x -a '(__fish_complete_directories)'\n", f);
    } else if (cmd->operand_kind == NKC_KIND_ID) {
        fprintf(f, " -x -a 'list (%s --explain list | string replace -r \" .*\" \"\")'\n",
                cmd->name);
    } else {
        fputs(" -x -a '(__fish_complete_path (commandline -ct) | string match -re \"(?:/", f);
        each_suffix(cmd, f, "|\\.@");
        fputs(")\\t?\\$\")'\n", f);
    }
}

static void fish_command(const struct nkc_command *cmd, FILE *f)
{
    const struct nkc_option *o;
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++) {
        if (!shown(o))
            continue;
        fish_begin(cmd, f);
        if (o->short_name)
            fprintf(f, " -s %c", o->short_name);
        if (o->long_name)
            fprintf(f, " -l %s", o->long_name);
        if (o->arg == NKC_OPT_VALUE)
            fish_value(cmd, o, f);
        fputs(" -d '", f);
        quoted(f, o->help, "");
        fputs("'\n", f);
    }
    fish_operands(cmd, f);
}

void nkc_cli_complete_fish(const struct nkc_command *cmd, FILE *f)
{
    fprintf(f, "# fish completion of %s; made from its table of options.\n", cmd->name);
    if (!cmd->commands) {
        fish_command(cmd, f);
        return;
    }
    for (const struct nkc_command *const *c = cmd->commands; *c; c++) {
        fprintf(f, "complete -c %s -n __fish_use_subcommand -x -a %s -d '", cmd->name,
                nkc_cli_word(*c));
        quoted(f, (*c)->summary, "");
        fputs("'\n", f);
        fish_command(*c, f);
    }
}
