/* The functions of <fs/fs.h> as calls of the process fs.Fs.
 *
 * Data is sent from, and received into, the caller's buffers. An answer is not believed further
 * than the security module has checked its structure. */
#include <fs/fs.h>

#include <errno.h>
#include <string.h>

#include "client/call.h"
#include "common/path_check.h"

/* Fails as fs_path_check; a path that has passed it fits. */
static int put_path(struct nk_arena *arena, nk_ptr_t *chunk, const char *path)
{
    int err = fs_path_check(path);

    if (err == 0)
        (void)NkKosCopyStringToArena(arena, chunk, path);
    return err;
}

/* ---- open files ------------------------------------------------------------------------------ */

int fs_open(const char *path, uint32_t flags, uint32_t mode)
{
    char text[FS_PATH_MAX + 1];
    struct nk_arena arena = NK_ARENA_INITIALIZER(text, text + sizeof text);
    fs_IFiles_Open_req req = {.flags = flags, .mode = mode};
    fs_IFiles_Open_res res;
    int err = put_path(&arena, &req.path, path);

    if (err == 0)
        FS_CALL(err, Open, &req, &arena, &res, NK_NULL);
    if (err)
        return err;
    return res.file < FS_OPEN_MAX ? (int)res.file : -EIO;
}

int fs_close(int file)
{
    fs_IFiles_Close_req req = {.file = (nk_uint32_t)file};
    fs_IFiles_Close_res res;
    int err;

    FS_CALL(err, Close, &req, NK_NULL, &res, NK_NULL);
    return err;
}

/* One message: at most fs_Types_Chunk bytes, straight into the buffer. */
static int64_t read_part(int file, void *data, nk_uint32_t size)
{
    struct nk_arena arena = NK_ARENA_INITIALIZER(data, (char *)data + size);
    fs_IFiles_Read_req req = {.file = (nk_uint32_t)file, .size = size};
    fs_IFiles_Read_res res;
    nk_size_t count = 0;
    int err;

    FS_CALL(err, Read, &req, NK_NULL, &res, &arena);
    if (err || res.data.size == 0)
        return err;
    return nk_arena_get(nk_uint8_t, &arena, &res.data, &count) == data ? (int64_t)count : -EIO;
}

static int64_t write_part(int file, const void *data, nk_uint32_t size)
{
    void *start = (void *)(nk_uintptr_t)data; /* only read from */
    struct nk_arena arena = NK_ARENA_INITIALIZER(start, (char *)start + size);
    fs_IFiles_Write_req req = {.file = (nk_uint32_t)file, .data = {.offset = 0, .size = size}};
    fs_IFiles_Write_res res;
    int err;

    arena.current = arena.end;
    FS_CALL(err, Write, &req, &arena, &res, NK_NULL);
    if (err)
        return err;
    return res.count <= size ? (int64_t)res.count : -EIO;
}

static nk_uint32_t part_of(size_t left)
{
    return left < fs_Types_Chunk ? (nk_uint32_t)left : fs_Types_Chunk;
}

/* An error after some bytes comes with the next call, as POSIX has it. */
int64_t fs_read(int file, void *data, size_t size)
{
    size_t done = 0;
    int64_t part;

    do {
        part = read_part(file, (char *)data + done, part_of(size - done));
        if (part < 0)
            return done > 0 ? (int64_t)done : part;
        done += (size_t)part;
    } while (part == fs_Types_Chunk && done < size);
    return (int64_t)done;
}

int64_t fs_write(int file, const void *data, size_t size)
{
    size_t done = 0;
    int64_t part;

    do {
        part = write_part(file, (const char *)data + done, part_of(size - done));
        if (part < 0)
            return done > 0 ? (int64_t)done : part;
        done += (size_t)part;
    } while (part == fs_Types_Chunk && done < size);
    return (int64_t)done;
}

int64_t fs_seek(int file, int64_t offset, int whence)
{
    fs_IFiles_Seek_req req = {
        .file = (nk_uint32_t)file, .offset = offset, .whence = (nk_uint32_t)whence};
    fs_IFiles_Seek_res res;
    int err;

    FS_CALL(err, Seek, &req, NK_NULL, &res, NK_NULL);
    if (err)
        return err;
    return res.position <= INT64_MAX ? (int64_t)res.position : -EIO;
}

int fs_truncate(int file, uint64_t size)
{
    fs_IFiles_Truncate_req req = {.file = (nk_uint32_t)file, .size = size};
    fs_IFiles_Truncate_res res;
    int err;

    FS_CALL(err, Truncate, &req, NK_NULL, &res, NK_NULL);
    return err;
}

static void from_message(struct fs_status *to, const struct fs_Types_Status *from)
{
    *to = (struct fs_status){.device = from->device,
                             .number = from->number,
                             .kind = from->kind,
                             .mode = from->mode,
                             .links = from->links,
                             .size = from->size,
                             .blocks = from->blocks,
                             .modified = from->modified,
                             .changed = from->changed};
}

