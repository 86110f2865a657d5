/* Sends what the client library would never send. */
#include <fs/IFiles.idl.h>
#include <fs/Types.idl.h>
#include <limits.h>
#include <string.h>

#include "session.h"
#include "steps.h"

static NkKosTransport transport;
static fs_IFiles_proxy files;
static char buffer[fs_Types_Chunk];

#define CALL(M, ...)                                                                               \
    fs_IFiles_##M##_proxy(&files, &(struct fs_IFiles_##M##_req){__VA_ARGS__}, NK_NULL,             \
                          &(struct fs_IFiles_##M##_res){{{0}}}, NK_NULL)

static nk_err_t open_path(const char *path, size_t size, nk_uint32_t flags)
{
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof buffer);
    fs_IFiles_Open_req req = {.flags = flags, .mode = 0777};
    fs_IFiles_Open_res res;

    CHECK(nk_arena_store(nk_char_t, &arena, &req.path, path, size) == NK_EOK);
    return fs_IFiles_Open_proxy(&files, &req, &arena, &res, NK_NULL);
}

static nk_err_t read_file(nk_uint32_t file, nk_uint32_t size)
{
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof buffer);
    fs_IFiles_Read_req req = {.file = file, .size = size};
    fs_IFiles_Read_res res;

    return fs_IFiles_Read_proxy(&files, &req, NK_NULL, &res, &arena);
}

/* Straight to the endpoint, without a session. */
static void without_session(Handle server)
{
    NkKosTransport_Init(&transport, server, NK_NULL, 0);
    fs_IFiles_proxy_init(&files, &transport.base, ServiceLocatorGetRiid(server, "fs.files"));
    CHECK(open_path("/", 2, FS_READ) == STATUS(EBADF));
    CHECK(CALL(Close, .file = 0) == STATUS(EBADF));
    CHECK(CALL(Stat, .file = 0) == STATUS(EBADF));
    CHECK(CALL(GetSpace, .base_ = {0}) == STATUS(EBADF));
}

static void with_session(Handle session)
{
    NkKosTransport_Init(&transport, session, NK_NULL, 0);
    fs_IFiles_proxy_init(&files, &transport.base, INVALID_RIID);
    CHECK(open_path("/h", 3, ~0U) == STATUS(EINVAL));
    CHECK(open_path("/h", 2, FS_READ) == NK_EPERM); /* no end: the security module */
    CHECK(open_path("/\0h", 4, FS_READ) == NK_EPERM);
    CHECK(open_path("", 1, FS_READ) == STATUS(ENOENT));
    CHECK(open_path("/hostile", 9, FS_READ | FS_WRITE | FS_CREATE) == NK_EOK);
    CHECK(CALL(Close, .file = ~0U) == STATUS(EBADF));
    CHECK(CALL(Seek, .file = 0, .offset = INT64_MIN, .whence = 1) == STATUS(EINVAL));
    CHECK(CALL(Seek, .file = 0, .offset = 0, .whence = ~0U) == STATUS(EINVAL));
    CHECK(CALL(Seek, .file = 0, .offset = INT64_MAX, .whence = 0) == NK_EOK);
    CHECK(CALL(Seek, .file = 0, .offset = 1, .whence = 1) == STATUS(EOVERFLOW));
    CHECK(CALL(Seek, .file = 0, .offset = INT64_MAX, .whence = 1) == STATUS(EOVERFLOW));
    CHECK(read_file(0, ~0U) == NK_EOK);
    CHECK(read_file(1, 1) == STATUS(EBADF));
    CHECK(CALL(Write, .file = 0, .data = {0, 100}) == NK_EPERM); /* outside the arena */
    CHECK(CALL(Truncate, .file = 0, .size = UINT64_MAX) == STATUS(EFBIG));
    CHECK(CALL(List, .file = 0, .count = ~0U) == STATUS(ENOTDIR));
}

/* Paths of every bad kind; those that lead up end at the root. */
static void bad_paths(void)
{
    char path[FS_PATH_MAX + 2];

    memset(path, 'x', sizeof path);
    path[FS_PATH_MAX + 1] = '\0';
    CHECK(open_path(path, sizeof path, FS_READ) == NK_EPERM); /* longer than messages have it */
    path[FS_PATH_MAX] = '\0';
    CHECK(open_path(path, FS_PATH_MAX + 1, FS_READ | FS_CREATE) == STATUS(ENAMETOOLONG));
    for (size_t i = 0; i + 3 <= FS_PATH_MAX; i += 3)
        memcpy(path + i, "../", 3);
    CHECK(open_path(path, FS_PATH_MAX + 1, FS_READ) == NK_EOK); /* the root */
    CHECK(CALL(Stat, .file = 0) == NK_EOK);
    CHECK(CALL(Close, .file = 0) == NK_EOK);
    CHECK(open_path("/romfs/../../romfs/..", 22, FS_READ | FS_WRITE) == STATUS(EISDIR));
    CHECK(open_path("/\xff", 3, FS_READ) == NK_EPERM); /* no UTF-8 */
    CHECK(open_path("/romfs/x", 9, FS_WRITE | FS_CREATE) == STATUS(EROFS));
}

