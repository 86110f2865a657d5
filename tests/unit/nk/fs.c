/* The file system on the host: random operations against a model, open files of several programs,
 * the directory of the image. What single functions refuse: tests/qemu/fs. */
#include <errno.h>
#include <impl/ramfs.h>
#include <impl/vfs.h>
#include <string.h>

#include "image.h"
#include "model.h"
#include "unit.h"

#define BIG 300000

static uint64_t state;

static unsigned below(unsigned limit)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(state >> 33) % limit;
}

/* One to four names, some of them dots, with slashes as people would not write them. */
static const char *random_path(char *path)
{
    static const char *const some[] = {"a", "b", "c", "dd", "a", "b", ".", ".."};
    unsigned parts = 1 + below(4);

    path[0] = '\0';
    for (unsigned i = 0; i < parts; i++)
        strcat(strcat(path, below(9) ? "/" : "//"), some[below(8)]);
    if (below(12) == 0)
        strcat(path, "/");
    return path;
}

/* ---- each operation on both ------------------------------------------------------------------ */

static struct vfs_files files;
static char data[BIG], got[BIG], wanted[BIG];

static void try_open(void)
{
    char path[64];
    uint32_t flags = below(128);
    int file;

    random_path(path);
    file = vfs_open(&files, path, flags, 0777);
    ck_assert_msg(file == model_open(path, flags), "open %s %u: %d", path, flags, file);
}

static void try_close(void)
{
    int file = (int)below(FS_OPEN_MAX);

    ck_assert_int_eq(vfs_close(&files, (unsigned)file), model_close(file));
}

static void try_read(void)
{
    int file = (int)below(8);
    size_t size = below(10) ? below(9000) : below(BIG);
    int64_t done = vfs_read(&files, (unsigned)file, got, size);

    ck_assert_int_eq(done, model_read(file, wanted, size));
    if (done > 0)
        ck_assert_mem_eq(got, wanted, (size_t)done);
}

static void try_write(void)
{
    int file = (int)below(8);
    size_t size = below(20) ? below(9000) : below(BIG);

    for (size_t i = 0; i < size; i += 1 + below(64))
        data[i] = (char)below(256);
    ck_assert_int_eq(vfs_write(&files, (unsigned)file, data, size), model_write(file, data, size));
}

static void try_seek(void)
{
    int file = (int)below(8), whence = (int)below(3);
    int64_t offset = (int64_t)below(60000) - (whence == FS_FROM_START ? 100 : 30000);

    if (below(200) == 0)
        offset = (int64_t)5 << 20;
    ck_assert_int_eq(vfs_seek(&files, (unsigned)file, offset, (unsigned)whence),
                     model_seek(file, offset, whence));
}

static void try_truncate(void)
{
    int file = (int)below(8);
    uint64_t size = below(30) ? below(50000) : below(6000000);

    ck_assert_int_eq(vfs_truncate(&files, (unsigned)file, size), model_truncate(file, size));
}

static void try_names(void)
{
    char path[64], to[64];
    int result;

    random_path(path);
    random_path(to);
    switch (below(5)) {
    case 0:
        result = vfs_unlink(path);
        ck_assert_msg(result == model_unlink(path), "unlink %s: %d", path, result);
        break;
    case 1:
        result = vfs_remove_dir(path);
        ck_assert_msg(result == model_remove_dir(path), "rmdir %s: %d", path, result);
        break;
    case 2:
        result = vfs_rename(path, to);
        ck_assert_msg(result == model_rename(path, to), "rename %s %s: %d", path, to, result);
        break;
    default:
        result = vfs_make_dir(path, 0777);
        ck_assert_msg(result == model_make_dir(path), "mkdir %s: %d", path, result);
    }
}

static void try_stat(void)
{
    struct fs_status status = {0}, expected = {0};
    char path[64];
    int result;

    random_path(path);
    result = vfs_stat_path(path, &status);
    ck_assert_msg(result == model_stat_path(path, &expected), "stat %s: %d", path, result);
    ck_assert_uint_eq(status.kind, expected.kind);
    ck_assert_uint_eq(status.size, expected.size);
}

/* All entries of a directory, each of which can be found. */
static void try_list(void)
{
    struct fs_entry entries[FS_LIST_MAX];
    char path[64];
    int total = 0, n, file = vfs_open(&files, random_path(path), FS_READ | FS_DIRECTORY, 0);

    ck_assert_int_eq(file, model_open(path, FS_READ | FS_DIRECTORY));
    if (file < 0)
        return;
    while ((n = vfs_list(&files, (unsigned)file, entries, 1 + below(FS_LIST_MAX))) > 0)
        total += n;
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(total, model_count(file));
    ck_assert_int_eq(vfs_close(&files, (unsigned)file), model_close(file));
}

static void check_space(void)
{
    struct fs_space space, expected;

    ramfs_get_space(&space);
    model_get_space(&expected);
    ck_assert_mem_eq(&space, &expected, sizeof space);
}

START_TEST(random_operations_do_what_the_model_does)
{
    static void (*const operations[])(void) = {try_open,  try_open,     try_close, try_read,
                                               try_write, try_write,    try_seek,  try_names,
                                               try_names, try_truncate, try_stat,  try_list};

    state = (uint64_t)_i;
    vfs_enter();
    model_init();
    for (int i = 0; i < 20000; i++) {
        operations[below(sizeof operations / sizeof operations[0])]();
        check_space();
    }
    vfs_close_all(&files);
    model_end();
    vfs_leave();
}
END_TEST

