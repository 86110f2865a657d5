/* From the entry of a process to main: thread-local storage, environment, constructors.
 *
 * The parent that wrote the environment may be hostile: nothing of it is used before kos_env_check
 * has accepted all of it. */
#include <stdlib.h>
#include <string.h>

#include "env.h"
#include "process.h"
#include "sl.h"
#include "start_env.h"

/* Called by crt0.S on the main stack, with thread-local storage ready. */
__attribute__((noreturn)) void kos_start(const void *blob, size_t size);

/* main under another name: it may take none, two or three arguments, of const or plain type. */
extern int program_main(int argc, char **argv, char **envp) __asm__("main");

extern char **environ;
extern void (*const __preinit_array_start[])(void) __attribute__((visibility("hidden")));
extern void (*const __preinit_array_end[])(void) __attribute__((visibility("hidden")));
extern void (*const __init_array_start[])(void) __attribute__((visibility("hidden")));
extern void (*const __init_array_end[])(void) __attribute__((visibility("hidden")));

static char *arguments[KOS_START_ARGS];
static char *variables[KOS_START_VARS];

/* Bytes of all texts of a kind, terminators included. */
static size_t text_size(const void *blob, unsigned type)
{
    const struct kos_env_record *record = NULL;
    size_t size = 0;

    while ((record = kos_env_next(blob, record, type)))
        size += strlen(kos_env_text(record)) + 1;
    return size;
}

/* Copies texts to writable memory, as setenv and programs write to them; returns their number. */
static int copy_texts(const void *blob, unsigned type, char *to, char **pointers)
{
    const struct kos_env_record *record = NULL;
    int count = 0;

    while ((record = kos_env_next(blob, record, type))) {
        size_t length = strlen(kos_env_text(record)) + 1;

        pointers[count++] = memcpy(to, kos_env_text(record), length);
        to += length;
    }
    return count;
}

static void run(void (*const *from)(void), void (*const *to)(void))
{
    for (; from < to; from++)
        (*from)();
}

static const void *checked(const void *blob, size_t size)
{
    const char *fault;

    if (!blob || size == 0)
        return NULL;
    fault = kos_env_check(blob, size);
    if (fault)
        kos_panic("bad environment", fault);
    return blob;
}

/* What Env says, for a process that has a channel to it. */
static int ask_env(const void *env, int argc)
{
    const struct kos_env_record *self = kos_env_next(env, NULL, KOS_ENV_SELF);

    return self ? kos_start_env(kos_env_text(self), arguments, argc, variables) : argc;
}

void kos_start(const void *blob, size_t size)
{
    const void *env;
    int argc = 0;

    env = checked(blob, size);
    if (env) {
        /* This frame lives as long as the process. */
        char *args = __builtin_alloca(text_size(env, KOS_ENV_ARG) + 1);
        char *vars = __builtin_alloca(text_size(env, KOS_ENV_VAR) + 1);

        argc = copy_texts(env, KOS_ENV_ARG, args, arguments);
        copy_texts(env, KOS_ENV_VAR, vars, variables);
    }
    environ = variables;
    kos_sl_init(env);
    if (env)
        argc = ask_env(env, argc);
    run(__preinit_array_start, __preinit_array_end);
    run(__init_array_start, __init_array_end);
    exit(program_main(argc, arguments, variables));
}
