/* Entries in a file: a head, then places of one size, as in file_storage.h. Numbers in the byte
 * order of the machine. A place is a slot with a sum over what it says, so that one which was half
 * written reads as empty. */
#include "impl/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct head {
    char magic[8];
    nk_uint32_t places, slot_size;
};

struct slot_head {
    nk_uint64_t id, timestamp; /* id 0: empty */
    nk_uint32_t source, reason;
    nk_uint32_t length, sum; /* of the text, without a zero; klog_sum */
};

struct slot {
    struct slot_head head;
    nk_uint8_t text[KLOG_STORAGE_MESSAGE_SIZE];
};

#define SLOT_HEAD sizeof(struct slot_head)

/* Numbers that no log reaches: one that a file has was put there, and would be the end of counting.
 */
#define IDS_END (1ull << 63)

static const char magic[8] = {'K', 'L', 'O', 'G', 'R', 'N', 'G', '1'};

struct file {
    struct klog_store base;
    int fd;
    struct slot slot; /* of the place that is read or written */
};

/* ---- bytes -------------------------------------------------------------------------------- */

static Retcode retcode_of(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return rcResourceNotFound;
    case ENOSPC:
    case EFBIG:
        return rcQuotaExceeded;
    case ENOMEM:
        return rcOutOfMemory;
    case EACCES:
    case EPERM:
    case EROFS:
        return rcSecurityDisallow;
    case EISDIR:
    case EINVAL:
    case ENAMETOOLONG:
        return rcInvalidArgument;
    case ENOSYS:
        return rcUnimplemented;
    default:
        return rcFail;
    }
}

/* All of them, from the current position. */
static Retcode write_all(int fd, const void *data, nk_size_t size)
{
    const char *at = data;

    while (size > 0) {
        const ssize_t n = write(fd, at, size);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? retcode_of(errno) : rcQuotaExceeded;
        at += n;
        size -= (nk_size_t)n;
    }
    return rcOk;
}

/* Up to the end of the file; the rest of `data` is zeros. */
static Retcode read_all(int fd, void *data, nk_size_t size)
{
    char *at = data;

    while (size > 0) {
        const ssize_t n = read(fd, at, size);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return retcode_of(errno);
        if (n == 0)
            break;
        at += n;
        size -= (nk_size_t)n;
    }
    memset(at, 0, size);
    return rcOk;
}

static Retcode go_to(int fd, nk_uint32_t place)
{
    const off_t at = (off_t)sizeof(struct head) + (off_t)place * (off_t)sizeof(struct slot);

    return lseek(fd, at, SEEK_SET) == at ? rcOk : retcode_of(errno);
}

/* ---- slots -------------------------------------------------------------------------------- */

/* FNV-1a, continued from `sum`. */
static nk_uint32_t sum_of(nk_uint32_t sum, const void *data, nk_size_t size)
{
    const nk_uint8_t *at = data;

    for (nk_size_t i = 0; i < size; i++)
        sum = (sum ^ at[i]) * 16777619u;
    return sum;
}

/* Over the slot, its sum taken as 0. */
static nk_uint32_t klog_sum(const struct slot *slot)
{
    struct slot_head head = slot->head;

    head.sum = 0;
    return sum_of(sum_of(2166136261u, &head, sizeof head), slot->text, head.length);
}

static nk_bool_t slot_holds(const struct slot *slot)
{
    return slot->head.id != 0 && slot->head.id < IDS_END &&
           slot->head.length < KLOG_STORAGE_MESSAGE_SIZE && slot->head.sum == klog_sum(slot);
}

static struct file *file_of(struct klog_store *store)
{
    return (struct file *)(void *)store;
}

/* What follows the text in the place stays: it is not looked at. */
static Retcode put(struct klog_store *store, nk_uint32_t place, nk_uint64_t id,
                   const struct kl_KlogStorage_Entry *entry, nk_bool_t *kept)
{
    struct file *file = file_of(store);
    Retcode rc = go_to(file->fd, place);

    *kept = rc != rcOk;
    if (rc != rcOk)
        return rc;
    file->slot.head = (struct slot_head){.id = id,
                                         .timestamp = entry->timestamp,
                                         .source = entry->source,
                                         .reason = entry->reason,
                                         .length = (nk_uint32_t)klog_text_length(entry)};
    memcpy(file->slot.text, entry->msg, file->slot.head.length);
    file->slot.head.sum = klog_sum(&file->slot);
    return write_all(file->fd, &file->slot, SLOT_HEAD + file->slot.head.length);
}

