/* Open ROMFS files. The data is never copied: a file object only remembers which one. */
#include "object.h"

struct open_file {
    struct object obj;
    struct file file;
};

static struct pool files = {
    .name = "file", .size = POOL_SIZE(struct open_file), .limit = QUOTA_FILES * KOS_PROCESSES_MAX};

struct object *file_open(const struct proc *p, const struct file *file)
{
    struct open_file *f = pool_alloc(&files);

    if (!f)
        return NULL;
    object_init(&f->obj, OBJ_FILE);
    f->file = *file;
    if (!object_charge(&f->obj, p)) {
        object_unref(&f->obj);
        return NULL;
    }
    return &f->obj;
}

const struct file *file_of(const struct object *o)
{
    return &((const struct open_file *)(const void *)o)->file;
}

void file_destroy(struct object *o)
{
    pool_free(&files, o);
}
