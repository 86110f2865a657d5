/* nk new: a small solution to start from. */
#include "back/tmpl.h"
#include "cli/own.h"
#include "nk/commands.h"
#include "nk/solution.h"

#include <ctype.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 32 };

/* What the templates see. */
struct scaffold {
    const char *name;
};

static const struct nkc_view_field scaffold_fields[] = {
    {.name = "name", .kind = NKC_VIEW_TEXT, .offset = offsetof(struct scaffold, name)},
};
static const struct nkc_view_type scaffold_view = {
    .name = "scaffold",
    .fields = scaffold_fields,
    .field_count = sizeof scaffold_fields / sizeof *scaffold_fields,
};

/* The files of a solution; `@` is its name. */
static const struct {
    const char *template, *path, *what;
} files[] = {
    {"new_idl", "@/ICounter.idl", "the interface"},
    {"new_client_edl", "@/Client.edl", "a process class that calls"},
    {"new_server_edl", "@/Server.edl", "a process class that answers"},
    {"new_client", "src/Client.c", "their programs"},
    {"new_server", "src/Server.c", ""},
    {"new_init", "init.yaml", "which processes run, and their channels"},
    {"new_policy", "security.psl", "the policy"},
    {"new_tests", "pal_tests.psl", "what it is to decide"},
    {"new_cmake", "CMakeLists.txt", "how all becomes an image"},
    {"new_readme", "README.md", ""},
    {"new_ignore", ".gitignore", ""},
};
static const char *const folders[] = {"@", "src"};

/* ---- the name ----------------------------------------------------------------------------- */

/* Names that packages of the SDK have, words of the description languages, and what CMake takes
 * for a name of its own or for `false`. */
static const char *const taken[] = {
    "kl",     "nk",        "kos",        "einit",  "init",      "rtl",      "src",    "build",
    "array",  "bytes",     "component",  "const",  "entity",    "error",    "import", "in",
    "out",    "interface", "package",    "struct", "typedef",   "union",    "string", "sequence",
    "handle", "task",      "components", "class",  "endpoints", "security", "test",   "false",
    "no",     "n",         "off",        "ignore", "notfound",
};

static const char *name_fault(const char *name)
{
    size_t len = strlen(name);
    if (len == 0)
        return "it is empty";
    if (!islower((unsigned char)name[0]))
        return "it must begin with a small letter";
    if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != len)
        return "it may hold small letters, digits and `_`";
    if (name[len - 1] == '_' || strstr(name, "__"))
        return "it may not end with `_` or hold `__`";
    if (len > NAME_MAX_BYTES)
        return "it has more than 32 characters";
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (strcmp(name, taken[i]) == 0)
            return "it means something else to the languages, the SDK or CMake";
    return NULL;
}

/* The same name as the rules want it, or NULL. */
static const char *mended(struct nkc_session *s, const char *name)
{
    char *text = nkc_arena_strdup(s->arena, name);
    for (char *p = text; *p; p++)
        *p = *p == '-' || *p == ' ' || *p == '.' ? '_' : (char)tolower((unsigned char)*p);
    return name_fault(text) ? NULL : text;
}

static bool check_name(struct nkc_session *s, const char *name)
{
    const char *fault = name_fault(name);
    if (!fault)
        return true;
    nkc_diag(s, NK_NAME, NKC_NO_SPAN, name, fault);
    const char *better = mended(s, name);
    if (better)
        nkc_diag(s, NOTE_MEAN, NKC_NO_SPAN, better);
    return false;
}

/* ---- the folder --------------------------------------------------------------------------- */

static const char *place(struct nkc_session *s, const char *dir, const char *path, const char *name)
{
    return *path == '@' ? nkc_arena_printf(s->arena, "%s/%s%s", dir, name, path + 1)
                        : nkc_arena_printf(s->arena, "%s/%s", dir, path);
}

static bool make_folder(struct nkc_session *s, const char *path)
{
    if (mkdir(path, 0777) == 0)
        return true;
    if (errno == EEXIST)
        nkc_diag(s, NK_EXISTS, NKC_NO_SPAN, path);
    else if (errno == ENOENT)
        nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, nkc_folder_above(s, path, 1), strerror(errno));
    else
        nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, path, strerror(errno));
    return false;
}

static bool write_files(struct nkc_session *s, const char *dir, const char *name)
{
    const struct scaffold scaffold = {name};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!make_folder(s, place(s, dir, folders[i], name)))
            return false;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!nkc_tmpl_print(nkc_tmpl_builtin_set(s), files[i].template, &scaffold_view, &scaffold,
                            nkc_output_new(s, place(s, dir, files[i].path, name))))
            return false;
    return nkc_outputs_commit(s);
}

/* What a solution that could not be written leaves. */
static void remove_folders(struct nkc_session *s, const char *dir, const char *name)
{
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        (void)rmdir(place(s, dir, folders[i], name));
    (void)rmdir(dir);
}

static void tell(struct nkc_session *s, const char *dir, const char *name)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = place(s, dir, files[i].path, name);
        if (*files[i].what)
            printf("%-28s %s\n", path, files[i].what);
        else
            puts(path);
    }
    printf("\nNow: nk run %s, nk test %s\n", dir, dir);
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    (void)settings;
    const char *given = nkc_cli_one(&nk_new, s, operands);
    if (!given)
        return;
    size_t len = strlen(given);
    while (len > 1 && given[len - 1] == '/')
        len--;
    const char *dir = nkc_arena_strndup(s->arena, given, len);
    const char *slash = strrchr(dir, '/');
    const char *name = slash ? slash + 1 : dir;
    if (!check_name(s, name) || !make_folder(s, dir))
        return;
    if (write_files(s, dir, name))
        tell(s, dir, name);
    else
        remove_folders(s, dir, name);
}

static int nk_new_main(int argc, char **argv)
{
    int nothing = 0;
    return nkc_cli_main(&nk_new, &nothing, argc, argv);
}

const struct nkc_command nk_new = {
    .name = "nk new",
    .operands = "NAME",
    .operand_kind = NKC_KIND_DIR,
    .summary = "Write a solution of two processes with a policy and its tests.",
    .run = run,
    .main = nk_new_main,
};
