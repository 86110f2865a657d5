/* Processes: making, starting, ending. What they are filled with: load.c. */
#include "aspace.h"
#include "boot.h"
#include <handle/event_descr.h>
#include "ksm_hook.h"
#include "log.h"
#include "object.h"
#include "refusal.h"
#include "trace.h"

static struct proc procs[KOS_PROCESSES_MAX];
static struct object kernel_object = {.type = OBJ_KERNEL, .refs = 1, .sid = KOS_SID_KERNEL};
static struct object security_object = {.type = OBJ_SECURITY, .refs = 1};
static unsigned running; /* processes started and not ended whole */
static uint64_t last_serial;

static uint64_t page_limit;   /* of one process */
static uint64_t ordinary_max; /* the highest priority of processes that were given no higher one */

bool proc_may_take(const struct proc *p, uint64_t pages)
{
    uint64_t taken = p->as.pages + mdl_pages_of(p);

    return taken <= page_limit && pages <= page_limit - taken;
}

/* kos.pages=N; without it three quarters of the memory there is, so that one process that takes
 * what it can get leaves something to the others. */
void proc_init(void)
{
    page_limit = cmdline_number("kos.pages", pages_free_count() / 4 * 3);
    ordinary_max = cmdline_number("kos.priority", KOS_PRIORITY_DEFAULT);
    for (unsigned i = 0; i < KOS_PROCESSES_MAX; i++)
        procs[i].slot = (uint16_t)i;
}

/* ---- priorities -------------------------------------------------------------------------- */

/* A thread keeps the core from all of lower priority, one with `fifo` from its equals too. No
 * ordinary process can do either to the others, as it may have no more than all of them. */
Retcode proc_may_run_at(const struct proc *p, uint32_t priority, bool fifo)
{
    if (priority >= KOS_PRIORITIES)
        return rcInvalidArgument;
    if (priority > p->priority_max ||
        (fifo && priority == ordinary_max && p->priority_max == ordinary_max))
        return rcNoCapability;
    return rcOk;
}

static void give_priority(struct proc *p, uint32_t priority, bool fifo)
{
    p->priority = (uint8_t)priority;
    p->fifo = fifo;
    p->priority_max = (uint8_t)(priority > ordinary_max ? priority : ordinary_max);
}

Retcode proc_set_priority(struct proc *p, uint32_t priority, bool fifo)
{
    Retcode rc = proc_may_run_at(current_proc(), priority, fifo);

    if (rc == rcOk && p->state != PROC_STOPPED)
        rc = rcInvalidOperation;
    if (rc == rcOk)
        give_priority(p, priority, fifo);
    return rc;
}

/* ---- making ------------------------------------------------------------------------------ */

/* It stands in lines on the console, so it must not end or colour one. */
static bool is_name(const char *s)
{
    size_t n = strlen(s);

    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f)
            return false;
    }
    return n > 0 && n <= KOS_NAME_MAX;
}

static bool name_in_use(const char *name)
{
    for (unsigned i = 0; i < KOS_PROCESSES_MAX; i++) {
        if (procs[i].state != PROC_FREE && procs[i].state != PROC_DEAD &&
            strcmp(procs[i].name, name) == 0)
            return true;
    }
    return false;
}

struct proc *proc_named(const char *name)
{
    for (unsigned i = 0; i < KOS_PROCESSES_MAX; i++) {
        if (procs[i].state == PROC_RUNNING && strcmp(procs[i].name, name) == 0)
            return &procs[i];
    }
    return NULL;
}

struct proc *proc_at(unsigned slot)
{
    return slot < KOS_PROCESSES_MAX && procs[slot].state != PROC_FREE ? &procs[slot] : NULL;
}

/* The one with the least left by those who had it before: that counts against the new process. */
static struct proc *free_slot(void)
{
    struct proc *best = NULL;

    for (unsigned i = 0; i < KOS_PROCESSES_MAX; i++) {
        if (procs[i].state == PROC_FREE &&
            (!best || object_charges(&procs[i], OBJ_NONE) < object_charges(best, OBJ_NONE)))
            best = &procs[i];
    }
    return best;
}

static Retcode check_spec(const struct proc_spec *spec, uint16_t *class_id)
{
    /* Rules about the kernel are by its class. */
    if (strcmp(spec->class_name, "kl.core.Core") == 0)
        return rcInvalidArgument;
    if (!is_name(spec->name) || !is_name(spec->class_name) || strlen(spec->path) > KOS_NAME_MAX ||
        spec->stack_size > KOS_USER_STACK_TOP / 2)
        return rcInvalidArgument;
    if (spec->initiator) {
        Retcode rc = proc_may_run_at(spec->initiator, spec->priority, false);

        if (rc != rcOk)
            return rc;
    }
    if (name_in_use(spec->name))
        return rcAlreadyExists;
    if (ksm_class(spec->class_name, class_id))
        return rcOk;
    ksm_refuse_class(spec->initiator, spec->class_name);
    return rcSecurityDisallow;
}

