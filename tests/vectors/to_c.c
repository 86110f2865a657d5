/* Test vectors as C tables: to_c HEADER... <LINES >TABLES
 *
 * Reads the JSON lines of `nk-gen-c --emit=vectors` and writes the tables of run.h; the HEADERs
 * declare the verifiers. Any malformed line ends it with status 1. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 256, MESSAGES_MAX = 4096 };

struct message {
    char name[NAME_MAX_BYTES]; /* zoo.Wire.Trees.req */
    unsigned count;
};

static struct message messages[MESSAGES_MAX];
static unsigned message_count;
static unsigned line_number;

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "to_c: line %u: %s\n", line_number, what);
    exit(1);
}

static const char *need_text(const json_t *line, const char *key)
{
    const char *text = json_string_value(json_object_get(line, key));
    if (!text)
        stop(key);
    return text;
}

/* A 64-bit number as a decimal string: JSON numbers are not exact in every reader. */
static unsigned long long number(const json_t *line, const char *key)
{
    const char *text = json_string_value(json_object_get(line, key));
    return text ? strtoull(text, NULL, 10) : 0;
}

/* One array of pieces, `static const struct vt_piece NAME[]`; returns how many. */
static size_t put_pieces(const json_t *list, const char *kind, unsigned index)
{
    size_t count = json_array_size(list);
    if (count == 0)
        return 0;
    printf("static const struct vt_piece %s%u[] = {", kind, index);
    for (size_t i = 0; i < count; i++) {
        const json_t *piece = json_array_get(list, i);
        const char *hex = json_string_value(json_array_get(piece, 0));
        if (!hex || strlen(hex) % 2 || !json_is_integer(json_array_get(piece, 1)))
            stop("bad piece");
        fputs("{\"", stdout);
        for (const char *p = hex; *p; p += 2)
            printf("\\x%.2s", p);
        printf("\",%zu,%lld},", strlen(hex) / 2,
               (long long)json_integer_value(json_array_get(piece, 1)));
    }
    puts("};");
    return count;
}

static void note_message(const char *name)
{
    if (message_count == 0 || strcmp(messages[message_count - 1].name, name) != 0) {
        if (message_count == MESSAGES_MAX || strlen(name) >= NAME_MAX_BYTES)
            stop("too many messages, or a long name");
        strcpy(messages[message_count++].name, name);
    }
    messages[message_count - 1].count++;
}

static const char *shape(const json_t *line)
{
    const json_t *used = json_object_get(line, "used");
    if (json_is_null(json_object_get(line, "arena")))
        return "VT_NONE";
    if (!used)
        return "VT_PLAIN";
    return json_integer_value(used) < 0 ? "VT_BACKWARDS" : "VT_HUGE";
}

/* Prints the pieces and keeps the row for later: rows stand together. */
static void put_vector(const json_t *line, unsigned index, FILE *rows)
{
    const char *expect = need_text(line, "expect");
    const json_t *elem = json_object_get(line, "elem");
    note_message(need_text(line, "message"));
    if (strcmp(expect, "skipped") == 0) {
        fprintf(rows, "{.name=\"%s\",.code=VT_SKIPPED},\n", need_text(line, "vector"));
        return;
    }
    size_t constant = put_pieces(json_object_get(line, "constant"), "c", index);
    size_t arena = put_pieces(json_object_get(line, "arena"), "a", index);
    fprintf(rows, "{\"%s\",c%u,", need_text(line, "vector"), index);
    fprintf(rows, arena ? "a%u" : "NK_NULL", index);
    fprintf(rows, ",%zu,%zu,%s,%lld,\"%s\",{%lld,%lld},%lluULL,%lluULL},\n", constant, arena,
            shape(line), (long long)json_integer_value(json_object_get(line, "code")),
            strcmp(expect, "ok") == 0 ? "" : need_text(line, "field"),
            (long long)json_integer_value(json_array_get(elem, 0)),
            (long long)json_integer_value(json_array_get(elem, 1)), number(line, "value"),
            number(line, "limit"));
}

static void c_name(char *text)
{
    for (; *text; text++)
        if (*text == '.')
            *text = '_';
}

/* zoo.Wire.Trees.req: functions nk_check_zoo_Wire_Trees_req, zoo_Wire_val_field; struct
 * zoo_Wire_Trees_req, but a response and an error are members of zoo_Wire_Trees_res. */
static void put_message(const struct message *m, unsigned first)
{
    char package[NAME_MAX_BYTES], method[NAME_MAX_BYTES];
    const char *direction = strrchr(m->name, '.') + 1;
    bool request = strcmp(direction, "req") == 0, error = strcmp(direction, "err") == 0;

    strcpy(method, m->name);
    *strrchr(method, '.') = '\0';
    strcpy(package, method);
    *strrchr(package, '.') = '\0';
    c_name(method);
    c_name(package);
    printf("{%s,\"%s\",", request ? "VT_REQUEST" : error ? "VT_ERROR" : "VT_RESPONSE", m->name);
    printf("nk_check_%s_%s,%s_val_field,", method, direction, package);
    if (request)
        printf("sizeof(%s_req),%s_req_arena_size", method, method);
    else
        printf("sizeof(((%s_res *)0)->%s_),%s_res_arena_size", method, direction, method);
    printf(",vectors+%u,%u},\n", first, m->count);
}

static void put_rows(FILE *rows)
{
    int c;
    puts("static const struct vt_vector vectors[] = {");
    rewind(rows);
    while ((c = getc(rows)) != EOF)
        putchar(c);
    puts("};\nconst struct vt_message vt_messages[] = {");
    unsigned first = 0;
    for (unsigned i = 0; i < message_count; first += messages[i++].count)
        put_message(&messages[i], first);
    printf("};\nconst unsigned vt_message_count = %u;\n", message_count);
}

int main(int argc, char **argv)
{
    char *text = NULL;
    size_t capacity = 0;
    FILE *rows = tmpfile();
    if (!rows)
        stop("no temporary file");
    for (int i = 1; i < argc; i++)
        printf("#include <%s>\n", argv[i]);
    puts("#include \"run.h\"");
    while (getline(&text, &capacity, stdin) > 0) {
        json_error_t error;
        line_number++;
        json_t *line = json_loads(text, 0, &error);
        if (!line)
            stop(error.text);
        put_vector(line, line_number, rows);
        json_decref(line);
    }
    free(text);
    put_rows(rows);
    fclose(rows);
    return fflush(stdout) != 0 || ferror(stdout);
}
