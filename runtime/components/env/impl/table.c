/* What was registered, by the names of processes. */
#include "texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct program {
    struct program *next;
    struct EnvTexts args, vars;
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

static Retcode say(Retcode rc, const char *process, const char *what)
{
    if (rc != rcOk)
        fprintf(stderr, "env: the %s of `%s` are not registered: error %d\n", what,
                process ? process : "", RC_GET_CODE(rc));
    return rc;
}

/* Puts the texts into the place that is at `offset` in the record of the process. */
static Retcode put(const char *process, size_t offset, int count, const char *const *texts,
                   Retcode (*check)(const struct EnvTexts *))
{
    struct EnvTexts made = {0}, *place;
    struct program *p;
    Retcode rc = process && count >= 0 && texts ? rcOk : rcInvalidArgument;

    if (rc == rcOk)
        rc = copy_texts(&made, count, texts);
    if (rc == rcOk && check)
        rc = check(&made);
    p = rc == rcOk ? find_or_make(process) : NULL;
    if (rc == rcOk && !p)
        rc = rcOutOfMemory;
    if (rc != rcOk) {
        envFreeTexts(&made);
        return rc;
    }
    place = (struct EnvTexts *)(void *)((char *)p + offset);
    envFreeTexts(place);
    *place = made;
    return rcOk;
}

Retcode envRegisterArgs(const char *process, int count, const char *const *args)
{
    return say(put(process, offsetof(struct program, args), count, args, NULL), process,
               "arguments");
}

Retcode envRegisterVars(const char *process, int count, const char *const *vars)
{
    return say(put(process, offsetof(struct program, vars), count, vars, check_vars), process,
               "variables");
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
    rc = copy_texts(args, (int)p->args.count, (const char *const *)p->args.text);
    if (rc == rcOk)
        rc = copy_texts(vars, (int)p->vars.count, (const char *const *)p->vars.text);
    if (rc != rcOk) {
        envFreeTexts(args);
        envFreeTexts(vars);
    }
    return rc;
}
