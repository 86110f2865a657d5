#include "log.h"
#include "list.h"
#include "object.h"

#define RING_SIZE (64 * 1024)

/* A message is its size in two bytes, then its bytes; both may wrap around. */
struct log {
    struct object obj;
    const char *name;
    uint64_t owner;       /* process that took the log over, by its serial number; 0: nobody */
    uint32_t first, used; /* bytes of the ring */
    uint32_t messages;    /* in the ring */
    uint32_t dropped;     /* messages lost since the last one read; stays at its maximum */
    struct list readers;
    unsigned char ring[RING_SIZE];
};

#define HEAD 2

static struct log logs[LOG_COUNT] = {[LOG_KSS] = {.name = "kss"}, [LOG_CORE] = {.name = "core"}};

/* The reference of object_init stays: a log never ends. */
void log_init(void)
{
    for (unsigned i = 0; i < LOG_COUNT; i++) {
        object_init(&logs[i].obj, OBJ_LOG);
        list_init(&logs[i].readers);
    }
}

static struct log *log_of(struct object *o)
{
    return (struct log *)(void *)o;
}

/* ---- the ring ---------------------------------------------------------------------------- */

static void ring_write(struct log *l, const void *data, uint32_t size)
{
    uint32_t at = (l->first + l->used) % RING_SIZE;
    uint32_t part = RING_SIZE - at < size ? RING_SIZE - at : size;

    memcpy(&l->ring[at], data, part);
    memcpy(l->ring, (const char *)data + part, size - part);
    l->used += size;
}

static void ring_peek(const struct log *l, uint32_t offset, void *to, uint32_t size)
{
    uint32_t at = (l->first + offset) % RING_SIZE;
    uint32_t part = RING_SIZE - at < size ? RING_SIZE - at : size;

    memcpy(to, &l->ring[at], part);
    memcpy((char *)to + part, l->ring, size - part);
}

static uint16_t first_size(const struct log *l)
{
    uint16_t size;

    ring_peek(l, 0, &size, HEAD);
    return size;
}

static void remove_first(struct log *l)
{
    uint32_t size = HEAD + first_size(l);

    l->first = (l->first + size) % RING_SIZE;
    l->used -= size;
    l->messages--;
}

/* ---- writing ----------------------------------------------------------------------------- */

static void drop_first(struct log *l)
{
    remove_first(l);
    if (l->dropped < UINT32_MAX)
        l->dropped++;
}

/* All of them: one may wait for more messages than there are. */
static void wake_readers(struct log *l)
{
    struct thread *t;

    while ((t = thread_first(&l->readers)) != NULL)
        thread_wake(t, rcOk);
}

void log_put(enum log_id id, const void *data, size_t size)
{
    struct log *l = &logs[id];
    uint16_t length = (uint16_t)(size < LOG_MESSAGE_MAX ? size : LOG_MESSAGE_MAX);

    while (RING_SIZE - l->used < HEAD + (uint32_t)length)
        drop_first(l);
    ring_write(l, &length, HEAD);
    ring_write(l, data, length);
    l->messages++;
    wake_readers(l);
}

/* ---- reading ----------------------------------------------------------------------------- */

struct object *log_named(const char *name)
{
    for (unsigned i = 0; i < LOG_COUNT; i++)
        if (strcmp(logs[i].name, name) == 0)
            return &logs[i].obj;
    return NULL;
}

static bool may_read(const struct log *l)
{
    return l->owner == 0 || l->owner == current_proc()->serial;
}

Retcode log_wait(struct object *o, uint32_t count, uint64_t deadline)
{
    struct log *l = log_of(o);
    Retcode rc = rcOk;

    while (rc == rcOk && may_read(l) && l->messages < count && l->dropped == 0)
        rc = thread_block(&l->readers, WAIT_OTHER, deadline);
    return rc == rcOk && !may_read(l) ? rcBusy : rc;
}

uint32_t log_messages(const struct object *o)
{
    return ((const struct log *)(const void *)o)->messages;
}

size_t log_first_size(const struct object *o)
{
    return first_size((const struct log *)(const void *)o);
}

uint32_t log_take(struct object *o, void *to)
{
    struct log *l = log_of(o);
    uint32_t dropped = l->dropped;

    ring_peek(l, HEAD, to, first_size(l));
    remove_first(l);
    l->dropped = 0;
    return dropped;
}

/* ---- lines ------------------------------------------------------------------------------- */

size_t log_lines_size(const struct object *o, size_t room)
{
    const struct log *l = (const struct log *)(const void *)o;
    uint32_t offset = 0;
    size_t size = 0;
    uint16_t length;

    while (offset < l->used) {
        ring_peek(l, offset, &length, HEAD);
        if (size + length + 1 > room)
            break;
        size += length + 1u;
        offset += HEAD + (uint32_t)length;
    }
    return size;
}

uint32_t log_take_lines(struct object *o, char *to, size_t size, uint32_t *dropped)
{
    struct log *l = log_of(o);
    uint32_t count = 0;

    for (; size > 0; count++) {
        const uint16_t length = first_size(l);

        ring_peek(l, HEAD, to, length);
        to[length] = '\n';
        to += length + 1;
        size -= length + 1u;
        remove_first(l);
    }
    *dropped = l->dropped;
    l->dropped = 0;
    return count;
}

/* ---- taking a log over -------------------------------------------------------------------- */

Retcode log_hand_over(struct object *o, const struct proc *p, uint32_t *size)
{
    struct log *l = log_of(o);

    if (l->owner != 0 && l->owner != p->serial)
        return rcBusy;
    l->owner = p->serial;
    *size = RING_SIZE;
    wake_readers(l);
    return rcOk;
}

void log_process_gone(const struct proc *p)
{
    for (unsigned i = 0; i < LOG_COUNT; i++)
        if (logs[i].owner == p->serial)
            logs[i].owner = 0;
}
