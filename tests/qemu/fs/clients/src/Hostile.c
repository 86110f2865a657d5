/* Sends what the client library would never send. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <fs/IFiles.idl.h>
#include <fs/ISessions.idl.h>
#include <fs/Types.idl.h>
#include <fs/server.h>
#include <limits.h>
#include <string.h>

#include "steps.h"

static NkKosTransport transport;
static fs_IFiles_proxy files;
static char buffer[fs_Types_Chunk];

#define STATUS(error) NK_ELOGIC_MAKE(error)

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

int main(void)
{
    Handle server = ServiceLocatorConnect(FS_CHANNEL);
    fs_ISessions_proxy sessions;
    fs_ISessions_Open_req req = {0};
    fs_ISessions_Open_res res;
    nk_err_t err = NK_EOK;
    int count = 0;

    wait_for("/go-hostile"); /* with the client library: one session */
    without_session(server);
    while (err == NK_EOK) {
        NkKosTransport_Init(&transport, server, NK_NULL, 0);
        fs_ISessions_proxy_init(&sessions, &transport.base,
                                ServiceLocatorGetRiid(server, "fs.sessions"));
        err = fs_ISessions_Open_proxy(&sessions, &req, NK_NULL, &res, NK_NULL);
        if (err == NK_EOK && count++ == 0)
            with_session(nk_get_handle(&res.session));
    }
    CHECK(err == STATUS(ENFILE));
    printf("Hostile: %d sessions taken, %d failed\n", count, failures);
    CHECK(unlink("/hostile") == 0);
    step("/hostile-done");
    return 0;
}
