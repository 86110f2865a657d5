/* The table of the name server: (type, server, service), in the order of their publication.
 *
 * What is said is not believed further than that it was said: a service that is not there cannot be
 * connected to. Who a server is, is what it says, which a policy can hold it to: so one that
 * publishes without end fills its share and no more. Rules: ipc-and-kernel 4.4. */
#include <coresrv/ns/ns_api.h>
#include <pthread.h>
#include <string.h>

#define ENTRIES_MAX  256
#define ENTRIES_EACH 32 /* of one server */

struct entry {
    char type[NS_NAME_SIZE], server[NS_NAME_SIZE], service[NS_NAME_SIZE];
};

struct NsConnection {
    char unused;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct entry entries[ENTRIES_MAX];
static unsigned count;

/* ---- connections: there is nothing to connect to --------------------------------------------- */

Retcode NsCreate(const char *name, rtl_uint32_t msecs, NsHandle *ns)
{
    static struct NsConnection here;

    (void)name, (void)msecs;
    if (!ns)
        return rcInvalidArgument;
    *ns = &here;
    return rcOk;
}

void NsDestroy(NsHandle ns)
{
    (void)ns;
}

/* ---- the table ------------------------------------------------------------------------------ */

static Retcode copy_name(char to[NS_NAME_SIZE], const char *name)
{
    const size_t length = name ? strnlen(name, NS_NAME_SIZE) : 0;

    if (length == 0 || length == NS_NAME_SIZE)
        return rcInvalidArgument;
    memcpy(to, name, length + 1);
    return rcOk;
}

static Retcode make_entry(struct entry *e, const char *type, const char *server,
                          const char *service)
{
    Retcode rc = copy_name(e->type, type);

    if (rc == rcOk)
        rc = copy_name(e->server, server);
    return rc == rcOk ? copy_name(e->service, service) : rc;
}

static unsigned find(const struct entry *e)
{
    unsigned i = 0;

    while (i < count &&
           (strcmp(entries[i].type, e->type) != 0 || strcmp(entries[i].server, e->server) != 0 ||
            strcmp(entries[i].service, e->service) != 0))
        i++;
    return i;
}

static unsigned entries_of(const char *server)
{
    unsigned n = 0;

    for (unsigned i = 0; i < count; i++)
        n += strcmp(entries[i].server, server) == 0;
    return n;
}

static Retcode add(const struct entry *e)
{
    if (find(e) < count)
        return rcAlreadyExists;
    if (count == ENTRIES_MAX || entries_of(e->server) == ENTRIES_EACH)
        return rcQuotaExceeded;
    entries[count++] = *e;
    return rcOk;
}

static Retcode take_out(const struct entry *e)
{
    const unsigned i = find(e);

    if (i == count)
        return rcResourceNotFound;
    memmove(&entries[i], &entries[i + 1], (count - i - 1) * sizeof entries[0]);
    count--;
    return rcOk;
}

static const struct entry *at(const char *type, unsigned index)
{
    for (unsigned i = 0; i < count; i++)
        if (strcmp(entries[i].type, type) == 0 && index-- == 0)
            return &entries[i];
    return NULL;
}

static Retcode give_name(char *to, rtl_size_t size, const char *name)
{
    const size_t length = strlen(name);

    if (!to)
        return rcInvalidArgument;
    if (length >= size)
        return rcBufferTooSmall;
    memcpy(to, name, length + 1);
    return rcOk;
}

/* ---- the functions -------------------------------------------------------------------------- */

static Retcode change(NsHandle ns, Retcode (*how)(const struct entry *), const char *type,
                      const char *server, const char *service)
{
    struct entry e;
    Retcode rc = ns ? make_entry(&e, type, server, service) : rcInvalidArgument;

    if (rc != rcOk)
        return rc;
    pthread_mutex_lock(&lock);
    rc = how(&e);
    pthread_mutex_unlock(&lock);
    return rc;
}

Retcode NsPublishService(NsHandle ns, const char *type, const char *server, const char *service)
{
    return change(ns, add, type, server, service);
}

Retcode NsUnPublishService(NsHandle ns, const char *type, const char *server, const char *service)
{
    return change(ns, take_out, type, server, service);
}

Retcode NsEnumServices(NsHandle ns, const char *type, unsigned index, char *server,
                       rtl_size_t serverSize, char *service, rtl_size_t serviceSize)
{
    char wanted[NS_NAME_SIZE];
    const struct entry *e;
    Retcode rc = ns ? copy_name(wanted, type) : rcInvalidArgument;

    if (rc != rcOk)
        return rc;
    pthread_mutex_lock(&lock);
    e = at(wanted, index);
    rc = e ? give_name(server, serverSize, e->server) : rcResourceNotFound;
    if (rc == rcOk)
        rc = give_name(service, serviceSize, e->service);
    pthread_mutex_unlock(&lock);
    return rc;
}
