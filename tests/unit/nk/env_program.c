/* The program Env: registering, reading back, and what a process makes of it when it starts. */
#include "unit.h"

#include <coresrv/sl/sl_api.h>
#include <env/read.h>
#include <stdio.h>
#include <string.h>

#include "start_env.h"
#include "texts.h"

static struct EnvTexts args, vars;
static Handle channel = INVALID_HANDLE;

Handle ServiceLocatorConnect(const char *name)
{
    ck_assert_str_eq(name, "env.Env");
    return channel;
}

/* Texts joined by `|`. */
static const char *joined(char **texts)
{
    static char all[1024];

    all[0] = '\0';
    for (; *texts; texts++) {
        strcat(all, *texts);
        strcat(all, "|");
    }
    return all;
}

static void read_of(const char *process)
{
    envFreeTexts(&args);
    envFreeTexts(&vars);
    ck_assert_int_eq(envRead(process, &args, &vars), rcOk);
}

static void teardown(void)
{
    envFreeTexts(&args);
    envFreeTexts(&vars);
}

/* ---- the table ---------------------------------------------------------------------------- */

START_TEST(each_process_has_its_own)
{
    const char *store_args[] = {"-l", "devfs /dev devfs 0"};
    const char *store_vars[] = {"MODE=ram", "EMPTY="};
    const char *other_args[] = {"x"};

    ENV_REGISTER_PROGRAM_ENVIRONMENT("Store", store_args, store_vars);
    ENV_REGISTER_ARGS("Other", other_args);
    read_of("Store");
    ck_assert_str_eq(joined(args.text), "-l|devfs /dev devfs 0|");
    ck_assert_str_eq(joined(vars.text), "MODE=ram|EMPTY=|");
    read_of("Other");
    ck_assert_str_eq(joined(args.text), "x|");
    ck_assert_uint_eq(vars.count, 0);
    read_of("Nobody");
    ck_assert_uint_eq(args.count + vars.count, 0);
}
END_TEST

START_TEST(the_last_call_counts)
{
    const char *first[] = {"A=1", "B=2"}, *second[] = {"C=3"};

    ENV_REGISTER_VARS("P", first);
    ENV_REGISTER_VARS("P", second);
    read_of("P");
    ck_assert_str_eq(joined(vars.text), "C=3|");
}
END_TEST

START_TEST(texts_are_copied)
{
    char text[] = "before";
    const char *texts[] = {text};

    ENV_REGISTER_ARGS("P", texts);
    strcpy(text, "after");
    read_of("P");
    ck_assert_str_eq(joined(args.text), "before|");
}
END_TEST

START_TEST(what_does_not_fit_changes_nothing)
{
    static char longest[ENV_TEXT_SIZE + 1];
    const char *good[] = {"good"}, *bad[ENV_TEXTS_MAX + 1];
    const char *no_value[] = {"A=1", "B"}, *no_name[] = {"=x"}, *none[] = {NULL};

    for (int i = 0; i <= ENV_TEXTS_MAX; i++)
        bad[i] = "x";
    ENV_REGISTER_ARGS("P", good);
    ck_assert_int_eq(ENV_REGISTER_ARGS("P", bad), rcInvalidArgument);
    ck_assert_int_eq(envRegisterArgs("P", ENV_TEXTS_MAX, bad), rcOk);
    ENV_REGISTER_ARGS("P", good);
    memset(longest, 'x', ENV_TEXT_SIZE);
    bad[0] = longest;
    ck_assert_int_eq(envRegisterArgs("P", 1, bad), rcInvalidArgument);
    ck_assert_int_eq(ENV_REGISTER_ARGS("P", none), rcInvalidArgument);
    ck_assert_int_eq(ENV_REGISTER_VARS("P", no_value), rcInvalidArgument);
    ck_assert_int_eq(ENV_REGISTER_VARS("P", no_name), rcInvalidArgument);
    ck_assert_int_eq(envRegisterArgs(NULL, 1, good), rcInvalidArgument);
    ck_assert_int_eq(envRegisterArgs("P", -1, good), rcInvalidArgument);
    ck_assert_int_eq(envRegisterVars("P", 1, NULL), rcInvalidArgument);
    read_of("P");
    ck_assert_str_eq(joined(args.text), "good|");
    ck_assert_uint_eq(vars.count, 0);
    longest[ENV_TEXT_SIZE - 1] = '\0'; /* one byte less fits */
    ck_assert_int_eq(envRegisterArgs("P", 1, bad), rcOk);
}
END_TEST

