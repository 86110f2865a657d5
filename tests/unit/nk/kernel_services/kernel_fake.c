#include "kernel_fake.h"
#include <log.h>
#include <refusal.h>
#include <string.h>

struct fake fake;

void fake_reset(void)
{
    memset(&fake, 0, sizeof fake);
    fake.self.obj.type = fake.other.obj.type = OBJ_PROC;
    fake.me.obj.type = fake.peer.obj.type = OBJ_THREAD;
    fake.self.state = PROC_RUNNING;
    fake.other.state = PROC_STOPPED;
    fake.me.proc = fake.peer.proc = &fake.self;
    fake.me.tid = 10;
    fake.peer.tid = 11;
    copy_string(fake.self.name, sizeof fake.self.name, "self");
}

static Retcode ask(const char *name)
{
    fake.asked = name;
    return fake.answer;
}

/* ---- library, console, options -------------------------------------------------------- */

bool copy_string(char *to, size_t size, const char *from)
{
    size_t length = strlen(from);
    bool fits = length < size;

    if (!fits)
        length = size - 1;
    memcpy(to, from, length);
    to[length] = '\0';
    return fits;
}

void console_write(struct proc *p, const char *text, size_t size)
{
    (void)p;
    fake.asked = "console_write";
    memcpy(fake.console + fake.console_used, text, size);
    fake.console_used += size;
}

const char *cmdline_get(const char *name, size_t *size)
{
    if (strcmp(name, "board") != 0)
        return NULL;
    *size = 4;
    return "virt words that follow";
}

void random_bytes(void *to, size_t size)
{
    memset(to, 0x5a, size);
}

void panic(const char *fmt, ...)
{
    (void)fmt;
    __builtin_trap();
}

/* ---- time ----------------------------------------------------------------------------- */

uint64_t uptime_ns(void)
{
    return fake.now;
}

uint64_t deadline_after_ms(uint32_t ms)
{
    return ms == KOS_TIMEOUT_INFINITE ? TIME_NEVER : fake.now + ms * 1000000ull;
}

void clock_set_wall(int64_t sec, uint32_t nsec)
{
    (void)sec;
    (void)nsec;
    fake.asked = "clock_set_wall";
}

/* ---- files ---------------------------------------------------------------------------- */

static const unsigned char two_sectors[5000] = {[0] = 'a', [4096] = 'b'};
static struct open_file {
    struct object obj;
    struct file file;
} opened;

bool romfs_at(uint32_t index, struct file *out)
{
    if (index > 0)
        return false;
    *out = (struct file){"data", two_sectors, sizeof two_sectors, 0};
    return true;
}

bool romfs_find(const char *name, struct file *out)
{
    return strcmp(name, "data") == 0 && romfs_at(0, out);
}

uint32_t romfs_count(void)
{
    return 1;
}

uint32_t romfs_size(void)
{
    return 8192;
}

struct object *file_open(const struct proc *p, const struct file *file)
{
    (void)p;
    opened.obj.type = OBJ_FILE;
    opened.file = *file;
    return &opened.obj;
}

const struct file *file_of(const struct object *o)
{
    return &((const struct open_file *)(const void *)o)->file;
}

/* ---- logs ----------------------------------------------------------------------------- */

static struct object the_log = {.type = OBJ_LOG};

struct object *log_named(const char *name)
{
    return strcmp(name, "kss") == 0 || strcmp(name, "core") == 0 ? &the_log : NULL;
}

Retcode log_wait(struct object *o, uint32_t count, uint64_t deadline)
{
    (void)o;
    fake.count = count;
    fake.deadline = deadline;
    return ask("log_wait");
}

uint32_t log_messages(const struct object *o)
{
    (void)o;
    return fake.message ? 1 : 0;
}

size_t log_first_size(const struct object *o)
{
    (void)o;
    return strlen(fake.message);
}