static Retcode read_slot(struct file *file, nk_uint32_t place)
{
    const Retcode rc = go_to(file->fd, place);

    return rc == rcOk ? read_all(file->fd, &file->slot, sizeof file->slot) : rc;
}

static Retcode get(struct klog_store *store, nk_uint32_t place, struct kl_KlogStorage_Entry *entry)
{
    struct file *file = file_of(store);
    const Retcode rc = read_slot(file, place);

    if (rc != rcOk)
        return rc;
    if (!slot_holds(&file->slot))
        return rcFail; /* somebody else wrote to the file */
    *entry = (struct kl_KlogStorage_Entry){.id = file->slot.head.id,
                                           .timestamp = file->slot.head.timestamp,
                                           .source = file->slot.head.source,
                                           .reason = file->slot.head.reason};
    memcpy(entry->msg, file->slot.text, file->slot.head.length);
    return rcOk;
}

static void file_close(struct klog_store *store)
{
    close(file_of(store)->fd);
    free(store);
}

/* ---- opening ------------------------------------------------------------------------------ */

/* A log that does not fit leaves an empty file, not a full file system. */
static Retcode make_log(struct file *file, nk_uint32_t places)
{
    struct head head = {.places = places, .slot_size = sizeof(struct slot)};
    Retcode rc = lseek(file->fd, 0, SEEK_SET) == 0 ? rcOk : retcode_of(errno);

    memcpy(head.magic, magic, sizeof magic);
    if (rc == rcOk)
        rc = write_all(file->fd, &head, sizeof head);
    file->slot = (struct slot){0};
    for (nk_uint32_t i = 0; i < places && rc == rcOk; i++)
        rc = write_all(file->fd, &file->slot, sizeof file->slot);
    if (rc != rcOk)
        (void)!ftruncate(file->fd, 0);
    return rc;
}

/* Two slots of one number come of a file that was tampered with; the first one counts. */
static nk_bool_t is_known(const struct klog_ring *ring, nk_uint64_t id)
{
    const nk_uint32_t at = klog_ring_find(ring, id);

    return at < ring->entries && ring->places[ring->order[at]].id == id;
}

static Retcode load_log(struct file *file, struct klog_ring *ring)
{
    Retcode rc = rcOk;

    for (nk_uint32_t i = 0; i < ring->capacity && rc == rcOk; i++) {
        rc = read_slot(file, i);
        if (rc == rcOk && slot_holds(&file->slot) && !is_known(ring, file->slot.head.id))
            klog_ring_set(ring, i, file->slot.head.id, file->slot.head.source);
    }
    return rc;
}

/* The size of the log in the file; 0: it has nothing yet. */
static Retcode read_head(int fd, nk_uint32_t *places)
{
    struct head head;
    const off_t size = lseek(fd, 0, SEEK_END);
    Retcode rc = size >= 0 && lseek(fd, 0, SEEK_SET) == 0 ? rcOk : retcode_of(errno);

    *places = 0;
    if (rc != rcOk || size == 0)
        return rc;
    rc = read_all(fd, &head, sizeof head);
    if (rc != rcOk)
        return rc;
    if (memcmp(head.magic, magic, sizeof magic) != 0 || head.slot_size != sizeof(struct slot) ||
        head.places == 0 || head.places > KLOG_STORAGE_ENTRIES_MAX)
        return rcInvalidArgument;
    *places = head.places;
    return rcOk;
}

static Retcode open_log(struct file *file, nk_uint32_t entries, struct klog_ring *ring)
{
    nk_uint32_t places;
    Retcode rc = read_head(file->fd, &places);

    if (rc == rcOk && !klog_ring_init(ring, places ? places : entries))
        rc = rcOutOfMemory;
    if (rc != rcOk)
        return rc;
    rc = places ? load_log(file, ring) : make_log(file, entries);
    if (rc != rcOk)
        klog_ring_free(ring);
    return rc;
}

Retcode klog_file_open(const char *path, nk_uint32_t entries, nk_bool_t is_new,
                       struct klog_ring *ring, struct klog_store **store)
{
    static const struct klog_store_ops ops = {put, get, file_close};
    struct file *file = malloc(sizeof *file);
    Retcode rc;

    if (!file)
        return rcOutOfMemory;
    file->base.ops = &ops;
    file->fd = open(path, O_RDWR | O_CREAT | (is_new ? O_TRUNC : 0), 0600);
    if (file->fd < 0) {
        rc = retcode_of(errno);
        free(file);
        return rc;
    }
    rc = open_log(file, entries, ring);
    if (rc == rcOk)
        *store = &file->base;
    else
        file_close(&file->base);
    return rc;
}
