/* Handle tables and the tree of derived handles.
 *
 * A handle value is the index of its entry and, above it, how often the entry was used before, so
 * that a closed handle is not mistaken for its successor. Entries are made a page at a time and
 * never move. */
#include "object.h"
#include "sched.h"

#define INDEX_MASK ((1u << HANDLE_INDEX_BITS) - 1)
#define VALUE_MASK 0x3fffffffu /* never KOS_HANDLE_INVALID */

_Static_assert(KOS_HANDLES_MAX == 1u << HANDLE_INDEX_BITS, "HANDLE_INDEX_BITS");

uint32_t handle_value(const struct handle *h)
{
    return h->value;
}

static uint64_t in_use;

uint64_t handles_in_use(void)
{
    return in_use;
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
                          struct badge *badge, uint32_t *out)
{
    struct handle_table *t = &p->handles;
    Retcode rc = t->first_free ? rcOk : grow(t);

    if (rc == rcOk && badge)
        rc = badge_attach(badge, o);
    if (rc != rcOk)
        return rc;

    struct handle *h = entry_at(t, t->first_free);

    t->first_free = h->next_free;
    h->object = o;
    h->rights = rights;
    h->badge = badge;
    h->owner = p->slot;
    h->state = HANDLE_LIVE;
    in_use++;
    tree_add(h, parent);
    object_handle_added(o);
    *out = handle_value(h);
    return rcOk;
}

Retcode handle_add(struct proc *p, struct object *o, uint32_t rights, struct handle *parent,
                   uint32_t *out)
{
    return handle_add_badged(p, o, rights, parent, NULL, out);
}

static void forget_routes(const struct handle *h)
{
    struct proc *p = proc_at(h->owner);

    if (p && (h->rights & (RIGHT_IPC_CALL | RIGHT_IPC_RECV | RIGHT_IPC_REPLY)))
        routes_forget(p);
}

/* The entry keeps its place in the table; its object may be gone afterwards. */
static void release(struct handle *h, enum handle_state state)
{
    struct object *o = h->object;
    struct badge *badge = h->badge;

    tree_remove(h);
    forget_routes(h);
    h->object = NULL;
    h->badge = NULL;
    h->rights = 0;
    h->state = (uint8_t)state;
    if (badge)
        badge_detach(badge);
    if (o)
        object_handle_gone(o);
}

/* What came of a handle that was given away with a badge stays under that badge when the handle
 * itself is closed: else closing would be a way out of handle_revoke_subtree. A badge of its own,
 * which the one who closes attached, has served its purpose. */
static void inherit_badge(struct handle *child, struct badge *badge)
{
    struct badge *old = child->badge;

    if (!badge || child->state != HANDLE_LIVE)
        return;
    badge_share(badge);
    child->badge = badge;
    if (old)
        badge_detach(old);
}

static void free_entry(struct handle_table *t, struct handle *h)
{
    struct handle *parent = h->parent;

    while (h->first_child) {
        struct handle *child = h->first_child;

        tree_remove(child);
        tree_add(child, parent);
        inherit_badge(child, h->badge);
    }
    in_use--;
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

        if (h->state != HANDLE_FREE) {
            free_entry(t, h);
            thread_rest();
        }
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

Retcode handle_copy(struct proc *p, uint32_t value, uint32_t mask, struct badge *badge,
                    uint32_t *out)
{
    struct handle *h = handle_entry(p, value);
    Retcode rc = handle_check(h, OBJ_NONE, RIGHT_COPY);

    return rc == rcOk ? handle_add_badged(p, h->object, h->rights & mask, h, badge, out) : rc;
}

/* Leaves first, and from there on, so that no way down is walked twice: trees may be deep. */
static void revoke_below(struct handle *root)
{
    struct handle *h = root;

    for (;;) {
        while (h->first_child)
            h = h->first_child;
        if (h == root)
            return;

        struct handle *parent = h->parent;

        release(h, HANDLE_REVOKED);
        h = parent;
    }
}

Retcode handle_revoke(struct proc *p, uint32_t value)
{
    struct handle *root = handle_entry(p, value);

    if (!root || value == KOS_HANDLE_KERNEL || value == KOS_HANDLE_SELF)
        return rcInvalidArgument;
    revoke_below(root);
    free_entry(&p->handles, root);
    return rcOk;
}

Retcode handle_revoke_subtree(struct proc *p, uint32_t value, const struct badge *badge)
{
    struct handle *root = handle_entry(p, value), *h, *next;

    if (!root)
        return rcInvalidArgument;
    if (root->state == HANDLE_REVOKED)
        return rcHandleRevoked;
    for (h = root->first_child; h; h = next) {
        next = h->next;
        if (h->badge != badge)
            continue;
        revoke_below(h);
        release(h, HANDLE_REVOKED);
    }
    return rcOk;
}

Retcode handle_transfer(struct proc *from, uint32_t value, struct proc *to, uint32_t mask,
                        struct badge *badge, uint32_t *out)
{
    struct handle *h = handle_entry(from, value);
    Retcode rc = handle_check(h, OBJ_NONE, RIGHT_TRANSFER);

    return rc == rcOk ? handle_add_badged(to, h->object, h->rights & mask, h, badge, out) : rc;
}

/* ---- coming back -------------------------------------------------------------------------- */

static struct handle *held_above(struct handle *h, const struct proc *p)
{
    for (h = h->parent; h; h = h->parent) {
        if (h->owner == p->slot && h->state == HANDLE_LIVE)
            return h;
    }
    return NULL;
}

/* The badge nearest to `h` that p made: what others attached on the way is theirs to read. */
static const struct badge *badge_of(const struct handle *h, const struct proc *p)
{
    for (; h; h = h->parent) {
        if (h->badge && h->badge->creator == p->serial)
            return h->badge;
    }
    return NULL;
}

struct handle *handle_origin(struct handle *h, const struct proc *p, uint64_t *context)
{
    const struct user_object *u = (const struct user_object *)(const void *)h->object;
    const struct badge *badge;

    if (h->object->type != OBJ_USER)
        return NULL;
    badge = badge_of(h, p);
    if (!badge && u->creator != p->serial)
        return NULL;
    *context = badge ? badge->context : u->context;
    return held_above(h, p);
}

/* ---- user objects ------------------------------------------------------------------------ */

static struct pool user_objects = {.name = "user object",
                                   .size = POOL_SIZE(struct user_object),
                                   .limit = QUOTA_USER * KOS_PROCESSES_MAX};

Retcode user_object_create(struct proc *p, uint32_t kind, uint32_t rights, uint64_t context,
                           struct listener *listener, uint16_t riid, uint32_t *out)
{
    struct user_object *u = pool_alloc(&user_objects);
    Retcode rc = rcQuotaExceeded;

    if (!u)
        return rcOutOfMemory;
    object_init(&u->obj, OBJ_USER);
    u->creator = p->serial;
    u->kind = kind;
    u->context = context;
    u->listener = listener;
    u->riid = riid;
    if (listener)
        object_ref(&listener->obj);
    if (object_charge(&u->obj, p))
        rc = object_sid(&u->obj) ? handle_add(p, &u->obj, rights, NULL, out) : rcOutOfMemory;
    object_unref(&u->obj);
    return rc;
}

void user_object_destroy(struct object *o)
{
    struct user_object *u = (struct user_object *)(void *)o;

    if (u->listener)
        object_unref(&u->listener->obj);
    pool_free(&user_objects, u);
}
