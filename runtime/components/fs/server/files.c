/* Each method of fs.IFiles is the function of vfs.h of that name with the open files of the
 * session.
 *
 * Requests come from clients that may be hostile. The security module has checked their structure;
 * what a value means is checked in vfs.c, and here the rest: that strings end, and sizes. */
#include "server/files.h"

#include <errno.h>
#include <fs/Types.idl.h>
#include <string.h>

#include "impl/ramfs.h"
#include "server/sessions.h"

_Static_assert(FS_READ == fs_Types_ForReading && FS_WRITE == fs_Types_ForWriting &&
                   FS_CREATE == fs_Types_Create && FS_EXCLUSIVE == fs_Types_Exclusive &&
                   FS_TRUNCATE == fs_Types_Truncate && FS_APPEND == fs_Types_Append &&
                   FS_DIRECTORY == fs_Types_Directory,
               "flags");
_Static_assert((int)FS_KIND_FILE == (int)fs_Types_KindFile &&
                   (int)FS_KIND_DIRECTORY == (int)fs_Types_KindDirectory &&
                   (int)FS_FROM_START == (int)fs_Types_FromStart &&
                   (int)FS_FROM_HERE == (int)fs_Types_FromHere &&
                   (int)FS_FROM_END == (int)fs_Types_FromEnd && FS_PATH_MAX == fs_Types_PathMax &&
                   FS_NAME_MAX == fs_Types_NameMax && FS_LIST_MAX == fs_Types_ListMax,
               "numbers");

/* A method: its parameters, and the steps that all have in common. */
#define METHOD(name)                                                                               \
    static nk_err_t name(struct fs_IFiles *self, const struct fs_IFiles_##name##_req *req,         \
                         const struct nk_arena *in, struct fs_IFiles_##name##_res *res,            \
                         struct nk_arena *out)

#define UNUSED (void)self, (void)in, (void)out, (void)res

/* Locks and evaluates `call`, in which `files` is what the session has open. */
#define IN_SESSION(result, call)                                                                   \
    do {                                                                                           \
        struct vfs_files *files;                                                                   \
                                                                                                   \
        vfs_enter();                                                                               \
        files = session_files(&req->base_);                                                        \
        result = files ? (call) : -EBADF;                                                          \
        vfs_leave();                                                                               \
    } while (0)

/* The string of a request; NULL when it has no end, which vfs.c answers. */
static const char *text_of(const struct nk_arena *in, const nk_ptr_t *chunk)
{
    nk_size_t size;
    const nk_char_t *text = nk_arena_get(nk_char_t, in, chunk, &size);

    return text && size > 0 && text[size - 1] == '\0' ? text : NULL;
}

/* ---- open files ------------------------------------------------------------------------------ */

METHOD(Open)
{
    const char *path = text_of(in, &req->path);
    int result;

    UNUSED;
    IN_SESSION(result, vfs_open(files, path, req->flags, req->mode));
    if (result >= 0)
        res->file = (nk_uint32_t)result;
    return FS_ANSWER(result);
}

METHOD(Close)
{
    int result;

    UNUSED;
    IN_SESSION(result, vfs_close(files, req->file));
    return FS_ANSWER(result);
}

METHOD(Read)
{
    nk_uint32_t size = req->size < fs_Types_Chunk ? req->size : fs_Types_Chunk;
    nk_uint8_t *data = nk_arena_alloc(nk_uint8_t, out, &res->data, size);
    int64_t result = -EIO;

    UNUSED;
    if (data || size == 0)
        IN_SESSION(result, vfs_read(files, req->file, data, size));
    res->data.size = result > 0 ? (nk_uint32_t)result : 0;
    out->current = (char *)out->start + res->data.size; /* what was not read is not sent */
    return FS_ANSWER(result);
}

METHOD(Write)
{
    nk_size_t size;
    const nk_uint8_t *data = nk_arena_get(nk_uint8_t, in, &req->data, &size);
    int64_t result;

    UNUSED;
    IN_SESSION(result, vfs_write(files, req->file, data, data ? size : 0));
    if (result >= 0)
        res->count = (nk_uint32_t)result;
    return FS_ANSWER(result);
}

METHOD(Seek)
{
    int64_t result;

    UNUSED;
    IN_SESSION(result, vfs_seek(files, req->file, req->offset, req->whence));
    if (result >= 0)
        res->position = (nk_uint64_t)result;
    return FS_ANSWER(result);
}