static struct proc *fill_slot(const struct proc_spec *spec, uint16_t class_id)
{
    struct proc *p = free_slot();

    if (!p)
        return NULL;

    uint16_t slot = p->slot;

    memset(p, 0, sizeof(*p));
    p->slot = slot;
    p->serial = ++last_serial;
    object_init(&p->obj, OBJ_PROC); /* the reference of being alive: dropped in tear_down */
    copy_string(p->name, sizeof(p->name), spec->name);
    copy_string(p->class_name, sizeof(p->class_name), spec->class_name);
    copy_string(p->path, sizeof(p->path), spec->path);
    p->class_id = class_id;
    p->sends[KSM_DIR_REQUEST] = ksm_rows(class_id, KSM_DIR_REQUEST);
    p->sends[KSM_DIR_RESPONSE] = ksm_rows(class_id, KSM_DIR_RESPONSE);
    give_priority(p, spec->priority, false);
    if (!spec->initiator)
        p->priority_max = KOS_PRIORITIES - 1;
    p->stack_size = spec->stack_size ? spec->stack_size : KOS_STACK_MAIN;
    list_init(&p->threads);
    p->state = PROC_FILLING;
    return p;
}

/* Memory and handles may be many, so this rests in between. It may: from here on p is neither
 * stopped nor running, and nobody but the current thread changes anything of it. BLOCKS. */
static void tear_down(struct proc *p)
{
    p->state = PROC_DYING; /* closing its own handle must not find it abandoned */
    console_flush(p);
    cm_process_gone(p);
    log_process_gone(p);
    handles_close_all(p);
    p->as.ttbr = mmu_nobody();
    if (p == current_proc())
        mmu_switch(p->as.ttbr);
    if (p->as.root)
        aspace_destroy(&p->as);
    p->state = PROC_DEAD;
    notice_raise(&p->obj, EVENT_TASK_COMPLETED);
    object_unref(&p->obj);
}

Retcode security_connect(struct proc *p, uint32_t *out)
{
    return handle_add(p, &security_object, RIGHT_IPC_CALL, NULL, out);
}

static Retcode furnish(struct proc *p)
{
    if (!aspace_init(&p->as, (uint16_t)(p->slot + 1)) || !aspace_can_map(1) ||
        !aspace_map_shared(&p->as, KOS_INFO_PAGE, clock_info_page(), VM_READ) ||
        !handles_init(p, &kernel_object) || object_sid(&p->obj) == 0)
        return rcOutOfMemory;
    return p->path[0] ? proc_load_file(p) : rcOk;
}

Retcode proc_create(const struct proc_spec *spec, struct proc **out)
{
    uint16_t class_id;
    Retcode rc = check_spec(spec, &class_id);
    struct proc *p = rc == rcOk ? fill_slot(spec, class_id) : NULL;

    if (!p)
        return rc == rcOk ? rcOutOfMemory : rc;
    rc = furnish(p);
    if (rc != rcOk) {
        tear_down(p);
        return rc;
    }
    p->state = PROC_STOPPED;
    trace(TRACE_TASK, "task: created %s(%u) class %s", p->name, p->obj.sid, p->class_name);
    object_ref(&p->obj);
    *out = p;
    return rcOk;
}

/* ---- starting ---------------------------------------------------------------------------- */

Retcode proc_resume(struct proc *p, struct proc *initiator)
{
    const struct thread_spec spec = {.pc = p->entry,
                                     .arg0 = p->env,
                                     .arg1 = p->env_size,
                                     .stack_size = p->stack_size,
                                     .priority = p->priority,
                                     .fifo = p->fifo,
                                     .stack_top = KOS_USER_STACK_TOP,
                                     .stopped = true};
    struct thread *t;
    Retcode rc;

    if (p->entry == 0 || !proc_occupy(p))
        return rcInvalidOperation;
    rc = thread_create(p, &spec, &t);
    if (rc != rcOk) {
        proc_vacate(p);
        return rc;
    }
    if (ksm_ask_execute(initiator, p)) {
        trace(TRACE_TASK, "task: started %s(%u)", p->name, p->obj.sid);
        halt_process_started(p);
        p->state = PROC_RUNNING;
        running++;
        (void)thread_resume(t);
    } else {
        thread_discard(t);
        proc_vacate(p);
        rc = rcSecurityDisallow;
    }
    object_unref(&t->obj);
    return rc;
}

/* ---- ending ------------------------------------------------------------------------------ */

static void begin_end(struct proc *p, enum exit_cause cause, uint32_t code)
{
    if (p->state != PROC_RUNNING)
        return;
    p->state = PROC_DYING;
    p->cause = (uint8_t)cause;
    p->exit_code = code;
    for (struct list *n = p->threads.next; n != &p->threads; n = n->next)
        thread_kill(container_of(n, struct thread, sibling), code);
}

