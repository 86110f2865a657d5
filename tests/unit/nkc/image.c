/* Bytes of the ROMFS, words of option values, checks of ELF headers. */
#include "unit.h"

#include "image/command.h"
#include "image/hold.h"
#include "image/input.h"
#include "image/romfs.h"

#include <unistd.h>

static struct nkc_session *s;
static char dir[] = "/tmp/nkc-image-XXXXXX";

static void setup(void)
{
    s = nkc_session_new("test");
    s->diag_stream = tmpfile();
    ck_assert_ptr_nonnull(s->diag_stream);
    ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void teardown(void)
{
    fclose(s->diag_stream);
    nkc_session_free(s);
    rmdir(dir);
}

static const char *path(const char *name)
{
    return nkc_arena_printf(s->arena, "%s/%s", dir, name);
}

static void put(const char *name, const void *data, size_t size)
{
    FILE *f = fopen(path(name), "wb");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(data, 1, size, f), size);
    fclose(f);
}

static size_t get(const char *name, unsigned char *data, size_t size)
{
    FILE *f = fopen(path(name), "rb");
    ck_assert_ptr_nonnull(f);
    size_t n = fread(data, 1, size, f);
    fclose(f);
    return n;
}

static uint32_t u32(const unsigned char *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

START_TEST(romfs_layout)
{
    struct nkc_romfs fs = {0};
    static unsigned char bytes[32768], full[4096];
    memset(full, 'f', sizeof full);
    put("a", "abc", 3);
    put("empty", "", 0);
    put("page", full, sizeof full);
    ck_assert(nkc_romfs_add_file(s, &fs, "first", path("a")));
    ck_assert(nkc_romfs_add_file(s, &fs, NULL, path("empty")));
    ck_assert(nkc_romfs_add_file(s, &fs, NULL, path("page")));
    ck_assert(nkc_romfs_add_text(s, &fs, "text", "xy"));
    ck_assert(nkc_romfs_write(s, &fs, path("out")));

    size_t size = get("out", bytes, sizeof bytes);
    ck_assert_uint_eq(size, 12288 + 2);
    ck_assert_mem_eq(bytes, "KROMFS1", 8);
    ck_assert_uint_eq(u32(bytes + 8), 4);
    ck_assert_uint_eq(u32(bytes + 12), size);
    static const struct {
        const char *name;
        uint32_t offset, size;
    } rows[] = {{"first", 4096, 3}, {"empty", 8192, 0}, {"page", 8192, 4096}, {"text", 12288, 2}};
    for (size_t i = 0; i < 4; i++) {
        const unsigned char *row = bytes + 16 + 64 * i;
        ck_assert_str_eq((const char *)row, rows[i].name);
        ck_assert_uint_eq(u32(row + 56), rows[i].offset);
        ck_assert_uint_eq(u32(row + 60), rows[i].size);
    }
    ck_assert_mem_eq(bytes + 4096, "abc\0", 4);
    ck_assert_mem_eq(bytes + 8192, full, sizeof full);
    ck_assert_mem_eq(bytes + 12288, "xy", 2);
    for (size_t i = 16 + 64 * 4; i < 4096; i++)
        ck_assert_uint_eq(bytes[i], 0);
    unlink(path("a"));
    unlink(path("empty"));
    unlink(path("page"));
    unlink(path("out"));
}
END_TEST

START_TEST(romfs_file_that_shrinks)
{
    struct nkc_romfs fs = {0};
    put("a", "abc", 3);
    ck_assert(nkc_romfs_add_file(s, &fs, NULL, path("a")));
    put("a", "ab", 2);
    ck_assert(!nkc_romfs_write(s, &fs, path("out")));
    ck_assert_uint_eq(s->error_count, 1);
    unlink(path("a"));
    unlink(path("out"));
}
END_TEST

/* A signal that waits ends the copying, without a report. */
START_TEST(romfs_given_up)
{
    struct nkc_romfs fs = {0};
    sigset_t before, term;
    int number;
    put("a", "abc", 3);
    ck_assert(nkc_romfs_add_file(s, &fs, NULL, path("a")));
    signal(SIGTERM, SIG_DFL);
    nkc_hold_begin(&before);
    ck_assert(!nkc_hold_ending());
    ck_assert(nkc_romfs_write(s, &fs, path("out")));
    raise(SIGTERM);
    ck_assert(nkc_hold_ending());
    ck_assert(!nkc_romfs_write(s, &fs, path("out")));
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    ck_assert_int_eq(sigwait(&term, &number), 0);
    nkc_hold_end(&before);
    ck_assert_uint_eq(s->error_count, 0);
    unlink(path("a"));
    unlink(path("out"));
}
END_TEST

static void expect_words(const char *text, const char *const *words)
{
    struct nkc_command_line cmd = {0};
    ck_assert(nkc_command_add_words(s, &cmd, text));
    size_t n = 0;
    for (; words[n]; n++) {
        ck_assert_uint_lt(n, cmd.words.len);
        ck_assert_str_eq(cmd.words.data[n], words[n]);
    }
    ck_assert_uint_eq(cmd.words.len, n);
}

START_TEST(words)
{
    expect_words("", (const char *const[]){NULL});
    expect_words("  -a\t-b\n", (const char *const[]){"-a", "-b", NULL});
    expect_words("-I'a b'/c \"d 'e'\" ''", (const char *const[]){"-Ia b/c", "d 'e'", "", NULL});
    expect_words("a\\ b 'c\\d' \"e\\f\\\"\"", (const char *const[]){"a b", "c\\d", "e\\f\"", NULL});
    expect_words("$HOME `x` *", (const char *const[]){"$HOME", "`x`", "*", NULL});
    expect_words("a\\", (const char *const[]){"a\\", NULL});

    struct nkc_command_line cmd = {0};
    ck_assert(!nkc_command_add_words(s, &cmd, "a 'b"));
    ck_assert(!nkc_command_add_words(s, &cmd, "\"b\\\""));
}
END_TEST

START_TEST(elf_header)
{
    unsigned char head[64] = {0x7f, 'E', 'L', 'F', 2, 1, 1};
    head[16] = NKC_ELF_OBJECT;
    head[18] = 183;
    put("elf", head, sizeof head);
    ck_assert(nkc_input_elf(s, "kernel", path("elf"), NKC_ELF_OBJECT));
    ck_assert(!nkc_input_elf(s, "kernel", path("elf"), NKC_ELF_PROGRAM));
    static const size_t places[] = {0, 4, 5, 17, 18, 19};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        head[places[i]] ^= 0x40;
        put("elf", head, sizeof head);
        ck_assert(!nkc_input_elf(s, "kernel", path("elf"), NKC_ELF_OBJECT));
        head[places[i]] ^= 0x40;
    }
    ck_assert_uint_eq(s->error_count, 7);
    unlink(path("elf"));
}
END_TEST

START_TEST(command_failures)
{
    struct nkc_command_line cmd = {0};
    nkc_command_add(s, &cmd, "true");
    ck_assert(nkc_command_run(s, &cmd));
    cmd.words.len = 0;
    nkc_command_add(s, &cmd, "false");
    ck_assert(!nkc_command_run(s, &cmd));
    cmd.words.len = 0;
    nkc_command_add(s, &cmd, "no-such-program-anywhere");
    ck_assert(!nkc_command_run(s, &cmd));
    cmd.words.len = 0;
    nkc_command_add(s, &cmd, "sh");
    nkc_command_add(s, &cmd, "-c");
    nkc_command_add(s, &cmd, "kill -9 $$");
    ck_assert(!nkc_command_run(s, &cmd));
    ck_assert_uint_eq(s->error_count, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("image");
    TCase *tc = tcase_create("image");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, romfs_layout);
    tcase_add_test(tc, romfs_file_that_shrinks);
    tcase_add_test(tc, romfs_given_up);
    tcase_add_test(tc, words);
    tcase_add_test(tc, elf_header);
    tcase_add_test(tc, command_failures);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
