#include "impl/romfs.h"

#include <coresrv/fs/fs_api.h>
#include <errno.h>
#include <string.h>

#define FILES_MAX 256 /* of an image: platform 1 */
#define NAME_SIZE 56
#define ROOT      0U /* files follow */

struct file {
    uint64_t size;
    Handle handle; /* while it is held */
    unsigned holds;
    char name[NAME_SIZE];
};

static struct file files[FILES_MAX];
static unsigned count;

static struct file *file_of(unsigned node)
{
    return &files[node - 1];
}

static int to_errno(Retcode rc)
{
    return rc == rcSecurityDisallow ? -EACCES : rc == rcQuotaExceeded ? -ENFILE : -EIO;
}

static int find(unsigned dir, const char *name, size_t length)
{
    (void)dir;
    for (unsigned i = 0; i < count; i++)
        if (strncmp(files[i].name, name, length) == 0 && files[i].name[length] == '\0')
            return (int)i + 1;
    return -ENOENT;
}

static unsigned parent(unsigned dir)
{
    return dir;
}

static void stat_node(unsigned node, struct fs_status *status)
{
    *status = (struct fs_status){.device = ROMFS_DEVICE,
                                 .number = node + 1,
                                 .kind = node == ROOT ? FS_KIND_DIRECTORY : FS_KIND_FILE,
                                 .mode = node == ROOT ? 0555 : 0444,
                                 .links = node == ROOT ? 2 : 1};
    if (node != ROOT) {
        status->size = file_of(node)->size;
        status->blocks = (status->size + 511) / 512;
    }
}

static int64_t read_file(unsigned node, uint64_t at, void *data, size_t size)
{
    rtl_size_t done = 0;
    Retcode rc;

    if (at >= file_of(node)->size)
        return 0;
    rc = KnFsRead(file_of(node)->handle, at, data, size, &done);
    return rc == rcOk ? (int64_t)done : to_errno(rc);
}

static int next_entry(unsigned dir, uint64_t *place, struct fs_entry *entry)
{
    static const char *const own[] = {".", ".."};
    uint64_t i = *place;

    (void)dir;
    if (i >= count + 2)
        return 0;
    entry->number = i < 2 ? ROOT + 1 : (uint32_t)i;
    entry->kind = i < 2 ? FS_KIND_DIRECTORY : FS_KIND_FILE;
    strcpy(entry->name, i < 2 ? own[i] : files[i - 2].name);
    ++*place;
    return 1;
}

static bool is_empty(unsigned dir)
{
    (void)dir;
    return false;
}

static int hold(unsigned node)
{
    Retcode rc = rcOk;

    if (node == ROOT)
        return 0;
    if (file_of(node)->holds == 0)
        rc = KnFsOpen(file_of(node)->name, &file_of(node)->handle);
    if (rc != rcOk)
        return to_errno(rc);
    file_of(node)->holds++;
    return 0;
}

static void drop(unsigned node)
{
    if (node != ROOT && --file_of(node)->holds == 0)
        (void)KnFsClose(file_of(node)->handle);
}

const struct fs_tree romfs = {
    .find = find,
    .parent = parent,
    .stat = stat_node,
    .read = read_file,
    .next = next_entry,
    .is_empty = is_empty,
    .hold = hold,
    .drop = drop,
};

static Retcode get_size(const char *name, uint64_t *to)
{
    rtl_size_t size = 0;
    Handle handle;
    Retcode rc = KnFsOpen(name, &handle);

    if (rc != rcOk)
        return rc;
    rc = KnFsGetSize(handle, &size);
    (void)KnFsClose(handle);
    *to = size;
    return rc;
}

void romfs_init(void)
{
    rtl_uint32_t number = 0;

    count = 0;
    if (KnFsGetCount(&number) != rcOk)
        return;
    while (count < number && count < FILES_MAX &&
           KnFsGetName(count, files[count].name, sizeof files[count].name) == rcOk &&
           get_size(files[count].name, &files[count].size) == rcOk)
        count++;
}
