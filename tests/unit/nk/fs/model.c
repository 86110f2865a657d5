#include "model.h"

#include <errno.h>
#include <impl/ramfs.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define TEXT 128 /* of whole paths */

struct object {
    bool is_dir;
    char *data;
    uint64_t size;
    int uses; /* names and open files */
};

struct name {
    char path[TEXT]; /* `/a/b`; the root is empty */
    struct object *object;
};

struct file {
    struct object *object;
    uint32_t flags;
    uint64_t offset;
};

static struct name names[RAMFS_NODES];
static int count;
static struct file files[FS_OPEN_MAX];
static unsigned objects, blocks_used;

/* ---- objects --------------------------------------------------------------------------------- */

static unsigned blocks_of(uint64_t size)
{
    return (unsigned)((size + RAMFS_BLOCK - 1) / RAMFS_BLOCK);
}

static void resize(struct object *o, uint64_t size)
{
    o->data = realloc(o->data, size + 1);
    if (size > o->size)
        memset(o->data + o->size, 0, size - o->size);
    blocks_used += blocks_of(size) - blocks_of(o->size);
    o->size = size;
}

static void unuse(struct object *o)
{
    if (--o->uses > 0)
        return;
    resize(o, 0);
    free(o->data);
    free(o);
    objects--;
}

static struct object *add(const char *path, bool is_dir)
{
    struct object *o = calloc(1, sizeof *o);

    o->is_dir = is_dir;
    o->uses = 1;
    objects++;
    names[count].object = o;
    strcpy(names[count++].path, path);
    return o;
}

static struct name *find(const char *path)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i].path, path) == 0)
            return &names[i];
    return NULL;
}

static void take_out(struct name *n)
{
    struct object *o = n->object;

    *n = names[--count];
    unuse(o);
}

void model_init(void)
{
    add("", true);
    add("/romfs", true);
}

void model_end(void)
{
    for (int i = 0; i < FS_OPEN_MAX; i++)
        (void)model_close(i);
    while (count > 0)
        take_out(&names[count - 1]);
}

/* ---- paths ----------------------------------------------------------------------------------- */

struct target {
    char path[TEXT]; /* whole */
    char last[TEXT]; /* name as written */
    bool ends_in_slash;
    struct name *name; /* NULL: not there */
};

static void go_up(char *path)
{
    char *slash = strrchr(path, '/');

    if (slash)
        *slash = '\0';
}

static bool is_dir(const char *path)
{
    const struct name *n = find(path);

    return n && n->object->is_dir;
}

/* All names but the last must be there. */
static int look(const char *text, struct target *t)
{
    char copy[TEXT], *name, *rest, *next;

    strcpy(copy, text);
    memset(t, 0, sizeof *t);
    t->ends_in_slash = text[strlen(text) - 1] == '/';
    for (name = strtok_r(copy, "/", &rest); name; name = next) {
        next = strtok_r(NULL, "/", &rest);
        if (!find(t->path))
            return -ENOENT;
        if (!is_dir(t->path))
            return -ENOTDIR;
        strcpy(t->last, name);
        if (strcmp(name, "..") == 0)
            go_up(t->path);
        else if (strcmp(name, ".") != 0)
            strcat(strcat(t->path, "/"), name);
    }
    t->name = find(t->path);
    return t->name && t->ends_in_slash && !t->name->object->is_dir ? -ENOTDIR : 0;
}

static int look_there(const char *text, struct target *t)
{
    int err = look(text, t);

    return err == 0 && !t->name ? -ENOENT : err;
}

static bool is_below(const char *path, const char *dir)
{
    size_t length = strlen(dir);

    return strncmp(path, dir, length) == 0 && path[length] == '/';
}

static bool is_empty(const char *dir)
{
    for (int i = 0; i < count; i++)
        if (is_below(names[i].path, dir))
            return false;
    return true;
}

