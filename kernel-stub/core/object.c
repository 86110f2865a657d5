/* Reference counts and SIDs.
 *
 * The end of one object may release others. So that this never nests, whatever has lost its last
 * reference waits in one list that the outermost release works off. */
#include "object.h"

static struct object *doomed;
static bool draining;

/* SIDs are given upward first, then freed ones, oldest first. */
static uint16_t freed[KSS_SID_MAX + 1];
static uint32_t freed_first, freed_count, next_sid = KOS_SID_KERNEL + 1;

static uint32_t sid_alloc(void)
{
    if (next_sid <= KSS_SID_MAX)
        return next_sid++;
    if (freed_count == 0)
        return 0;

    uint32_t sid = freed[freed_first];

    freed_first = (freed_first + 1) % (KSS_SID_MAX + 1);
    freed_count--;
    return sid;
}

static void sid_free(uint32_t sid)
{
    if (sid <= KOS_SID_KERNEL)
        return;
    ksm_sid_released(sid);
    freed[(freed_first + freed_count) % (KSS_SID_MAX + 1)] = (uint16_t)sid;
    freed_count++;
}

uint64_t sids_in_use(void)
{
    return next_sid - KOS_SID_KERNEL - freed_count;
}

uint32_t object_sid(struct object *o)
{
    if (o->sid == 0)
        o->sid = sid_alloc();
    return o->sid;
}

void object_init(struct object *o, enum object_type type)
{
    *o = (struct object){.type = (uint8_t)type, .refs = 1};
}

struct object *object_ref(struct object *o)
{
    o->refs++;
    return o;
}

/* ---- quotas ------------------------------------------------------------------------------ */

static const uint16_t quota[OBJ_COUNT] = {
    [OBJ_CHANNEL] = QUOTA_CHANNELS,
    [OBJ_LISTENER] = QUOTA_LISTENERS,
    [OBJ_USER] = QUOTA_USER,
    [OBJ_SYNC] = QUOTA_SYNCS,
    [OBJ_MDL] = QUOTA_MDLS,
    [OBJ_FILE] = QUOTA_FILES,
    [OBJ_BADGE] = QUOTA_BADGES,
    [OBJ_NOTICE] = QUOTA_NOTICES,
    [OBJ_THREAD] = KOS_PROC_THREADS_MAX,
};

/* Numbers for all of them, also for the threads and the processes. */
_Static_assert((QUOTA_CHANNELS + QUOTA_LISTENERS + QUOTA_USER + QUOTA_SYNCS + QUOTA_MDLS +
                QUOTA_FILES + QUOTA_BADGES + QUOTA_NOTICES + 1) *
                           KOS_PROCESSES_MAX +
                       KOS_THREADS_MAX + 2 * KOS_CHANNELS_MAX + 8 <=
                   KSS_SID_MAX,
               "KSS_SID_MAX");

/* By slot, not by process: what a process leaves to others when it ends counts against the next
 * one in its slot, so nobody gets more by ending and coming back. */
static uint16_t charges[KOS_PROCESSES_MAX][OBJ_COUNT];

bool object_charge(struct object *o, const struct proc *p)
{
    if (charges[p->slot][o->type] >= quota[o->type])
        return false;
    charges[p->slot][o->type]++;
    o->charged = (uint16_t)(p->slot + 1);
    return true;
}

uint32_t object_charges(const struct proc *p, enum object_type type)
{
    uint32_t n = 0;

    for (unsigned i = 0; i < OBJ_COUNT; i++)
        n += type == OBJ_NONE || type == i ? charges[p->slot][i] : 0;
    return n;
}

static void uncharge(const struct object *o)
{
    enum object_type type = o->type == OBJ_LEFT ? OBJ_LISTENER : (enum object_type)o->type;

    if (o->charged)
        charges[o->charged - 1][type]--;
}

/* ---- ends -------------------------------------------------------------------------------- */

static void destroy(struct object *o)
{
    static void (*const by_type[OBJ_COUNT])(struct object *) = {
        [OBJ_PROC] = proc_destroy,       [OBJ_THREAD] = thread_destroy,
        [OBJ_CHANNEL] = channel_destroy, [OBJ_LISTENER] = listener_destroy,
        [OBJ_LEFT] = listener_destroy,   [OBJ_USER] = user_object_destroy,
        [OBJ_FILE] = file_destroy,       [OBJ_MDL] = mdl_destroy,
        [OBJ_BADGE] = badge_destroy,     [OBJ_NOTICE] = notice_destroy,
        [OBJ_SYNC] = sync_destroy,
    };

    kassert(by_type[o->type]);
    notice_object_gone(o);
    sid_free(o->sid);
    uncharge(o);
    by_type[o->type](o);
}

static void drain(void)
{
    draining = true;
    while (doomed) {
        struct object *o = doomed;

        doomed = o->next_doomed;
        o->doomed = false;
        if (o->type == OBJ_MDL)
            object_leaves(o);
        else
            destroy(o);
    }
    draining = false;
}

static void doom(struct object *o)
{
    kassert(!o->doomed);
    o->doomed = true;
    o->next_doomed = doomed;
    doomed = o;
    if (!draining)
        drain();
}

void object_leaves(struct object *o)
{
    struct thread *t = current_thread();

    if (o->doomed)
        return;
    o->doomed = true;
    o->next_doomed = t->leaving;
    t->leaving = o;
}

void objects_reap(void)
{
    struct thread *t = current_thread();
    struct object *o;

    while ((o = t->leaving) != NULL) {
        t->leaving = o->next_doomed;
        o->doomed = false;
        if (o->type == OBJ_MDL) {
            mdl_empty(o);
            destroy(o);
        } else {
            proc_reap(o);
        }
    }
}

void object_unref(struct object *o)
{
    kassert(o->refs > 0);
    if (--o->refs == 0)
        doom(o);
}

void object_handle_added(struct object *o)
{
    o->refs++;
    o->handles++;
}

void object_handle_gone(struct object *o)
{
    kassert(o->handles > 0);
    o->handles--;
    if ((o->type == OBJ_LISTENER || o->type == OBJ_LEFT) && o->handles == 0)
        listener_close((struct listener *)(void *)o);
    else if (o->type == OBJ_NOTICE && o->handles == 0)
        notice_close(o);
    else if (o->type == OBJ_PROC && proc_is_abandoned((struct proc *)(void *)o))
        proc_abandoned((struct proc *)(void *)o);
    object_unref(o);
}
