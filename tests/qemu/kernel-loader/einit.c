/* Memory objects, and a parent that loads a program by itself: reads the file `child` of the image
 * into a memory object, gives its segments to a process without a path, and starts it. */
#include "../kernel-endpoints/check.h"
#include <coresrv/handle/handle_api.h>
#include <coresrv/task/task_api.h>
#include <coresrv/thread/thread_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kl/core/FS.idl.h>
#include <kl/core/Task.idl.h>
#include <kl/core/VMM.idl.h>
#include <string.h>
#include <vmm/flags.h>

#define PAGE   KOS_PAGE_SIZE
#define SECTOR kl_core_FS_Read_res_data_size
#define RW     (VMM_FLAG_READ | VMM_FLAG_WRITE)

/* ---- memory objects ------------------------------------------------------------------- */

static Retcode mdl_create(nk_uint64_t size, nk_uint32_t prot, nk_handle_desc_t *mdl)
{
    kl_core_VMM_MdlCreate_req req = {.size = size, .prot = prot};
    kl_core_VMM_MdlCreate_res res;
    KERNEL(VMM, vmm_VMM);
    Retcode rc = CALL(VMM, MdlCreate, &req, NK_NULL, &res, NK_NULL);

    *mdl = res.handle;
    return rc;
}

static Retcode mdl_map(nk_handle_desc_t mdl, nk_uint64_t offset, nk_uint64_t length,
                       nk_uint32_t prot, char **address)
{
    kl_core_VMM_MdlMap_req req = {.handle = mdl, .offset = offset, .length = length, .prot = prot};
    kl_core_VMM_MdlMap_res res;
    KERNEL(VMM, vmm_VMM);
    Retcode rc = CALL(VMM, MdlMap, &req, NK_NULL, &res, NK_NULL);

    *address = (char *)(nk_uintptr_t)res.address;
    return rc;
}

static void check_objects(void)
{
    nk_handle_desc_t mdl;
    char *one, *two, *none;

    CHECK(mdl_create(0, RW, &mdl) == rcInvalidArgument);
    CHECK(mdl_create((nk_uint64_t)-1, RW, &mdl) == rcInvalidArgument);
    CHECK(mdl_create(PAGE, VMM_FLAG_READ | VMM_FLAG_EXECUTE, &mdl) == rcInvalidArgument);
    CHECK(mdl_create(3 * PAGE - 5, RW, &mdl) == rcOk);
    CHECK(mdl_map(mdl, 0, 3 * PAGE, RW, &one) == rcOk);
    CHECK(mdl_map(mdl, PAGE, 2 * PAGE, VMM_FLAG_READ, &two) == rcOk);
    CHECK(mdl_map(mdl, PAGE, 3 * PAGE, RW, &none) == rcInvalidArgument);
    CHECK(mdl_map(mdl, (nk_uint64_t)-PAGE, 2 * PAGE, RW, &none) == rcInvalidArgument);
    CHECK(mdl_map(mdl, 1, PAGE, RW, &none) == rcInvalidArgument);
    CHECK(mdl_map(mdl, 0, PAGE, VMM_FLAG_READ | VMM_FLAG_EXECUTE, &none) == rcInvalidArgument);
    CHECK(one[0] == 0 && one[3 * PAGE - 1] == 0);
    strcpy(one + PAGE, "shared");
    CHECK(strcmp(two, "shared") == 0);
    CHECK(KnHandleClose(nk_get_handle(&mdl)) == rcOk);
    CHECK(strcmp(two, "shared") == 0);
    CHECK(KnVmUnmap(one, PAGE) == rcInvalidArgument);
    CHECK(KnVmProtect(two, 2 * PAGE, RW) == rcInvalidArgument);
    CHECK(KnVmDecommit(one, PAGE) == rcInvalidArgument);
    CHECK(KnVmUnmap(one, 3 * PAGE) == rcOk);
    CHECK(strcmp(two, "shared") == 0);
    CHECK(KnVmUnmap(two, 2 * PAGE) == rcOk);
}

/* A view that was made readable only stays so, also for who gets a handle without the right. */
static void check_object_rights(void)
{
    nk_handle_desc_t mdl;
    Handle copy;
    char *address;

    CHECK(mdl_create(PAGE, VMM_FLAG_READ, &mdl) == rcOk);
    CHECK(mdl_map(mdl, 0, PAGE, RW, &address) == rcSecurityDisallow);
    CHECK(KnHandleCopy(nk_get_handle(&mdl), OCAP_HANDLE_COPY, INVALID_HANDLE, &copy) == rcOk);
    CHECK(mdl_map(nk_handle_desc(copy), 0, PAGE, VMM_FLAG_READ, &address) == rcSecurityDisallow);
    CHECK(KnHandleClose(copy) == rcOk);
    CHECK(KnHandleClose(nk_get_handle(&mdl)) == rcOk);
}

/* ---- a loader ------------------------------------------------------------------------- */