METHOD(Truncate)
{
    int result;

    UNUSED;
    IN_SESSION(result, vfs_truncate(files, req->file, req->size));
    return FS_ANSWER(result);
}

static struct fs_Types_Status to_message(const struct fs_status *status)
{
    return (struct fs_Types_Status){.device = status->device,
                                    .number = status->number,
                                    .kind = status->kind,
                                    .mode = status->mode,
                                    .links = status->links,
                                    .size = status->size,
                                    .blocks = status->blocks,
                                    .modified = status->modified,
                                    .changed = status->changed};
}

METHOD(Stat)
{
    struct fs_status status = {0};
    int result;

    UNUSED;
    IN_SESSION(result, vfs_stat(files, req->file, &status));
    if (result == 0)
        res->info = to_message(&status);
    return FS_ANSWER(result);
}

static nk_err_t put_entries(const struct fs_entry *entries, nk_size_t count,
                            struct fs_IFiles_List_res *res, struct nk_arena *out)
{
    struct fs_Types_Entry *to = nk_arena_alloc(struct fs_Types_Entry, out, &res->entries, count);

    if (!to && count > 0)
        return NK_ENOMEM;
    for (nk_size_t i = 0; i < count; i++) {
        nk_err_t err = nk_arena_store(nk_char_t, out, &to[i].name, entries[i].name,
                                      (nk_size_t)strlen(entries[i].name) + 1);

        if (err != NK_EOK)
            return err;
        to[i].number = entries[i].number;
        to[i].kind = entries[i].kind;
    }
    return NK_EOK;
}

METHOD(List)
{
    struct fs_entry entries[FS_LIST_MAX];
    int result;

    UNUSED;
    IN_SESSION(result, vfs_list(files, req->file, entries, req->count));
    if (result >= 0)
        return put_entries(entries, (nk_size_t)result, res, out);
    return FS_ANSWER(result);
}

/* ---- names: a session is needed for these, too ---------------------------------------------- */

METHOD(StatPath)
{
    struct fs_status status = {0};
    int result;

    UNUSED;
    IN_SESSION(result, vfs_stat_path(text_of(in, &req->path), &status));
    if (result == 0)
        res->info = to_message(&status);
    return FS_ANSWER(result);
}

METHOD(Unlink)
{
    int result;

    UNUSED;
    IN_SESSION(result, vfs_unlink(text_of(in, &req->path)));
    return FS_ANSWER(result);
}

METHOD(Rename)
{
    int result;

    UNUSED;
    IN_SESSION(result, vfs_rename(text_of(in, &req->from), text_of(in, &req->to)));
    return FS_ANSWER(result);
}

METHOD(MakeDir)
{
    int result;

    UNUSED;
    IN_SESSION(result, vfs_make_dir(text_of(in, &req->path), req->mode));
    return FS_ANSWER(result);
}

METHOD(RemoveDir)
{
    int result;

    UNUSED;
    IN_SESSION(result, vfs_remove_dir(text_of(in, &req->path)));
    return FS_ANSWER(result);
}

METHOD(SetMode)
{
    int result;

    UNUSED;
    IN_SESSION(result, vfs_set_mode(text_of(in, &req->path), req->mode));
    return FS_ANSWER(result);
}

static int get_space(struct fs_space *space)
{
    ramfs_get_space(space);
    return 0;
}

METHOD(GetSpace)
{
    struct fs_space space = {0};
    int result;

    UNUSED;
    IN_SESSION(result, get_space(&space));
    if (result == 0)
        res->space = (struct fs_Types_Space){.block = space.block,
                                             .blocks = space.blocks,
                                             .blocksFree = space.blocks_free,
                                             .files = space.files,
                                             .filesFree = space.files_free};
    return FS_ANSWER(result);
}

const struct fs_IFiles_ops fs_files_ops = {
    .Open = Open,
    .Close = Close,
    .Read = Read,
    .Write = Write,
    .Seek = Seek,
    .Truncate = Truncate,
    .Stat = Stat,
    .StatPath = StatPath,
    .List = List,
    .Unlink = Unlink,
    .Rename = Rename,
    .MakeDir = MakeDir,
    .RemoveDir = RemoveDir,
    .SetMode = SetMode,
    .GetSpace = GetSpace,
};
