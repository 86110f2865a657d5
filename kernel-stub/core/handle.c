/* Handle tables and the tree of derived handles.
 *
 * A handle value is the index of its entry and, above it, how often the entry was used before, so
 * that a closed handle is not mistaken for its successor. Entries are made a page at a time and
 * never move. */
#include "object.h"

#define INDEX_MASK ((1u << HANDLE_INDEX_BITS) - 1)
#define VALUE_MASK 0x3fffffffu /* never KOS_HANDLE_INVALID */

_Static_assert(KOS_HANDLES_MAX == 1u << HANDLE_INDEX_BITS, "HANDLE_INDEX_BITS");

uint32_t handle_value(const struct handle *h)
{
    return h->value;
}

static struct handle *entry_at(const struct handle_table *t, uint32_t index)
{
    return &t->page[index / HANDLES_PER_PAGE][index % HANDLES_PER_PAGE];
}

struct handle *handle_entry(struct proc *p, uint32_t value)
{
    uint32_t index = value & INDEX_MASK;

    if (index >= p->handles.made)
        return NULL;

    struct handle *h = entry_at(&p->handles, index);

    return h->state != HANDLE_FREE && handle_value(h) == value ? h : NULL;
}

/* ---- the tree ---------------------------------------------------------------------------- */

static void tree_add(struct handle *h, struct handle *parent)
{
    h->parent = parent;
    h->prev = NULL;
    h->next = parent ? parent->first_child : NULL;
    if (h->next)
        h->next->prev = h;
    if (parent)
        parent->first_child = h;
}

static void tree_remove(struct handle *h)
{
    if (h->next)
        h->next->prev = h->prev;
    if (h->prev)
        h->prev->next = h->next;
    else if (h->parent)
        h->parent->first_child = h->next;
    h->parent = h->next = h->prev = NULL;
}

/* ---- entries ----------------------------------------------------------------------------- */

static Retcode grow(struct handle_table *t)
{
    if (t->made >= KOS_HANDLES_MAX)
        return rcQuotaExceeded;

    struct handle *page = pages_alloc(0);

    if (!page)
        return rcOutOfMemory;
    t->page[t->made / HANDLES_PER_PAGE] = page;
    /* Linked so that the lowest index comes first; entry 0 stays unused. */
    for (uint32_t i = HANDLES_PER_PAGE; i-- > 0;) {
        page[i].index = (uint16_t)(t->made + i);
        page[i].value = page[i].index;
        if (page[i].index == 0)
            continue;
        page[i].next_free = t->first_free;
        t->first_free = page[i].index;
    }
    t->made = (uint16_t)(t->made + HANDLES_PER_PAGE);
    return rcOk;
}

Retcode handle_add_badged(struct proc *p, struct object *o, uint32_t rights, struct handle *parent,
                          uint64_t badge, uint32_t *out)
{
    struct handle_table *t = &p->handles;
    Retcode rc = t->first_free ? rcOk : grow(t);

    if (rc != rcOk)
        return rc;

    struct handle *h = entry_at(t, t->first_free);

    t->first_free = h->next_free;
    h->object = o;
    h->rights = rights;
    h->badge = badge;
    h->owner = p->slot;
    h->state = HANDLE_LIVE;
    tree_add(h, parent);
    object_handle_added(o);
    *out = handle_value(h);
    return rcOk;
}

Retcode handle_add(struct proc *p, struct object *o, uint32_t rights, struct handle *parent,
                   uint32_t *out)
{
    return handle_add_badged(p, o, rights, parent, 0, out);
}

/* The entry keeps its place in the table; its object may be gone afterwards. */
static void release(struct handle *h, enum handle_state state)
{
    struct object *o = h->object;

    tree_remove(h);
    h->object = NULL;
    h->rights = 0;
    h->state = (uint8_t)state;
    if (o)
        object_handle_gone(o);
}

static void free_entry(struct handle_table *t, struct handle *h)
{
    struct handle *parent = h->parent;

    while (h->first_child) {
        struct handle *child = h->first_child;

        tree_remove(child);
        tree_add(child, parent);
    }
    h->value = (h->value + (1u << HANDLE_INDEX_BITS)) & VALUE_MASK;
    h->next_free = t->first_free;
    t->first_free = h->index;
    release(h, HANDLE_FREE);
}