/* ---- several programs ------------------------------------------------------------------------ */

START_TEST(open_files_belong_to_one_program)
{
    struct vfs_files one = {0}, two = {0};
    struct fs_status status;
    char text[4];

    vfs_enter();
    ck_assert_int_eq(vfs_open(&one, "/x", FS_READ | FS_WRITE | FS_CREATE, 0666), 0);
    ck_assert_int_eq(vfs_read(&two, 0, text, 1), -EBADF);
    ck_assert_int_eq(vfs_stat(&two, 0, &status), -EBADF);
    ck_assert_int_eq(vfs_close(&two, 0), -EBADF);
    ck_assert_int_eq(vfs_open(&two, "/x", FS_READ, 0), 0);
    ck_assert_int_eq(vfs_write(&one, 0, "abc", 3), 3);
    ck_assert_int_eq(vfs_read(&two, 0, text, 4), 3);
    ck_assert_int_eq(vfs_read(&two, FS_OPEN_MAX, text, 4), -EBADF);
    ck_assert_int_eq(vfs_read(&two, ~0U, text, 4), -EBADF);
    ck_assert_int_eq(vfs_unlink("/x"), 0);
    vfs_close_all(&one);
    vfs_close_all(&one);
    ck_assert_int_eq(vfs_stat(&two, 0, &status), 0);
    ck_assert_uint_eq(status.size, 3);
    vfs_close_all(&two);
    vfs_leave();
}
END_TEST

START_TEST(what_a_program_leaves_is_given_back)
{
    struct vfs_files program = {0};
    struct fs_space before, after;

    vfs_enter();
    ramfs_get_space(&before);
    for (int i = 0; i < FS_OPEN_MAX; i++) {
        ck_assert_int_eq(vfs_open(&program, "/gone", FS_WRITE | FS_CREATE, 0666), i);
        ck_assert_int_eq(vfs_write(&program, (unsigned)i, data, 5000), 5000);
        ck_assert_int_eq(vfs_unlink("/gone"), 0);
    }
    ck_assert_int_eq(vfs_open(&program, "/gone", FS_WRITE | FS_CREATE, 0666), -EMFILE);
    vfs_close_all(&program);
    ramfs_get_space(&after);
    ck_assert_mem_eq(&before, &after, sizeof before);
    vfs_leave();
}
END_TEST

START_TEST(bytes_that_were_given_back_are_not_seen_again)
{
    struct vfs_files program = {0};

    vfs_enter();
    memset(data, 'x', BIG);
    ck_assert_int_eq(vfs_open(&program, "/secret", FS_WRITE | FS_CREATE, 0666), 0);
    ck_assert_int_eq(vfs_write(&program, 0, data, BIG), BIG);
    vfs_close_all(&program);
    ck_assert_int_eq(vfs_unlink("/secret"), 0);
    ck_assert_int_eq(vfs_open(&program, "/new", FS_READ | FS_WRITE | FS_CREATE, 0666), 0);
    ck_assert_int_eq(vfs_truncate(&program, 0, BIG), 0);
    ck_assert_int_eq(vfs_read(&program, 0, got, BIG), BIG);
    for (size_t i = 0; i < BIG; i++)
        ck_assert_int_eq(got[i], 0);
    vfs_close_all(&program);
    vfs_leave();
}
END_TEST

/* ---- the image ------------------------------------------------------------------------------- */

START_TEST(the_image_is_a_directory)
{
    struct vfs_files program = {0};
    struct fs_entry entries[FS_LIST_MAX];
    char text[32] = "";

    vfs_enter();
    ck_assert_int_eq(vfs_open(&program, "/romfs", FS_READ, 0), 0);
    ck_assert_int_eq(vfs_list(&program, 0, entries, FS_LIST_MAX), 4);
    ck_assert_str_eq(entries[2].name, "einit");
    ck_assert_str_eq(entries[3].name, "App");
    ck_assert_uint_eq(image_open, 0);
    ck_assert_int_eq(vfs_open(&program, "/romfs/einit", FS_READ, 0), 1);
    ck_assert_int_eq(vfs_open(&program, "romfs/../romfs/einit", FS_READ, 0), 2);
    ck_assert_uint_eq(image_open, 1); /* a handle for all who read it */
    ck_assert_int_eq(vfs_read(&program, 2, text, 5), 5);
    ck_assert_int_eq(vfs_seek(&program, 2, -7, FS_FROM_END), 6);
    ck_assert_int_eq(vfs_read(&program, 2, text, sizeof text), 7);
    ck_assert_str_eq(text, "program");
    ck_assert_int_eq(vfs_open(&program, "/romfs/App", FS_WRITE, 0), -EROFS);
    vfs_close_all(&program);
    ck_assert_uint_eq(image_open, 0);
    vfs_leave();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fs");
    TCase *tests = tcase_create("fs");

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, random_operations_do_what_the_model_does, 0, 8);
    tcase_add_test(tests, open_files_belong_to_one_program);
    tcase_add_test(tests, what_a_program_leaves_is_given_back);
    tcase_add_test(tests, bytes_that_were_given_back_are_not_seen_again);
    tcase_add_test(tests, the_image_is_a_directory);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