/* What a server sent. */
START_TEST(received_texts_are_checked)
{
    ck_assert_int_eq(env_add_text(&args, "abc", 4), rcOk);
    ck_assert_int_eq(env_add_text(&args, "abc", 3), rcInvalidArgument);  /* no zero */
    ck_assert_int_eq(env_add_text(&args, "a\0c", 4), rcInvalidArgument); /* two */
    ck_assert_int_eq(env_add_text(&args, "", 0), rcInvalidArgument);
    ck_assert_str_eq(joined(args.text), "abc|");
}
END_TEST

/* ---- the start of a process --------------------------------------------------------------- */

static char *arguments[KOS_START_ARGS], *variables[KOS_START_VARS];

static int start(void)
{
    arguments[0] = "me";
    arguments[1] = "old1";
    arguments[2] = "old2";
    variables[0] = "KEEP=1";
    variables[1] = "MODE=rom";
    return kos_start_env("P", arguments, 3, variables);
}

START_TEST(without_a_channel_nothing_changes)
{
    const char *new_args[] = {"new"};

    ENV_REGISTER_ARGS("P", new_args);
    ck_assert_int_eq(start(), 3);
    ck_assert_str_eq(joined(arguments), "me|old1|old2|");
}
END_TEST

START_TEST(env_comes_first)
{
    const char *new_args[] = {"new"}, *new_vars[] = {"MODE=disk", "MODES=2"};

    channel = 7;
    ENV_REGISTER_PROGRAM_ENVIRONMENT("P", new_args, new_vars);
    ck_assert_int_eq(start(), 2);
    ck_assert_str_eq(joined(arguments), "me|new|");
    ck_assert_str_eq(joined(variables), "KEEP=1|MODE=disk|MODES=2|");
}
END_TEST

/* Programs Env of solutions name a variable twice. */
START_TEST(the_last_of_a_name_counts)
{
    struct EnvTexts twice = {2, {"MODE=ram", "MODE=disk"}};

    variables[0] = "MODE=rom";
    kos_override_vars(variables, &twice);
    ck_assert_str_eq(joined(variables), "MODE=disk|");
}
END_TEST

START_TEST(variables_alone_leave_the_arguments)
{
    const char *new_vars[] = {"X=1"};

    channel = 7;
    ENV_REGISTER_VARS("P", new_vars);
    ck_assert_int_eq(start(), 3);
    ck_assert_str_eq(joined(arguments), "me|old1|old2|");
    ck_assert_str_eq(joined(variables), "KEEP=1|MODE=rom|X=1|");
}
END_TEST

START_TEST(as_many_as_there_can_be)
{
    static char names[2 * ENV_TEXTS_MAX][8];
    const char *new_args[ENV_TEXTS_MAX], *new_vars[ENV_TEXTS_MAX];

    channel = 7;
    for (int i = 0; i < ENV_TEXTS_MAX; i++) {
        sprintf(names[i], "N%d=", i);
        sprintf(names[ENV_TEXTS_MAX + i], "O%d=", i);
        new_vars[i] = new_args[i] = names[i];
        variables[i] = names[ENV_TEXTS_MAX + i];
    }
    ENV_REGISTER_PROGRAM_ENVIRONMENT("P", new_args, new_vars);
    arguments[0] = "me";
    ck_assert_int_eq(kos_start_env("P", arguments, 1, variables), 1 + ENV_TEXTS_MAX);
    ck_assert_ptr_null(arguments[1 + ENV_TEXTS_MAX]);
    ck_assert_str_eq(variables[KOS_START_VARS - 2], "N31=");
    ck_assert_ptr_null(variables[KOS_START_VARS - 1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("env_program");
    TCase *tc = tcase_create("env_program");

    tcase_add_checked_fixture(tc, NULL, teardown);
    tcase_add_test(tc, each_process_has_its_own);
    tcase_add_test(tc, the_last_call_counts);
    tcase_add_test(tc, texts_are_copied);
    tcase_add_test(tc, what_does_not_fit_changes_nothing);
    tcase_add_test(tc, received_texts_are_checked);
    tcase_add_test(tc, without_a_channel_nothing_changes);
    tcase_add_test(tc, env_comes_first);
    tcase_add_test(tc, the_last_of_a_name_counts);
    tcase_add_test(tc, variables_alone_leave_the_arguments);
    tcase_add_test(tc, as_many_as_there_can_be);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