static bool is_dots(const struct target *t)
{
    return strcmp(t->last, ".") == 0 || strcmp(t->last, "..") == 0;
}

static bool is_fixed(const struct target *t)
{
    return t->path[0] == '\0' || strcmp(t->path, "/romfs") == 0;
}

/* ---- open files ------------------------------------------------------------------------------ */

static int check_open(const struct target *t, uint32_t flags)
{
    if (!t->name)
        return !(flags & FS_CREATE) ? -ENOENT : t->ends_in_slash ? -EISDIR : 0;
    if ((flags & FS_CREATE) && (flags & FS_EXCLUSIVE))
        return -EEXIST;
    if (t->name->object->is_dir)
        return flags & (FS_CREATE | FS_WRITE) ? -EISDIR : 0;
    return flags & FS_DIRECTORY ? -ENOTDIR : 0;
}

int model_open(const char *path, uint32_t flags)
{
    struct target t;
    int err, i = 0;

    while (i < FS_OPEN_MAX && files[i].object)
        i++;
    if (i == FS_OPEN_MAX)
        return -EMFILE;
    if (((flags & FS_TRUNCATE) && !(flags & FS_WRITE)) ||
        ((flags & FS_CREATE) && (flags & FS_DIRECTORY)))
        return -EINVAL;
    err = look(path, &t);
    if (err == 0)
        err = check_open(&t, flags);
    if (err == 0 && !t.name && objects == RAMFS_NODES)
        err = -ENOSPC;
    if (err)
        return err;
    files[i] = (struct file){t.name ? t.name->object : add(t.path, false), flags, 0};
    files[i].object->uses++;
    if (flags & FS_TRUNCATE)
        resize(files[i].object, 0);
    return i;
}

int model_close(int file)
{
    if (!files[file].object)
        return -EBADF;
    unuse(files[file].object);
    files[file].object = NULL;
    return 0;
}

int64_t model_read(int file, void *data, size_t size)
{
    struct file *f = &files[file];

    if (!f->object || !(f->flags & FS_READ))
        return -EBADF;
    if (f->object->is_dir)
        return -EISDIR;
    if (f->offset >= f->object->size)
        return 0;
    if (size > f->object->size - f->offset)
        size = f->object->size - f->offset;
    memcpy(data, f->object->data + f->offset, size);
    f->offset += size;
    return (int64_t)size;
}

static uint64_t room(const struct object *o)
{
    return (uint64_t)(blocks_of(o->size) + RAMFS_BLOCKS - blocks_used) * RAMFS_BLOCK;
}

int64_t model_write(int file, const void *data, size_t size)
{
    struct file *f = &files[file];

    if (!f->object || !(f->flags & FS_WRITE))
        return -EBADF;
    if (f->flags & FS_APPEND)
        f->offset = f->object->size;
    if (size == 0)
        return 0;
    if (f->offset >= room(f->object))
        return f->offset > (uint64_t)RAMFS_BLOCKS * RAMFS_BLOCK ? -EFBIG : -ENOSPC;
    if (size > room(f->object) - f->offset)
        size = room(f->object) - f->offset;
    if (f->offset + size > f->object->size)
        resize(f->object, f->offset + size);
    memcpy(f->object->data + f->offset, data, size);
    f->offset += size;
    return (int64_t)size;
}

int64_t model_seek(int file, int64_t offset, int whence)
{
    struct file *f = &files[file];
    int64_t to;

    if (!f->object)
        return -EBADF;
    if (f->object->is_dir)
        return offset == 0 && whence == FS_FROM_START ? 0 : -EINVAL;
    to = offset + (whence == FS_FROM_START  ? 0
                   : whence == FS_FROM_HERE ? (int64_t)f->offset
                                            : (int64_t)f->object->size);
    if (to < 0)
        return -EINVAL;
    f->offset = (uint64_t)to;
    return to;
}

