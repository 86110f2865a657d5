/* kl.core.FS: the files of the boot image, read only. A handle names an open file; there is no
 * position, a read names its sector. */
#include "services.h"

#define SECTOR kl_core_FS_Read_res_data_size /* bytes */

METHOD(FS, Open)
{
    struct file file;
    struct object *o;
    const char *name;
    Retcode rc = arg_text(in, &req->name, &name);

    if (rc != rcOk)
        return rc;
    if (!romfs_find(name, &file))
        return rcResourceNotFound;
    o = file_open(current_proc(), &file);
    if (!o)
        return rcOutOfMemory;
    rc = result_handle(&res->handle, o, OCAP_FILE_FULL);
    object_unref(o);
    return rc;
}

static Retcode arg_file(const nk_handle_desc_t *slot, const struct file **out)
{
    struct object *o;
    Retcode rc = arg_object(slot, OBJ_FILE, OCAP_FILE_READ, &o);

    if (rc == rcOk)
        *out = file_of(o);
    return rc;
}

METHOD(FS, Close)
{
    const struct file *file;
    Retcode rc = arg_file(&req->handle, &file);

    return rc == rcOk ? handle_close(current_proc(), req->handle.handle) : rc;
}

METHOD(FS, Read)
{
    const struct file *file;
    uint64_t at = (uint64_t)req->sectorNumber * SECTOR;
    size_t size = 0;
    void *data;
    Retcode rc = arg_file(&req->handle, &file);

    if (rc != rcOk)
        return rc;
    if (at < file->size)
        size = file->size - at < SECTOR ? (size_t)(file->size - at) : SECTOR;
    rc = result_bytes(out, &res->data, size, &data);
    if (rc != rcOk || size == 0)
        return rc;
    memcpy(data, file->data + at, size);
    res->read = (uint32_t)size;
    return rcOk;
}

METHOD(FS, GetSize)
{
    const struct file *file;
    Retcode rc = arg_file(&req->handle, &file);

    if (rc == rcOk)
        res->size = file->size;
    return rc;
}

METHOD(FS, GetId)
{
    const struct file *file;
    Retcode rc = arg_file(&req->handle, &file);

    if (rc == rcOk)
        res->id = file->index;
    return rc;
}

METHOD(FS, Count)
{
    res->count = romfs_count();
    return rcOk;
}

/* nameLenMax is the caller's room for the name with its zero. */
METHOD(FS, GetInfo)
{
    struct file file;
    Retcode rc;

    if (!romfs_at(req->index, &file))
        return rcResourceNotFound;
    rc = result_text(out, &res->name, file.name, strlen(file.name), req->nameLenMax);
    if (rc == rcOk)
        res->id = file.index;
    return rc;
}

METHOD(FS, GetFsSize)
{
    res->fsSize = romfs_size();
    return rcOk;
}

INTERFACE(FS, ENTRY(FS, Open), ENTRY(FS, Close), ENTRY(FS, Read), ENTRY(FS, GetSize),
          ENTRY(FS, GetId), ENTRY(FS, Count), ENTRY(FS, GetInfo), ENTRY(FS, GetFsSize));
