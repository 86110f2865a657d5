/* The files of the image (platform 1, ROMFS). Everything in it is checked once at boot; after that
 * the rest of the kernel may trust names, offsets and sizes. */
#include "boot.h"

extern const unsigned char __romfs_start[], __romfs_end[];

static const struct kos_romfs_entry *entries;
static uint32_t entry_count;

static void check_header(const struct kos_romfs_header *h, uint64_t room)
{
    if (room < sizeof(*h))
        panic("romfs: %lu bytes, shorter than its header", room);
    if (memcmp(h->magic, KOS_ROMFS_MAGIC, sizeof(h->magic)) != 0)
        panic("romfs: bad magic");
    if (h->total_size > room)
        panic("romfs: total size %u, only %lu bytes in the image", h->total_size, room);
    if (h->count > KOS_ROMFS_FILES_MAX)
        panic("romfs: %u files, at most %u", h->count, KOS_ROMFS_FILES_MAX);
    if (h->total_size < sizeof(*h) + h->count * sizeof(struct kos_romfs_entry))
        panic("romfs: total size %u, too small for the table of %u files", h->total_size, h->count);
}

static void check_name(const struct kos_romfs_entry *e, uint32_t index)
{
    size_t n = 0;

    while (n < sizeof(e->name) && e->name[n]) {
        if (e->name[n] == '/')
            panic("romfs: entry %u: `/` in its name", index);
        n++;
    }
    if (n == 0 || n == sizeof(e->name))
        panic("romfs: entry %u: name empty or not terminated", index);
    for (uint32_t i = 0; i < index; i++) {
        if (strcmp(entries[i].name, e->name) == 0)
            panic("romfs: entry %u: same name as entry %u: %s", index, i, e->name);
    }
}

static void check_data(const struct kos_romfs_entry *e, uint32_t index, uint32_t total)
{
    uint64_t table = sizeof(struct kos_romfs_header) + (uint64_t)entry_count * sizeof(*e);

    if (e->offset % KOS_PAGE_SIZE != 0)
        panic("romfs: entry %u: offset %u is no multiple of the page size", index, e->offset);
    if (e->offset < table || (uint64_t)e->offset + e->size > total)
        panic("romfs: entry %u: offset %u, size %u: outside the image of %u bytes", index,
              e->offset, e->size, total);
}

void romfs_init(void)
{
    const struct kos_romfs_header *h = (const void *)__romfs_start;
    uint64_t room = (uint64_t)(__romfs_end - __romfs_start);

    if (room == 0)
        panic("romfs: none in the image");
    check_header(h, room);
    entries = (const void *)(h + 1);
    entry_count = h->count;
    for (uint32_t i = 0; i < entry_count; i++) {
        check_name(&entries[i], i);
        check_data(&entries[i], i, h->total_size);
    }
}

void romfs_list(void)
{
    for (uint32_t i = 0; i < entry_count; i++)
        klog("ROFS", "File #%02u: %s - size: %u", i, entries[i].name, entries[i].size);
}

uint32_t romfs_size(void)
{
    return ((const struct kos_romfs_header *)(const void *)__romfs_start)->total_size;
}

uint32_t romfs_count(void)
{
    return entry_count;
}

bool romfs_at(uint32_t index, struct file *out)
{
    if (index >= entry_count)
        return false;
    *out = (struct file){entries[index].name, __romfs_start + entries[index].offset,
                         entries[index].size, index};
    return true;
}

bool romfs_find(const char *name, struct file *out)
{
    for (uint32_t i = 0; i < entry_count; i++) {
        if (strcmp(entries[i].name, name) == 0)
            return romfs_at(i, out);
    }
    return false;
}
