/* What was registered, by the names of processes. */
#include "texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { ARGS, VARS, KINDS };

struct program {
    struct program *next;
    struct EnvTexts texts[KINDS];
    char process[];
};

static struct program *programs;

static struct program *find(const char *process)
{
    struct program *p = programs;

    while (p && strcmp(p->process, process) != 0)
        p = p->next;
    return p;
}

static struct program *find_or_make(const char *process)
{
    struct program *p = find(process);

    if (p)
        return p;
    p = calloc(1, sizeof *p + strlen(process) + 1);
    if (!p)
        return NULL;
    strcpy(p->process, process);
    p->next = programs;
    programs = p;
    return p;
}

static Retcode copy_texts(struct EnvTexts *to, int count, const char *const *texts)
{
    Retcode rc = rcOk;

    for (int i = 0; i < count && rc == rcOk; i++)
        rc = texts[i] ? env_add_text(to, texts[i], strlen(texts[i]) + 1) : rcInvalidArgument;
    return rc;
}

/* NAME=value, each of them. */
static Retcode check_vars(const struct EnvTexts *vars)
{
    for (unsigned i = 0; i < vars->count; i++) {
        const char *equals = strchr(vars->text[i], '=');

        if (!equals || equals == vars->text[i])
            return rcInvalidArgument;
    }
    return rcOk;
}

/* Takes the place of what was registered of that kind; nothing has changed after an error. */
static Retcode put(const char *process, enum kind kind, int count, const char *const *texts)
{
    struct EnvTexts made = {0};
    struct program *p = NULL;
    Retcode rc = process && count >= 0 && texts ? rcOk : rcInvalidArgument;

    if (rc == rcOk)
        rc = copy_texts(&made, count, texts);
    if (rc == rcOk && kind == VARS)
        rc = check_vars(&made);
    if (rc == rcOk) {
        p = find_or_make(process);
        rc = p ? rcOk : rcOutOfMemory;
    }
    if (rc != rcOk) {
        envFreeTexts(&made);
        return rc;
    }
    envFreeTexts(&p->texts[kind]);
    p->texts[kind] = made;
    return rcOk;
}

static Retcode put_and_tell(const char *process, enum kind kind, int count,
                            const char *const *texts)
{
    static const char *const names[] = {[ARGS] = "arguments", [VARS] = "variables"};
    const Retcode rc = put(process, kind, count, texts);

    if (rc != rcOk)
        fprintf(stderr, "env: the %s of `%s` are not registered: error %d\n", names[kind],
                process ? process : "", RC_GET_CODE(rc));
    return rc;
}

Retcode envRegisterArgs(const char *process, int count, const char *const *args)
{
    return put_and_tell(process, ARGS, count, args);
}

Retcode envRegisterVars(const char *process, int count, const char *const *vars)
{
    return put_and_tell(process, VARS, count, vars);
}

Retcode envRead(const char *process, struct EnvTexts *args, struct EnvTexts *vars)
{
    const struct program *p;
    Retcode rc;

    if (!process || !args || !vars)
        return rcInvalidArgument;
    *args = *vars = (struct EnvTexts){0};
    p = find(process);
    if (!p)
        return rcOk;
    rc = copy_texts(args, (int)p->texts[ARGS].count, (const char *const *)p->texts[ARGS].text);
    if (rc == rcOk)
        rc = copy_texts(vars, (int)p->texts[VARS].count, (const char *const *)p->texts[VARS].text);
    if (rc != rcOk) {
        envFreeTexts(args);
        envFreeTexts(vars);
    }
    return rc;
}