bool handles_init(struct proc *p, struct object *kernel)
{
    uint32_t k, self;

    if (handle_add(p, kernel, RIGHT_IPC_CALL | RIGHT_GET_SID, NULL, &k) != rcOk)
        return false;
    if (handle_add(p, &p->obj, RIGHTS_ALL, NULL, &self) != rcOk)
        return false;
    kassert(k == KOS_HANDLE_KERNEL && self == KOS_HANDLE_SELF);
    return true;
}

void handles_close_all(struct proc *p)
{
    struct handle_table *t = &p->handles;

    for (uint32_t i = 1; i < t->made; i++) {
        struct handle *h = entry_at(t, i);

        if (h->state != HANDLE_FREE)
            free_entry(t, h);
    }
    for (uint32_t i = 0; i < t->made / HANDLES_PER_PAGE; i++)
        pages_free(t->page[i], 0);
    *t = (struct handle_table){0};
}

/* ---- operations -------------------------------------------------------------------------- */

Retcode handle_check(const struct handle *h, enum object_type type, uint32_t rights)
{
    if (!h)
        return rcInvalidArgument;
    if (h->state == HANDLE_REVOKED)
        return rcHandleRevoked;
    if ((type != OBJ_NONE && h->object->type != type) || (h->rights & rights) != rights)
        return rcSecurityDisallow;
    return rcOk;
}

Retcode handle_get(struct proc *p, uint32_t value, enum object_type type, uint32_t rights,
                   struct object **out)
{
    const struct handle *h = handle_entry(p, value);
    Retcode rc = handle_check(h, type, rights);

    if (rc == rcOk)
        *out = h->object;
    return rc;
}

Retcode handle_close(struct proc *p, uint32_t value)
{
    struct handle *h = handle_entry(p, value);

    /* The two every process is born with stay: without them it could not even end. */
    if (!h || value == KOS_HANDLE_KERNEL || value == KOS_HANDLE_SELF)
        return rcInvalidArgument;
    free_entry(&p->handles, h);
    return rcOk;
}

Retcode handle_copy(struct proc *p, uint32_t value, uint32_t mask, uint32_t *out)
{
    struct handle *h = handle_entry(p, value);
    Retcode rc = handle_check(h, OBJ_NONE, RIGHT_COPY);

    return rc == rcOk ? handle_add_badged(p, h->object, h->rights & mask, h, h->badge, out) : rc;
}

Retcode handle_revoke(struct proc *p, uint32_t value)
{
    struct handle *root = handle_entry(p, value);

    if (!root || value == KOS_HANDLE_KERNEL || value == KOS_HANDLE_SELF)
        return rcInvalidArgument;
    /* Leaves first, so that no entry is visited twice. */
    while (root->first_child) {
        struct handle *leaf = root->first_child;

        while (leaf->first_child)
            leaf = leaf->first_child;
        release(leaf, HANDLE_REVOKED);
    }
    free_entry(&p->handles, root);
    return rcOk;
}

Retcode handle_transfer(struct proc *from, uint32_t value, struct proc *to, uint32_t mask,
                        uint32_t *out)
{
    struct handle *h = handle_entry(from, value);
    Retcode rc = handle_check(h, OBJ_NONE, RIGHT_TRANSFER);

    return rc == rcOk ? handle_add_badged(to, h->object, h->rights & mask, h, 0, out) : rc;
}

/* ---- user objects ------------------------------------------------------------------------ */

#define USER_OBJECTS_MAX 16384

static struct pool user_objects = {
    .name = "user object", .size = sizeof(struct user_object), .limit = USER_OBJECTS_MAX};

Retcode user_object_create(struct proc *p, uint32_t kind, uint32_t rights, uint64_t context,
                           struct channel *channel, uint16_t riid, uint32_t *out)
{
    struct user_object *u = pool_alloc(&user_objects);
    Retcode rc;

    if (!u)
        return rcOutOfMemory;
    object_init(&u->obj, OBJ_USER);
    u->creator = p->slot;
    u->kind = kind;
    u->context = context;
    u->channel = channel;
    u->riid = riid;
    if (channel)
        object_ref(&channel->obj);
    rc = object_sid(&u->obj) ? handle_add(p, &u->obj, rights, NULL, out) : rcOutOfMemory;
    object_unref(&u->obj);
    return rc;
}

void user_object_destroy(struct object *o)
{
    struct user_object *u = (struct user_object *)(void *)o;

    if (u->channel)
        object_unref(&u->channel->obj);
    pool_free(&user_objects, u);
}