/* Reads a directory while it is emptied and removed. */
static void removed_directory(void)
{
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof buffer);
    fs_IFiles_List_req req = {.file = 0, .count = 3};
    fs_IFiles_List_res res;

    CHECK(mkdir("/gone", 0777) == 0);
    CHECK(close(open("/gone/a", O_WRONLY | O_CREAT, 0666)) == 0);
    CHECK(close(open("/gone/b", O_WRONLY | O_CREAT, 0666)) == 0);
    CHECK(open_path("/gone", 6, FS_READ) == NK_EOK);
    CHECK(fs_IFiles_List_proxy(&files, &req, NK_NULL, &res, &arena) == NK_EOK);
    CHECK(res.entries.size == 3 * sizeof(struct fs_Types_Entry));
    CHECK(unlink("/gone/a") == 0 && unlink("/gone/b") == 0 && rmdir("/gone") == 0);
    arena = (struct nk_arena)NK_ARENA_INITIALIZER(buffer, buffer + sizeof buffer);
    CHECK(fs_IFiles_List_proxy(&files, &req, NK_NULL, &res, &arena) == NK_EOK);
    CHECK(res.entries.size == 0);
    CHECK(open_path("/gone/c", 8, FS_WRITE | FS_CREATE) == STATUS(ENOENT));
    CHECK(CALL(Close, .file = 0) == NK_EOK);
}

/* As many open files as there are, and thousands of attempts. */
static void all_open_files(void)
{
    for (int i = 0; i < 2000; i++)
        CHECK(open_path("/", 2, FS_READ) == (i < FS_OPEN_MAX ? NK_EOK : STATUS(EMFILE)));
    for (unsigned i = 0; i < FS_OPEN_MAX; i++)
        CHECK(CALL(Close, .file = i) == NK_EOK);
    CHECK(CALL(Close, .file = 0) == STATUS(EBADF));
}

/* Files until there is no room for another; what others have stays, and so does their right to
 * write to it. */
static void all_files(void)
{
    struct fs_space space;
    char path[16];
    int count = 0;

    while (sprintf(path, "/h%d", count) > 0 &&
           open_path(path, strlen(path) + 1, FS_WRITE | FS_CREATE) == NK_EOK) {
        CHECK(CALL(Close, .file = 0) == NK_EOK);
        count++;
    }
    CHECK(count > 200 && open_path(path, strlen(path) + 1, FS_CREATE) == STATUS(ENOSPC));
    CHECK(fs_get_space(&space) == 0 && space.files_free == 0);
    for (int i = 0; i < count; i++) {
        sprintf(path, "/h%d", i);
        CHECK(unlink(path) == 0);
    }
    CHECK(fs_get_space(&space) == 0 && space.files_free == (unsigned)count);
}

/* Shows what is no process of its own. */
static void false_clients(void)
{
    Handle session, own;

    CHECK(open_session_as(INVALID_HANDLE, WHO, &session) == STATUS(EACCES));
    CHECK(open_session_as(ServiceLocatorConnect(FS_CHANNEL), ~0U, &session) == STATUS(EACCES));
    CHECK(open_session_as(KosTaskGetSelf(), OCAP_TASK_INFO, &session) == STATUS(EACCES));
    CHECK(open_session_as(KosTaskGetSelf(), OCAP_HANDLE_GET_SID, &session) == STATUS(EACCES));
    CHECK(KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, OCAP_HANDLE_TRANSFER | WHO, NULL,
                                   &own) == rcOk);
    CHECK(open_session_as(own, WHO, &session) == STATUS(EACCES));
    CHECK(KnHandleClose(own) == rcOk);
}

int main(void)
{
    Handle sessions[FS_SESSIONS_MAX];
    int count = 0;

    wait_for("/go-hostile"); /* with the client library: one session */
    without_session(ServiceLocatorConnect(FS_CHANNEL));
    false_clients();
    while (count < FS_SESSIONS_MAX && open_session(&sessions[count]) == NK_EOK)
        count++;
    CHECK(open_session(&sessions[count]) == STATUS(EMFILE));
    with_session(sessions[0]);
    CHECK(open_session_as(sessions[0], ~0U, &sessions[count]) ==
          NK_EPERM); /* not to be passed on */
    NkKosTransport_Init(&transport, sessions[1], NK_NULL, 0);
    bad_paths();
    removed_directory();
    all_open_files();
    CHECK(unlink("/hostile") == 0);
    all_files();
    printf("Hostile: %d sessions taken, %d failed\n", count, failures);
    step("/hostile-done");
    return 0;
}