size_t log_lines_size(const struct object *o, size_t room)
{
    const size_t size = log_messages(o) ? strlen(fake.message) + 1 : 0;

    fake.room = room;
    return size <= room ? size : 0;
}

uint32_t log_take_lines(struct object *o, char *to, size_t size, uint32_t *dropped)
{
    (void)o;
    fake.asked = "log_take_lines";
    memcpy(to, fake.message, size - 1);
    to[size - 1] = 10;
    *dropped = 5;
    return 1;
}

Retcode log_hand_over(struct object *o, const struct proc *p, uint32_t *size)
{
    (void)o;
    fake.taken_over = p == current_proc();
    *size = 4711;
    return ask("log_hand_over");
}

uint32_t log_take(struct object *o, void *to)
{
    (void)o;
    fake.asked = "log_take";
    memcpy(to, fake.message, strlen(fake.message));
    return 7;
}

/* ---- memory --------------------------------------------------------------------------- */

bool copy_from_user(void *to, uint64_t from, size_t size)
{
    if (from < KOS_PAGE_SIZE)
        return false;
    memcpy(to, (const void *)(uintptr_t)from, size);
    return true;
}

static Retcode ask_memory(const char *name, uint64_t address, uint64_t size, unsigned rights)
{
    fake.address = address;
    fake.size = size;
    fake.rights = rights;
    return ask(name);
}

Retcode vm_reserve(struct proc *p, uint64_t *address, uint64_t size)
{
    (void)p;
    if (*address == 0)
        *address = KOS_USER_MMAP_MIN;
    (void)ask_memory("vm_reserve", *address, size, 0);
    return rcOk;
}

Retcode vm_reserve_guarded(struct proc *p, uint64_t *address, uint64_t size, unsigned guards)
{
    (void)guards;
    return vm_reserve(p, address, size);
}

Retcode vm_allocate(struct proc *p, uint64_t *address, uint64_t size, unsigned guards,
                    unsigned rights)
{
    (void)vm_reserve_guarded(p, address, size, guards);
    return ask_memory("vm_allocate", *address, size, rights);
}

Retcode vm_commit(struct proc *p, uint64_t address, uint64_t size, unsigned rights)
{
    (void)p;
    return ask_memory("vm_commit", address, size, rights);
}

/* There is room. */
uint64_t vm_unmapped(const struct proc *p, uint64_t address, uint64_t size)
{
    (void)p;
    (void)address;
    (void)size;
    return fake.unmapped;
}

Retcode vm_has_room(const struct proc *p, uint64_t pages)
{
    (void)p;
    (void)pages;
    return rcOk;
}

Retcode vm_decommit(struct proc *p, uint64_t address, uint64_t size)
{
    (void)p;
    return ask_memory("vm_decommit", address, size, 0);
}

Retcode vm_protect(struct proc *p, uint64_t address, uint64_t size, unsigned rights)
{
    (void)p;
    return ask_memory("vm_protect", address, size, rights);
}

bool vm_is_own(const struct proc *p, uint64_t address, uint64_t size)
{
    (void)p;
    (void)address;
    return size > 0 && size < 1u << 20;
}

Retcode vm_free(struct proc *p, uint64_t address, uint64_t size)
{
    (void)p;
    return ask_memory("vm_free", address, size, 0);
}

Retcode vm_query(struct proc *p, uint64_t address, struct vm_info *out)
{
    (void)p;
    if (address > 0x3000)
        return rcResourceNotFound;
    *out = (struct vm_info){0x1000, 0x3000, VM_READ | VM_EXEC};
    return rcOk;
}

/* ---- memory objects ------------------------------------------------------------------- */

static struct object mdl = {.type = OBJ_MDL};

Retcode mdl_create(const struct proc *p, uint64_t size, struct object **out)
{
    (void)p;
    *out = object_ref(&mdl);
    return ask_memory("mdl_create", 0, size, 0);
}