int model_truncate(int file, uint64_t size)
{
    struct file *f = &files[file];

    if (!f->object)
        return -EBADF;
    if (!(f->flags & FS_WRITE))
        return -EINVAL;
    if (size > (uint64_t)RAMFS_BLOCKS * RAMFS_BLOCK)
        return -EFBIG;
    if (size > room(f->object))
        return -ENOSPC;
    resize(f->object, size);
    return 0;
}

/* A directory that was removed has no entries at all. */
int model_count(int file)
{
    const struct object *dir = files[file].object;
    char *path = NULL;
    int entries = 2;

    for (int i = 0; i < count; i++)
        if (names[i].object == dir)
            path = names[i].path;
    if (!path)
        return 0;
    for (int i = 0; i < count; i++)
        entries += is_below(names[i].path, path) && !strchr(names[i].path + strlen(path) + 1, '/');
    return entries;
}

/* ---- names ----------------------------------------------------------------------------------- */

int model_stat_path(const char *path, struct fs_status *status)
{
    struct target t;
    int err = look_there(path, &t);

    if (err)
        return err;
    status->kind = t.name->object->is_dir ? FS_KIND_DIRECTORY : FS_KIND_FILE;
    status->size = t.name->object->size;
    return 0;
}

int model_unlink(const char *path)
{
    struct target t;
    int err = look_there(path, &t);

    if (err == 0 && t.name->object->is_dir)
        err = -EPERM;
    if (err == 0)
        take_out(t.name);
    return err;
}

int model_make_dir(const char *path)
{
    struct target t;
    int err = look(path, &t);

    if (err == 0 && t.name)
        err = -EEXIST;
    if (err == 0 && objects == RAMFS_NODES)
        err = -ENOSPC;
    if (err == 0)
        add(t.path, true);
    return err;
}

int model_remove_dir(const char *path)
{
    struct target t;
    int err = look_there(path, &t);

    if (err)
        return err;
    if (!t.name->object->is_dir)
        return -ENOTDIR;
    if (is_fixed(&t))
        return -EBUSY;
    if (is_dots(&t))
        return strcmp(t.last, ".") == 0 ? -EINVAL : -ENOTEMPTY;
    if (!is_empty(t.path))
        return -ENOTEMPTY;
    take_out(t.name);
    return 0;
}

static int check_rename(const struct target *from, const struct target *to)
{
    if (is_fixed(from) || (to->name && is_fixed(to)))
        return -EBUSY;
    if (is_dots(from) || is_dots(to))
        return -EINVAL;
    if (to->ends_in_slash && !from->name->object->is_dir)
        return -ENOTDIR;
    if (from->name->object->is_dir && is_below(to->path, from->path))
        return -EINVAL;
    if (!to->name || to->name == from->name)
        return 0;
    if (from->name->object->is_dir != to->name->object->is_dir)
        return from->name->object->is_dir ? -ENOTDIR : -EISDIR;
    return to->name->object->is_dir && !is_empty(to->path) ? -ENOTEMPTY : 0;
}

int model_rename(const char *from_path, const char *to_path)
{
    struct target from, to;
    char moved[TEXT];
    int err = look_there(from_path, &from);

    if (err == 0)
        err = look(to_path, &to);
    if (err == 0)
        err = check_rename(&from, &to);
    if (err || to.name == from.name)
        return err;
    if (to.name)
        take_out(to.name);
    for (int i = 0; i < count; i++)
        if (strcmp(names[i].path, from.path) == 0 || is_below(names[i].path, from.path)) {
            strcat(strcpy(moved, to.path), names[i].path + strlen(from.path));
            strcpy(names[i].path, moved);
        }
    return 0;
}

void model_get_space(struct fs_space *space)
{
    *space = (struct fs_space){.block = RAMFS_BLOCK,
                               .blocks = RAMFS_BLOCKS,
                               .blocks_free = RAMFS_BLOCKS - blocks_used,
                               .files = RAMFS_NODES,
                               .files_free = RAMFS_NODES - objects};
}