void proc_exit(struct proc *p, uint32_t code)
{
    begin_end(p, EXIT_NORMAL, code);
}

Retcode proc_terminate(struct proc *p)
{
    if (p->state == PROC_STOPPED) {
        p->cause = EXIT_TERMINATED;
        tear_down(p);
        return rcOk;
    }
    if (p->state != PROC_RUNNING)
        return rcInvalidOperation;
    begin_end(p, EXIT_TERMINATED, 0);
    return rcOk;
}

/* What the thread was doing for others: class, endpoint and method of each request it holds. */
static void print_held(const struct thread *t)
{
    char text[REFUSAL_MAX];

    for (unsigned i = 0; i < HELD_MAX; i++) {
        const struct held *h = &t->held[i];
        const struct nk_message head = {.iid = (uint16_t)h->asked,
                                        .mid = (uint16_t)(h->asked >> 16)};
        struct buffer b = {.text = text, .size = sizeof(text)};

        if (!h->listener || !h->client)
            continue;
        ksm_describe(KSM_REQUEST, h->client->proc, t->proc, &head, &b);
        klog("TASK", "fault: while it served: %s", text);
    }
}

void proc_fault(const char *what, unsigned type, uint64_t pc, uint64_t address)
{
    struct proc *p = current_proc();

    console_flush(p);
    klog("TASK", "fault: %s: EIID=%s, Name=%s, Path=%s, TID=%u, pc=%lx, address=%lx", what,
         p->class_name, p->name, p->path, current_thread()->tid, pc, address);
    print_held(current_thread());
    p->fault_type = type;
    p->fault_pc = pc;
    p->fault_addr = address;
    begin_end(p, EXIT_FAULT, STATUS_FAULT);
}

/* The process counts as running until all of it is gone: its end may rest, and the machine must
 * not be halted meanwhile as one without processes, with another status than this one's. */
void proc_last_thread_gone(struct proc *p, uint32_t code)
{
    const bool ends = halts_with(p), is_einit = p->serial == 1; /* the first process */
    uint32_t status;

    begin_end(p, EXIT_NORMAL, code); /* when the last thread left without ending the process */
    trace(TRACE_TASK, "task: ended %s(%u) code %u%s", p->name, p->obj.sid, p->exit_code,
          p->cause == EXIT_FAULT ? " by fault" : "");
    status = p->cause == EXIT_FAULT ? STATUS_FAULT : p->exit_code & 0x7f;
    tear_down(p);
    running--;
    if (ends)
        halt(status);
    if (is_einit)
        halt_einit_ended();
    if (running == 0)
        halt_without_processes();
}

bool proc_is_abandoned(const struct proc *p)
{
    return p->state == PROC_STOPPED && p->obj.handles == 1;
}

/* The list holds a reference, as the process may be ended from outside meanwhile. */
void proc_abandoned(struct proc *p)
{
    if (p->obj.doomed)
        return;
    object_ref(&p->obj);
    object_leaves(&p->obj);
}

/* Asked again: somebody may have held a pointer (refs) and given out a new handle. */
void proc_reap(struct object *o)
{
    struct proc *p = (struct proc *)(void *)o;

    if (proc_is_abandoned(p))
        tear_down(p);
    object_unref(o);
}

void proc_destroy(struct object *o)
{
    struct proc *p = (struct proc *)(void *)o;

    p->state = PROC_FREE;
}

/* ---- Einit ------------------------------------------------------------------------------- */

/* Environment of Einit: nothing but argv[0]. */
static const struct {
    struct kos_env_header head;
    struct kos_env_record record;
    char arg[8];
} einit_env = {
    .head = {KOS_ENV_MAGIC, KOS_ENV_VERSION, 0, sizeof(einit_env), 1},
    .record = {KOS_ENV_ARG, 0, sizeof(struct kos_env_record) + sizeof(einit_env.arg)},
    .arg = "Einit",
};

void einit_start(void)
{
    struct file f;
    const char *path = romfs_find("einit", &f) ? "einit" : "Einit";
    const struct proc_spec spec = {
        .name = "Einit", .class_name = "Einit", .path = path, .priority = KOS_PRIORITY_DEFAULT};
    struct proc *p;
    Retcode rc = proc_create(&spec, &p);

    if (rc == rcOk)
        rc = proc_set_env(p, &einit_env, sizeof(einit_env));
    if (rc != rcOk)
        panic("Can't load init task: %s: code %u", path, (unsigned)rc & 0xffff);
    klog("INIT", "Starting 'Einit' ...");
    rc = proc_resume(p, NULL);
    if (rc == rcSecurityDisallow)
        halt(STATUS_POLICY);
    if (rc != rcOk)
        panic("Can't load init task: %s: code %u", path, (unsigned)rc & 0xffff);
    object_unref(&p->obj);
}