Retcode mdl_create_from(const struct proc *p, uint64_t from, uint64_t size, struct object **out)
{
    (void)p;
    *out = object_ref(&mdl);
    return ask_memory("mdl_create_from", from, size, 0);
}

Retcode mdl_clone(const struct proc *p, struct object *origin, uint64_t offset, uint64_t size,
                  struct object **out)
{
    (void)p;
    (void)origin;
    *out = object_ref(&mdl);
    return ask_memory("mdl_clone", offset, size, 0);
}

uint64_t mdl_size(const struct object *o)
{
    (void)o;
    return 8192;
}

Retcode mdl_map(struct proc *p, struct object *o, uint64_t offset, uint64_t size, unsigned rights,
                uint64_t *address)
{
    (void)p;
    (void)o;
    (void)offset;
    return ask_memory("mdl_map", *address, size, rights);
}

Retcode mdl_load(struct proc *p, struct object *o, uint64_t offset, uint64_t size, uint64_t address,
                 unsigned rights)
{
    (void)p;
    (void)o;
    (void)offset;
    return ask_memory("mdl_load", address, size, rights);
}

/* ---- priorities, rests --------------------------------------------------------------- */

/* Every process may take any priority. */
Retcode proc_may_run_at(const struct proc *p, uint32_t priority, bool fifo)
{
    (void)p;
    (void)fifo;
    return priority < KOS_PRIORITIES ? rcOk : rcInvalidArgument;
}

Retcode proc_set_priority(struct proc *p, uint32_t priority, bool fifo)
{
    if (priority >= KOS_PRIORITIES)
        return rcInvalidArgument;
    if (p->state != PROC_STOPPED)
        return rcInvalidOperation;
    p->priority = (uint8_t)priority;
    p->fifo = fifo;
    return rcOk;
}

void thread_rest(void)
{
}

/* ---- objects and handles -------------------------------------------------------------- */

struct object *object_ref(struct object *o)
{
    o->refs++;
    return o;
}

void object_unref(struct object *o)
{
    o->refs--;
}

uint32_t object_sid(struct object *o)
{
    return o == &fake.self.obj ? 4 : 5;
}

struct handle *handle_entry(struct proc *p, uint32_t value)
{
    static struct handle entry;

    (void)p;
    entry.rights = fake.handles[value].rights;
    return &entry;
}

Retcode handle_add(struct proc *p, struct object *o, uint32_t rights, struct handle *parent,
                   uint32_t *out)
{
    (void)p;
    (void)parent;
    if (fake.handle_add_answer != rcOk)
        return fake.handle_add_answer;
    *out = FAKE_HANDLES - 1;
    fake.handles[*out].object = o;
    fake.handles[*out].rights = rights;
    fake.added++;
    return rcOk;
}

Retcode handle_get(struct proc *p, uint32_t value, enum object_type type, uint32_t rights,
                   struct object **out)
{
    (void)p;
    if (value >= FAKE_HANDLES || !fake.handles[value].object)
        return rcInvalidArgument;
    *out = fake.handles[value].object;
    if ((type != OBJ_NONE && (*out)->type != type) ||
        (fake.handles[value].rights & rights) != rights)
        return rcSecurityDisallow;
    return rcOk;
}

Retcode handle_close(struct proc *p, uint32_t value)
{
    (void)p;
    (void)value;
    return ask("handle_close");
}

Retcode handle_copy(struct proc *p, uint32_t value, uint32_t mask, struct badge *badge,
                    uint32_t *out)
{
    (void)p;
    (void)badge;
    *out = value;
    fake.handles[value].rights &= mask;
    return ask("handle_copy");
}

Retcode handle_revoke(struct proc *p, uint32_t value)
{
    (void)p;
    (void)value;
    return ask("handle_revoke");
}

Retcode handle_revoke_subtree(struct proc *p, uint32_t value, const struct badge *badge)
{
    (void)p;
    (void)value;
    (void)badge;
    return ask("handle_revoke_subtree");
}

