/* The file functions of the C library, each with what it does and what it refuses. Linked with the
 * implementation or with the client: the lines printed must be the same. */
#include <coresrv/fs/fs_api.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fs/fs.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

/* The result and, when it is -1, errno. */
#define IS(expression, result, error)                                                              \
    do {                                                                                           \
        long got_;                                                                                 \
                                                                                                   \
        errno = 0;                                                                                 \
        got_ = (long)(expression);                                                                 \
        if (got_ != (result) || (got_ == -1 && errno != (error))) {                                \
            failures++;                                                                            \
            printf("%s:%d: %s = %ld, errno %d (%s)\n", __FILE_NAME__, __LINE__, #expression, got_, \
                   errno, strerror(errno));                                                        \
        }                                                                                          \
    } while (0)

static char long_name[FS_NAME_MAX + 3], long_path[FS_PATH_MAX + 2];

static void put(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

    CHECK(fd >= 0);
    CHECK(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    CHECK(close(fd) == 0);
}

static void list(const char *path)
{
    DIR *dir = opendir(path);
    struct dirent *entry;

    if (!dir) {
        printf("%s: %s\n", path, strerror(errno));
        return;
    }
    printf("%s:", path);
    while ((entry = readdir(dir)))
        printf(" %s%s", entry->d_name, entry->d_type == DT_DIR ? "/" : "");
    printf("\n");
    CHECK(closedir(dir) == 0);
}

/* ---- data ------------------------------------------------------------------------------------ */

static void test_open(void)
{
    int fd;

    IS(open("/none", O_RDONLY), -1, ENOENT);
    IS(open("/none/below", O_RDWR | O_CREAT, 0666), -1, ENOENT);
    IS(open("", O_RDONLY), -1, ENOENT);
    IS(open("/a", O_ACCMODE), -1, EINVAL);
    IS(open("/\xff\xfe", O_RDWR | O_CREAT, 0666), -1, EILSEQ);
    IS(open("/new/", O_RDWR | O_CREAT, 0666), -1, EISDIR);
    IS(open("/", O_RDWR), -1, EISDIR);
    IS(open("/", O_RDONLY | O_CREAT, 0666), -1, EISDIR);
    fd = open("/a", O_RDWR | O_CREAT | O_EXCL, 0666);
    IS(fd, 3, 0);
    IS(open("/a", O_RDWR | O_CREAT | O_EXCL, 0666), -1, EEXIST);
    IS(open("/a", O_RDONLY | O_DIRECTORY), -1, ENOTDIR);
    IS(open("/a/", O_RDONLY), -1, ENOTDIR);
    IS(open("/a/b", O_RDONLY), -1, ENOTDIR);
    IS(open("/a/..", O_RDONLY), -1, ENOTDIR);
    IS(open("a", O_RDONLY), 4, 0); /* paths begin at the root */
    IS(open("//./a", O_RDONLY), 5, 0);
    IS(open("/../../a", O_RDONLY), 6, 0);
    for (int i = 3; i <= 6; i++)
        IS(close(i), 0, 0);
    IS(close(3), -1, EBADF);
    IS(close(-1), -1, EBADF);
    IS(close(1000), -1, EBADF);
    IS(unlink("/a"), 0, 0);
}

static void test_data(void)
{
    char text[32] = "";
    struct stat status;
    int fd = open("/data", O_RDWR | O_CREAT, 0644), second = open("/data", O_RDONLY);

    IS(write(fd, "hello, world", 12), 12, 0);
    IS(write(fd, "", 0), 0, 0);
    IS(read(fd, text, sizeof text), 0, 0);
    IS(lseek(fd, -5, SEEK_CUR), 7, 0);
    IS(read(fd, text, sizeof text), 5, 0);
    CHECK(strcmp(text, "world") == 0);
    IS(lseek(fd, -13, SEEK_END), -1, EINVAL);
    IS(lseek(fd, 0, 7), -1, EINVAL);
    IS(lseek(fd, 20, SEEK_SET), 20, 0);
    IS(write(fd, "!", 1), 1, 0);
    IS(read(second, text, sizeof text), 21, 0); /* what was skipped reads as zeros */
    CHECK(memcmp(text, "hello, world\0\0\0\0\0\0\0\0!", 21) == 0);
    IS(write(second, "x", 1), -1, EBADF);
    IS(ftruncate(second, 0), -1, EINVAL);
    IS(ftruncate(fd, 5), 0, 0);
    IS(ftruncate(fd, -1), -1, EINVAL);
    IS(fstat(second, &status), 0, 0);
    CHECK(status.st_size == 5 && S_ISREG(status.st_mode) && (status.st_mode & 0777) == 0644);
    IS(read(second, text, 5), 0, 0);
    IS(fsync(fd), 0, 0);
    IS(close(second), 0, 0);
    IS(close(fd), 0, 0);
    fd = open("/data", O_WRONLY | O_APPEND);
    IS(lseek(fd, 0, SEEK_SET), 0, 0);
    IS(write(fd, " again", 6), 6, 0);
    IS(read(fd, text, 1), -1, EBADF);
    IS(close(fd), 0, 0);
    IS(stat("/data", &status), 0, 0);
    IS(status.st_size, 11, 0);
    IS(truncate("/data", 3), 0, 0);
    IS(open("/data", O_RDONLY | O_TRUNC), -1, EINVAL);
    IS(unlink("/data"), 0, 0);
}

/* More than one message, more than the file system has. */
static void test_full(void)
{
    struct fs_space before, after;
    size_t size = 200000, total = 0;
    char *out = malloc(size), *in = malloc(size);
    int fd = open("/big", O_RDWR | O_CREAT, 0666);
    ssize_t n;

    CHECK(fs_get_space(&before) == 0);
    for (size_t i = 0; i < size; i++)
        out[i] = (char)(i * 7 + (i >> 8));
    while ((n = write(fd, out, size)) > 0)
        total += (size_t)n;
    CHECK(n == -1 && errno == ENOSPC);
    CHECK(total == (size_t)before.blocks_free * before.block);
    printf("full after %zu bytes\n", total);
    IS(open("/more", O_RDWR | O_CREAT, 0666), 4, 0); /* a name takes no block */
    IS(write(4, "x", 1), -1, ENOSPC);
    IS(ftruncate(4, 1), -1, ENOSPC);
    IS(ftruncate(4, 1L << 40), -1, EFBIG);
    IS(close(4), 0, 0);
    CHECK(lseek(fd, 0, SEEK_SET) == 0 && read(fd, in, size) == (ssize_t)size);
    CHECK(memcmp(in, out, size) == 0);
    IS(lseek(fd, -10, SEEK_END), (long)total - 10, 0);
    IS(read(fd, in, size), 10, 0);
    IS(unlink("/big"), 0, 0); /* the file lives while it is open */
    CHECK(fs_get_space(&after) == 0 && after.blocks_free == 0);
    IS(lseek(fd, 1 << 20, SEEK_SET), 1 << 20, 0);
    IS(read(fd, in, 100), 100, 0);
    CHECK(memcmp(in, out + (1 << 20) % size, 100) == 0);
    IS(close(fd), 0, 0);
    IS(unlink("/more"), 0, 0);
    CHECK(fs_get_space(&after) == 0 && memcmp(&before, &after, sizeof before) != 0);
    IS(after.blocks_free, before.blocks_free, 0);
    free(out);
    free(in);
}

static void test_many(void)
{
    char name[32];
    int count = 0, made = 0, fd;

    while ((fd = open("/same", O_RDWR | O_CREAT, 0666)) >= 0)
        count++;
    CHECK(errno == EMFILE);
    printf("%d files open\n", count);
    for (fd = 3; fd < count + 3; fd++)
        CHECK(close(fd) == 0);
    do {
        snprintf(name, sizeof name, "/dir-%d", made);
    } while (mkdir(name, 0777) == 0 && ++made);
    CHECK(errno == ENOSPC);
    printf("%d directories made\n", made);
    while (made-- > 0) {
        snprintf(name, sizeof name, "/dir-%d", made);
        CHECK(rmdir(name) == 0);
    }
    CHECK(unlink("/same") == 0);
}

/* ---- names ----------------------------------------------------------------------------------- */

static void test_directories(void)
{
    struct stat status;
    DIR *dir;
    int fd;

    IS(mkdir("/d", 0777), 0, 0);
    IS(mkdir("/d", 0777), -1, EEXIST);
    IS(mkdir("/", 0777), -1, EEXIST);
    IS(mkdir("/none/d", 0777), -1, ENOENT);
    IS(mkdir("/d/e/", 0777), 0, 0);
    put("/d/f", "x");
    IS(mkdir("/d/f/g", 0777), -1, ENOTDIR);
    IS(mkdir("/d/f", 0777), -1, EEXIST);
    IS(stat("/d/../d/./e//", &status), 0, 0);
    CHECK(S_ISDIR(status.st_mode) && (status.st_mode & 0777) == 0755 && status.st_nlink == 2);
    IS(stat("/none/../d", &status), -1, ENOENT);
    IS(unlink("/d/e"), -1, EPERM);
    IS(rmdir("/d"), -1, ENOTEMPTY);
    IS(rmdir("/d/e/."), -1, EINVAL);
    IS(rmdir("/d/e/.."), -1, ENOTEMPTY);
    IS(rmdir("/d/f"), -1, ENOTDIR);
    IS(rmdir("/"), -1, EBUSY);
    IS(rmdir("/none"), -1, ENOENT);
    list("/d");
    long_name[FS_NAME_MAX + 1] = 'n';
    IS(mkdir(long_name, 0777), -1, ENAMETOOLONG);
    IS(stat(long_path, &status), -1, ENAMETOOLONG);
    long_name[FS_NAME_MAX + 1] = '\0';
    IS(mkdir(long_name, 0777), 0, 0);
    IS(rmdir(long_name), 0, 0);

    /* A directory that is removed while it is open has nothing in it any more. */
    dir = opendir("/d/e");
    CHECK(dir && rmdir("/d/e") == 0);
    errno = 0;
    CHECK(readdir(dir) == NULL && errno == 0);
    IS(open("/d/e/x", O_RDWR | O_CREAT, 0666), -1, ENOENT);
    CHECK(mkdir("/d/e", 0777) == 0);
    CHECK(readdir(dir) == NULL);
    CHECK(closedir(dir) == 0);
    fd = open("/d", O_RDONLY | O_DIRECTORY);
    IS(read(fd, &status, 1), -1, EISDIR);
    IS(lseek(fd, 5, SEEK_SET), -1, EINVAL);
    IS(close(fd), 0, 0);
    CHECK(opendir("/d/f") == NULL && errno == ENOTDIR);
    IS(remove("/d/f"), 0, 0);
    IS(remove("/d/e"), 0, 0);
    IS(remove("/d"), 0, 0);
    IS(remove("/d"), -1, ENOENT);
}

static void test_reading_directories(void)
{
    char name[FS_NAME_MAX + 8];
    struct dirent *entry;
    DIR *dir;
    int count = 0;

    CHECK(mkdir("/many", 0777) == 0);
    for (int i = 0; i < 30; i++) {
        snprintf(name, sizeof name, "/many/%d", i);
        put(name, "");
    }
    dir = opendir("/many");
    CHECK(dir != NULL);
    while ((entry = readdir(dir))) { /* removing while reading loses no entry */
        snprintf(name, sizeof name, "/many/%s", entry->d_name);
        if (entry->d_name[0] != '.')
            count += unlink(name) == 0;
    }
    IS(count, 30, 0);
    rewinddir(dir);
    for (count = 0; readdir(dir); count++) {
    }
    IS(count, 2, 0);
    CHECK(closedir(dir) == 0 && rmdir("/many") == 0);
}

static void test_rename(void)
{
    struct stat status;
    int fd;

    IS(close(creat("/a", 0666)), 0, 0);
    put("/a", "one");
    put("/b", "two");
    CHECK(mkdir("/d", 0777) == 0 && mkdir("/d/e", 0777) == 0 && mkdir("/x", 0777) == 0);
    fd = open("/b", O_RDONLY);
    IS(rename("/a", "/b"), 0, 0); /* what was there is replaced, whoever has it open keeps it */
    IS(fstat(fd, &status), 0, 0);
    IS(status.st_nlink, 0, 0);
    CHECK(close(fd) == 0);
    IS(stat("/a", &status), -1, ENOENT);
    IS(rename("/b", "/b"), 0, 0);
    IS(rename("/none", "/b"), -1, ENOENT);
    IS(rename("/b", "/none/b"), -1, ENOENT);
    IS(rename("/b", "/d"), -1, EISDIR);
    IS(rename("/d", "/b"), -1, ENOTDIR);
    IS(rename("/b", "/c/"), -1, ENOTDIR);
    IS(rename("/d", "/d/e/f"), -1, EINVAL);
    IS(rename("/d/.", "/f"), -1, EINVAL);
    IS(rename("/x", "/d"), -1, ENOTEMPTY);
    IS(rename("/d", "/x"), 0, 0);
    IS(rename("/b", "/x/e/b"), 0, 0);
    list("/x");
    list("/x/e");
    IS(rename("/", "/y"), -1, EBUSY);
    IS(unlink("/x/e/b"), 0, 0);
    CHECK(rmdir("/x/e") == 0 && rmdir("/x") == 0);
}

static void test_permissions(void)
{
    int fd = open("/p", O_RDWR | O_CREAT, 0400); /* whoever makes a file may write to it */

    IS(write(fd, "x", 1), 1, 0);
    IS(close(fd), 0, 0);
    IS(open("/p", O_RDWR), -1, EACCES);
    IS(access("/p", R_OK), 0, 0);
    IS(access("/p", W_OK), -1, EACCES);
    IS(chmod("/p", 0200), 0, 0);
    IS(open("/p", O_RDONLY), -1, EACCES);
    CHECK(mkdir("/q", 0500) == 0);
    IS(open("/q/new", O_RDWR | O_CREAT, 0666), -1, EACCES);
    IS(mkdir("/q/new", 0777), -1, EACCES);
    IS(rename("/p", "/q/p"), -1, EACCES);
    IS(chmod("/q", 0600), 0, 0);
    IS(access("/q/new", F_OK), -1, EACCES);
    CHECK(rmdir("/q") == 0 && unlink("/p") == 0);
}

/* ---- the image ------------------------------------------------------------------------------- */

static void test_image(void)
{
    char name[UCORE_STRING_SIZE], one[4096], two[4096];
    rtl_uint32_t count = 0;
    rtl_size_t got = 0;
    struct stat status;
    Handle file;
    int fd;

    list("/");
    FILE *left_open = fopen("/open", "w");
    CHECK(left_open && fputs("emptied", left_open) >= 0);
    CHECK(KnFsGetCount(&count) == rcOk && count > 1);
    CHECK(KnFsGetName(count, name, sizeof name) == rcResourceNotFound);
    CHECK(KnFsGetName(0, name, 2) == rcBufferTooSmall);
    CHECK(KnFsGetName(0, name, sizeof name) == rcOk && strcmp(name, "einit") == 0);
    fd = open("/romfs/einit", O_RDONLY);
    IS(fstat(fd, &status), 0, 0);
    CHECK(KnFsOpen("einit", &file) == rcOk && KnFsGetSize(file, &got) == rcOk);
    IS(status.st_size, (long)got, 0);
    CHECK(KnFsRead(file, 70000, two, sizeof two, &got) == rcOk && got == sizeof two);
    IS(lseek(fd, 70000, SEEK_SET), 70000, 0);
    IS(read(fd, one, sizeof one), sizeof one, 0);
    CHECK(memcmp(one, two, sizeof one) == 0);
    IS(lseek(fd, -7, SEEK_END), status.st_size - 7, 0);
    IS(read(fd, one, sizeof one), 7, 0);
    IS(write(fd, "x", 1), -1, EBADF);
    IS(close(fd), 0, 0);
    CHECK(KnFsClose(file) == rcOk);
    IS(open("/romfs/einit", O_RDWR), -1, EROFS);
    IS(open("/romfs/new", O_RDWR | O_CREAT, 0666), -1, EROFS);
    IS(open("/romfs/none", O_RDONLY), -1, ENOENT);
    IS(mkdir("/romfs/new", 0777), -1, EROFS);
    IS(unlink("/romfs/einit"), -1, EROFS);
    IS(chmod("/romfs/einit", 0777), -1, EROFS);
    IS(rename("/romfs/einit", "/romfs/e"), -1, EROFS);
    IS(rename("/romfs/einit", "/e"), -1, EXDEV);
    IS(rename("/romfs", "/r"), -1, EBUSY);
    IS(rmdir("/romfs"), -1, EBUSY);
    IS(rmdir("/romfs/.."), -1, EBUSY);
    IS(stat("/romfs/../romfs/./einit", &status), 0, 0);
}

/* ---- streams of the C library ---------------------------------------------------------------- */

static void test_streams(void)
{
    char line[64] = "", name[] = "/tmp-XXXXXX";
    FILE *file = fopen("/notes", "w");
    int fd;

    CHECK(file && fprintf(file, "one %d\ntwo %.2f\n", 1, 2.5) == 15 && fclose(file) == 0);
    file = fopen("/notes", "a+");
    CHECK(file && fputs("three\n", file) >= 0 && fseek(file, 6, SEEK_SET) == 0);
    CHECK(fgets(line, sizeof line, file) && strcmp(line, "two 2.50\n") == 0);
    CHECK(fgets(line, sizeof line, file) && strcmp(line, "three\n") == 0);
    CHECK(!fgets(line, sizeof line, file) && feof(file) && !ferror(file));
    CHECK(fclose(file) == 0);
    CHECK(fopen("/none", "r") == NULL && errno == ENOENT);
    CHECK(fopen("/romfs/einit", "w") == NULL && errno == EROFS);
    file = fopen("/notes", "a");
    CHECK(file && fputs("four\n", file) >= 0 && fflush(NULL) == 0);
    FILE *reader = fopen("/notes", "r");
    CHECK(reader && fseek(reader, -5, SEEK_END) == 0 && fgets(line, sizeof line, reader));
    CHECK(strcmp(line, "four\n") == 0 && fclose(reader) == 0 && fclose(file) == 0);
    file = tmpfile();
    CHECK(file && fwrite("abc", 1, 3, file) == 3 && fclose(file) == 0);
    fd = mkstemp(name);
    CHECK(fd >= 0 && close(fd) == 0 && unlink(name) == 0);
    CHECK(isatty(1) == 1 && isatty(fd) == 0);
    IS(lseek(1, 0, SEEK_SET), -1, ESPIPE);
    CHECK(remove("/notes") == 0);
}

/* Destructors of such a number run last, when exit has emptied the streams that are still open. */
__attribute__((destructor(101))) static void look_after_exit(void)
{
    char text[16] = "";
    int fd = open("/open", O_RDONLY);

    CHECK(fd >= 0 && read(fd, text, sizeof text - 1) == 7 && strcmp(text, "emptied") == 0);
    check_end("after exit");
}

int main(void)
{
    memset(long_name, 'n', sizeof long_name - 1);
    long_name[0] = '/';
    for (size_t i = 0; i <= FS_PATH_MAX; i++)
        long_path[i] = i % 2 ? 'p' : '/';
    test_open();
    test_data();
    test_full();
    test_many();
    test_directories();
    test_reading_directories();
    test_rename();
    test_permissions();
    test_image();
    test_streams();
    list("/");
    FILE *left_open = fopen("/open", "w");
    CHECK(left_open && fputs("emptied", left_open) >= 0);
    return check_end("files");
}