struct elf_header {
    unsigned char ident[16];
    nk_uint16_t type, machine;
    nk_uint32_t version;
    nk_uint64_t entry, phoff, shoff;
    nk_uint32_t flags;
    nk_uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct elf_segment {
    nk_uint32_t type, flags;
    nk_uint64_t offset, vaddr, paddr, filesz, memsz, align;
};

enum { PT_LOAD = 1, PF_X = 1, PF_W = 2, PF_R = 4 };

/* Reads the whole file to `to`; its size, 0 on any failure. */
static nk_uint64_t read_file(const char *name, char *to, nk_uint64_t room)
{
    char in[64];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_FS_Open_req open_req = {0};
    kl_core_FS_Open_res open_res;
    kl_core_FS_Read_req req = {0};
    kl_core_FS_Read_res res;
    nk_uint64_t size = 0;
    KERNEL(FS, fs_FS);

    (void)NkKosCopyStringToArena(&arena, &open_req.name, name);
    if (CALL(FS, Open, &open_req, &arena, &open_res, NK_NULL) != rcOk)
        return 0;
    do {
        struct nk_arena data = NK_ARENA_INITIALIZER(to + size, to + size + SECTOR);

        if (size + SECTOR > room)
            return 0;
        req.handle = open_res.handle;
        if (CALL(FS, Read, &req, NK_NULL, &res, &data) != rcOk)
            return 0;
        size += res.read;
        req.sectorNumber++;
    } while (res.read == SECTOR);
    CHECK(KnHandleClose(nk_get_handle(&open_res.handle)) == rcOk);
    return size;
}

static Retcode load_segment(Handle task, nk_handle_desc_t mdl, nk_uint64_t offset, nk_uint64_t size,
                            nk_uint64_t address, nk_uint32_t flags)
{
    kl_core_Task_LoadSeg_req req = {.task = nk_handle_desc(task), .mdl = mdl};
    kl_core_Task_LoadSeg_res res;
    KERNEL(Task, task_Task);

    req.segAttr = (kl_core_Task_VmSegAttr){address, offset, size, flags};
    return CALL(Task, LoadSeg, &req, NK_NULL, &res, NK_NULL);
}

static Retcode set_entry(Handle task, nk_uint64_t entry)
{
    kl_core_Task_SetEntry_req req = {.task = nk_handle_desc(task), .state = {.entryAddr = entry}};
    kl_core_Task_SetEntry_res res;
    KERNEL(Task, task_Task);

    return CALL(Task, SetEntry, &req, NK_NULL, &res, NK_NULL);
}

/* Each segment gets an object of its own, zeroed past the file's part (.bss). */
static void load_one(Handle task, const char *file, const struct elf_segment *s)
{
    nk_uint32_t flags = (s->flags & PF_R ? VMM_FLAG_READ : 0) |
                        (s->flags & PF_W ? VMM_FLAG_WRITE : 0) |
                        (s->flags & PF_X ? VMM_FLAG_EXECUTE : 0);
    nk_uint64_t room = (s->memsz + PAGE - 1) / PAGE * PAGE;
    nk_handle_desc_t mdl;
    char *view;

    CHECK(mdl_create(s->memsz, RW, &mdl) == rcOk);
    CHECK(mdl_map(mdl, 0, room, RW, &view) == rcOk);
    memcpy(view, file + s->offset, s->filesz);
    CHECK(KnVmUnmap(view, room) == rcOk);
    CHECK(load_segment(task, mdl, 0, s->memsz, s->vaddr,
                       VMM_FLAG_READ | VMM_FLAG_WRITE | VMM_FLAG_EXECUTE) == rcInvalidArgument);
    CHECK(load_segment(task, mdl, 0, room + 1, s->vaddr, flags) == rcInvalidArgument);
    CHECK(load_segment(task, mdl, 0, s->memsz, 0xffff000040200000, flags) == rcInvalidArgument);
    CHECK(load_segment(task, mdl, 0, s->memsz, 0x1000, flags) == rcInvalidArgument);
    CHECK(load_segment(task, mdl, 0, s->memsz, s->vaddr, flags) == rcOk);
    CHECK(KnHandleClose(nk_get_handle(&mdl)) == rcOk);
}

static void check_loader(void)
{
    static char file[1024 * 1024];
    const struct elf_header *elf = (const void *)file;
    rtl_uint32_t status = 0;
    Retcode rc;
    Handle task;

    CHECK(read_file("child", file, sizeof file) > sizeof *elf);
    CHECK(KnTaskCreate("loaded", "Child", "", 0, 15, 0, &task) == rcOk);
    CHECK(KnTaskResume(task) == rcInvalidOperation);
    CHECK(set_entry(task, elf->entry) == rcInvalidArgument);
    for (unsigned i = 0; i < elf->phnum; i++) {
        const struct elf_segment *s = (const void *)(file + elf->phoff + i * sizeof *s);

        if (s->type == PT_LOAD)
            load_one(task, file, s);
    }
    CHECK(set_entry(task, elf->entry) == rcOk);
    CHECK(KnTaskResume(task) == rcOk);
    while ((rc = KnTaskGetExitCode(task, &status)) == rcNotReady)
        KnSleep(1);
    CHECK(rc == rcOk && status == 9);
}

int main(void)
{
    NkKosTransport_Init(&kernel, KOS_HANDLE_KERNEL, NK_NULL, 0);
    check_objects();
    check_object_rights();
    check_loader();
    return check_report();
}