Retcode badge_create(struct proc *p, struct notice *notice, uint64_t event, uint64_t context,
                     uint32_t *out)
{
    (void)p;
    (void)notice;
    (void)event;
    (void)context;
    *out = 8;
    return ask("badge_create");
}

Retcode security_connect(struct proc *p, uint32_t *out)
{
    (void)p;
    *out = 9;
    return ask("security_connect");
}

Retcode handle_transfer(struct proc *from, uint32_t value, struct proc *to, uint32_t mask,
                        struct badge *badge, uint32_t *out)
{
    (void)badge;
    (void)from;
    (void)to;
    (void)mask;
    *out = value + 1;
    return ask("handle_transfer");
}

Retcode refusal_of_handle(const char *what, uint32_t handle, Retcode rc)
{
    (void)what;
    (void)handle;
    return rc;
}

Retcode user_object_create(struct proc *p, uint32_t kind, uint32_t rights, uint64_t context,
                           struct listener *listener, uint16_t riid, uint32_t *out)
{
    (void)p;
    (void)kind;
    (void)rights;
    (void)context;
    (void)listener;
    (void)riid;
    *out = 7;
    return ask("user_object_create");
}

Retcode channel_connect(struct proc *server, struct proc *client, uint32_t *listener,
                        uint32_t *client_end)
{
    (void)server;
    (void)client;
    *listener = 3;
    *client_end = 4;
    return ask("channel_connect");
}

/* ---- notices, sync objects, run-time channels, counters ----------------------------------- */

Retcode notice_create(struct proc *p, uint32_t *out)
{
    (void)p;
    *out = 6;
    return ask("notice_create");
}

Retcode notice_subscribe(struct notice *n, struct object *o, uint32_t mask, uint64_t id)
{
    (void)n;
    (void)o;
    (void)mask;
    (void)id;
    return ask("notice_subscribe");
}

Retcode notice_unsubscribe_id(struct notice *n, uint64_t id)
{
    (void)n;
    (void)id;
    return ask("notice_unsubscribe_id");
}

Retcode notice_unsubscribe_object(struct notice *n, const struct object *o)
{
    (void)n;
    (void)o;
    return ask("notice_unsubscribe_object");
}

Retcode notice_get(struct notice *n, struct notice_event *to, uint32_t max, uint32_t *count,
                   uint64_t deadline)
{
    (void)n;
    (void)max;
    (void)deadline;
    to[0] = (struct notice_event){17, 3, 2};
    *count = 1;
    return ask("notice_get");
}

void notice_drop(struct notice *n, bool finish)
{
    (void)n;
    (void)finish;
    (void)ask("notice_drop");
}

void notice_raise(struct object *o, uint32_t mask)
{
    (void)o;
    (void)mask;
    (void)ask("notice_raise");
}

Retcode sync_create(struct proc *p, uint32_t *out)
{
    (void)p;
    *out = 6;
    return ask("sync_create");
}

void sync_set(struct proc *p, struct object *sync)
{
    (void)p;
    (void)sync;
    (void)ask("sync_set");
}

void sync_clear(struct object *sync)
{
    (void)sync;
    (void)ask("sync_clear");
}

Retcode cm_connect(const char *server, const char *service, uint64_t deadline, uint32_t *handle,
                   uint32_t *id)
{
    (void)server;
    (void)service;
    (void)deadline;
    *handle = 5;
    *id = 2;
    return ask("cm_connect");
}

Retcode cm_listen(uint64_t deadline, const struct cm_request **out)
{
    (void)deadline;
    *out = NULL;
    return ask("cm_listen");
}

const char *cm_client(const struct cm_request *r)
{
    (void)r;
    return "client";
}

const char *cm_service(const struct cm_request *r)
{
    (void)r;
    return "service";
}