int fs_stat(int file, struct fs_status *status)
{
    fs_IFiles_Stat_req req = {.file = (nk_uint32_t)file};
    fs_IFiles_Stat_res res;
    int err;

    FS_CALL(err, Stat, &req, NK_NULL, &res, NK_NULL);
    if (err == 0)
        from_message(status, &res.info);
    return err;
}

static int take_entry(struct fs_entry *to, const struct nk_arena *arena,
                      const struct fs_Types_Entry *from)
{
    nk_size_t size;
    const nk_char_t *name = nk_arena_get(nk_char_t, arena, &from->name, &size);

    if (!name || size == 0 || size > sizeof to->name || name[size - 1] != '\0')
        return -EIO;
    to->number = from->number;
    to->kind = from->kind;
    memcpy(to->name, name, size);
    return 0;
}

int fs_list(int file, struct fs_entry *entries, unsigned count)
{
    char names[fs_IFiles_List_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(names, names + sizeof names);
    fs_IFiles_List_req req = {.file = (nk_uint32_t)file, .count = count};
    fs_IFiles_List_res res;
    const struct fs_Types_Entry *from;
    nk_size_t got = 0;
    int err;

    FS_CALL(err, List, &req, NK_NULL, &res, &arena);
    if (err || res.entries.size == 0)
        return err;
    from = nk_arena_get(struct fs_Types_Entry, &arena, &res.entries, &got);
    if (!from || got > count)
        return -EIO;
    for (nk_size_t i = 0; err == 0 && i < got; i++)
        err = take_entry(&entries[i], &arena, &from[i]);
    return err ? err : (int)got;
}

/* ---- names ----------------------------------------------------------------------------------- */

int fs_stat_path(const char *path, struct fs_status *status)
{
    char text[FS_PATH_MAX + 1];
    struct nk_arena arena = NK_ARENA_INITIALIZER(text, text + sizeof text);
    fs_IFiles_StatPath_req req = {0};
    fs_IFiles_StatPath_res res;
    int err = put_path(&arena, &req.path, path);

    if (err == 0)
        FS_CALL(err, StatPath, &req, &arena, &res, NK_NULL);
    if (err == 0)
        from_message(status, &res.info);
    return err;
}

int fs_unlink(const char *path)
{
    char text[FS_PATH_MAX + 1];
    struct nk_arena arena = NK_ARENA_INITIALIZER(text, text + sizeof text);
    fs_IFiles_Unlink_req req = {0};
    fs_IFiles_Unlink_res res;
    int err = put_path(&arena, &req.path, path);

    if (err == 0)
        FS_CALL(err, Unlink, &req, &arena, &res, NK_NULL);
    return err;
}

int fs_rename(const char *from, const char *to)
{
    char text[2 * (FS_PATH_MAX + 1)];
    struct nk_arena arena = NK_ARENA_INITIALIZER(text, text + sizeof text);
    fs_IFiles_Rename_req req = {0};
    fs_IFiles_Rename_res res;
    int err = put_path(&arena, &req.from, from);

    if (err == 0)
        err = put_path(&arena, &req.to, to);
    if (err == 0)
        FS_CALL(err, Rename, &req, &arena, &res, NK_NULL);
    return err;
}

int fs_make_dir(const char *path, uint32_t mode)
{
    char text[FS_PATH_MAX + 1];
    struct nk_arena arena = NK_ARENA_INITIALIZER(text, text + sizeof text);
    fs_IFiles_MakeDir_req req = {.mode = mode};
    fs_IFiles_MakeDir_res res;
    int err = put_path(&arena, &req.path, path);

    if (err == 0)
        FS_CALL(err, MakeDir, &req, &arena, &res, NK_NULL);
    return err;
}

int fs_remove_dir(const char *path)
{
    char text[FS_PATH_MAX + 1];
    struct nk_arena arena = NK_ARENA_INITIALIZER(text, text + sizeof text);
    fs_IFiles_RemoveDir_req req = {0};
    fs_IFiles_RemoveDir_res res;
    int err = put_path(&arena, &req.path, path);

    if (err == 0)
        FS_CALL(err, RemoveDir, &req, &arena, &res, NK_NULL);
    return err;
}

int fs_set_mode(const char *path, uint32_t mode)
{
    char text[FS_PATH_MAX + 1];
    struct nk_arena arena = NK_ARENA_INITIALIZER(text, text + sizeof text);
    fs_IFiles_SetMode_req req = {.mode = mode};
    fs_IFiles_SetMode_res res;
    int err = put_path(&arena, &req.path, path);

    if (err == 0)
        FS_CALL(err, SetMode, &req, &arena, &res, NK_NULL);
    return err;
}

int fs_get_space(struct fs_space *space)
{
    fs_IFiles_GetSpace_req req = {0};
    fs_IFiles_GetSpace_res res;
    int err;

    FS_CALL(err, GetSpace, &req, NK_NULL, &res, NK_NULL);
    if (err == 0)
        *space = (struct fs_space){.block = res.space.block,
                                   .blocks = res.space.blocks,
                                   .blocks_free = res.space.blocksFree,
                                   .files = res.space.files,
                                   .files_free = res.space.filesFree};
    return err;
}