Retcode cm_accept(const char *client, const char *service, uint32_t id, struct listener *listener,
                  uint32_t *out)
{
    (void)client;
    (void)service;
    (void)id;
    (void)listener;
    *out = 5;
    return ask("cm_accept");
}

Retcode cm_drop(const char *client, const char *service)
{
    (void)client;
    (void)service;
    return ask("cm_drop");
}

bool counter_read(const char *name, uint64_t *value)
{
    *value = 12;
    return strcmp(name, "threads") == 0;
}

/* ---- processes ------------------------------------------------------------------------ */

struct proc *current_proc(void)
{
    return &fake.self;
}

bool proc_may_take(const struct proc *p, uint64_t pages)
{
    (void)p;
    return pages < 1u << 20;
}

bool thread_pause(void)
{
    return true;
}

struct proc *proc_at(unsigned slot)
{
    return slot == 0 ? &fake.self : NULL;
}

Retcode proc_create(const struct proc_spec *spec, struct proc **out)
{
    fake.spec = *spec;
    *out = (struct proc *)(void *)object_ref(&fake.other.obj);
    return ask("proc_create");
}

Retcode proc_set_entry(struct proc *p, uint64_t entry)
{
    (void)p;
    (void)entry;
    return ask("proc_set_entry");
}

Retcode proc_set_env(struct proc *p, const void *env, size_t size)
{
    (void)p;
    (void)env;
    fake.size = size;
    return ask("proc_set_env");
}

Retcode proc_resume(struct proc *p, struct proc *initiator)
{
    (void)p;
    (void)initiator;
    return ask("proc_resume");
}

void proc_free_env(struct proc *p)
{
    (void)p;
    (void)ask("proc_free_env");
}

void proc_exit(struct proc *p, uint32_t code)
{
    p->exit_code = code;
    (void)ask("proc_exit");
}

Retcode proc_terminate(struct proc *p)
{
    (void)p;
    return ask("proc_terminate");
}

/* ---- threads -------------------------------------------------------------------------- */

struct thread *current_thread(void)
{
    return &fake.me;
}

Retcode thread_create(struct proc *p, const struct thread_spec *spec, struct thread **out)
{
    (void)p;
    fake.thread = *spec;
    *out = (struct thread *)(void *)object_ref(&fake.peer.obj);
    return ask("thread_create");
}

void thread_exit(uint32_t code)
{
    fake.me.exit_code = code;
    (void)ask("thread_exit");
}

void thread_kill(struct thread *t, uint32_t code)
{
    t->exit_code = code;
    (void)ask("thread_kill");
}

Retcode thread_wait(struct thread *t, uint64_t deadline)
{
    (void)t;
    (void)deadline;
    return ask("thread_wait");
}

Retcode thread_sleep(uint64_t deadline)
{
    (void)deadline;
    return ask("thread_sleep");
}

Retcode thread_set_priority(struct thread *t, uint32_t priority)
{
    (void)t;
    (void)priority;
    return ask("thread_set_priority");
}

Retcode thread_suspend_self(void)
{
    return ask("thread_suspend_self");
}

Retcode thread_resume(struct thread *t)
{
    (void)t;
    return ask("thread_resume");
}

void thread_set_tls(uint64_t value)
{
    (void)value;
    (void)ask("thread_set_tls");
}

Retcode thread_block(struct list *queue, enum wait_kind why, uint64_t deadline)
{
    (void)queue;
    (void)why;
    (void)deadline;
    fake.woken = false;
    if (fake.while_blocked)
        fake.while_blocked();
    return fake.woken ? rcOk : fake.block_answer;
}

bool thread_wake(struct thread *t, Retcode rc)
{
    (void)t;
    (void)rc;
    fake.woken = true;
    return true;
}

struct thread *thread_find(uint32_t tid)
{
    return tid == fake.peer.tid ? &fake.peer : NULL;
}

void thread_yield(void)
{
    (void)ask("thread_yield");
}
