/* A little of everything: by header, in the order of docs/compatibility.md. */
#include "surface.h"

#include <env/env.h>
#include <kos_net.h>

/* ---- rtl ----------------------------------------------------------------------------------- */

static int is_error(Retcode rc)
{
    switch (rc) { /* codes are usable as labels */
    case rcOk:
        return 0;
    case rcFail:
    case rcDeviceNotFound:
        return 1;
    default:
        return RC_GET_CODE(rc) != 0;
    }
}

static void rtl(void)
{
    char text[16];
    rtl_uint32_t numbers[3] = {RTL_UINT32_C(1), 2, 3};

    rtl_memset(text, 'x', sizeof text);
    rtl_strncpy(text, "abc", sizeof text);
    CHECK(rtl_strlen(text) == 3 && rtl_strcmp(text, "abc") == 0);
    rtl_memcpy(text, "xyz", 4);
    CHECK(rtl_strcmp(text, "abc") > 0);
    CHECK(rtl_snprintf(text, sizeof text, RETCODE_HR_FMT, RETCODE_HR_PARAMS(rcOk)) == 1);
    rtl_printf("plain %u\n", 5U);
    CHECK(rtl_countof(numbers) == 3 && rtl_min(1, 2) == 1 && rtl_max(1, 2) == 2);
    CHECK(rtl_align_up(5UL, 4UL) == 8);
    rtl_assert(true);
    CHECK(!is_error(rcOk) && is_error(rcFail) && is_error(rcTimeout));
    CHECK(RC_GET_SPACE(rcFail) == RC_SPACE_GENERAL && RC_GET_FACILITY(rcFail) == 0 &&
          RC_GET_CUSTOMER(rcFail) == 0);
}

/* ---- nk ------------------------------------------------------------------------------------ */

static void arenas(void)
{
    char bytes[64];
    struct nk_arena arena = NK_ARENA_INITIALIZER(bytes, bytes + sizeof bytes);
    nk_ptr_t chunk;
    nk_size_t count;
    nk_uint32_t narrow;
    nk_char_t *text = nk_arena_alloc(nk_char_t, &arena, &chunk, 4), name[8];

    CHECK(text && nk_arena_get(nk_char_t, &arena, &chunk, &count) == text && count == 4);
    CHECK(nk_arena_get(nk_char_t, &arena, &chunk, &narrow) == text && narrow == 4);
    CHECK(nk_arena_validate(nk_char_t, &arena, &chunk) == NK_EOK);
    CHECK(!nk_arena_alloc(nk_uint64_t, &arena, &chunk, 8));
    nk_arena_reset(&arena);
    CHECK(nk_arena_store(nk_uint64_t, &arena, &chunk, &(nk_uint64_t){7}, 1) == NK_EOK);
    nk_arena_init(&arena, bytes, bytes + 8);
    CHECK(nk_arena_store(nk_char_t, &arena, &chunk, "123456789", 10) == NK_ENOMEM);
    nk_strncpy(name, "log", sizeof name);
    CHECK(nk_strcmp(name, "log") == 0 && nk_strlen(name) == 3);
    nk_assert(NK_EOK == rcOk);
}

static void messages(void)
{
    struct request {
        struct nk_message base_;
        nk_uint32_t value;
    } req = {.value = 5};
    NkKosTransport transport;

    nk_req_reset(&req);
    CHECK(req.value == 5 && req.base_.ex.size_ex == sizeof req);
    nk_msg_set_method_id(&req, 3, 4);
    nk_msg_set_ncaps(&req, 0);
    CHECK(req.base_.iid == 3 && req.base_.mid == 4 && !nk_msg_check_err(&req));
    nk_err_reset(&req);
    CHECK(nk_msg_check_err(&req));
    nk_message_make_req(&req.base_);
    nk_message_set_iid(&req.base_, 1);
    nk_message_set_mid(&req.base_, 2);
    nk_message_set_ncaps(&req.base_, 0);
    nk_message_set_size(&req.base_, sizeof req);
    CHECK(req.base_.iid == 1 && req.base_.mid == 2 && !nk_msg_check_err(&req));
    NkKosTransport_Init(&transport, INVALID_HANDLE, NK_NULL, 0);
    CHECK(nk_transport_call(&transport.base, &req.base_, NULL, &req.base_, NULL) == NK_EINVAL);
    CHECK(nk_transport_recv(&transport.base, &req.base_, NULL) == NK_EINVAL);
    CHECK(nk_transport_reply(&transport.base, &req.base_, NULL) == NK_EINVAL);
    CHECK(NkKosErrFromRetcode(rcSecurityDisallow) == NK_EPERM &&
          NkKosErrFromRetcode(rcBusy) == NK_EBADMSG);
}

/* ---- memory, time, machine ------------------------------------------------------------------ */

static void memory(void)
{
    char *bytes = KosMemAlloc(100), *zero = KosMemZalloc(100), *aligned = KosMemAllocEx(10, 64, 1);
    char *pages = KnVmAllocate(NULL, 8192, VMM_FLAG_RESERVE | VMM_FLAG_READ | VMM_FLAG_WRITE);

    CHECK(bytes && zero && zero[99] == 0 && KosMemGetSize(bytes) >= 100);
    CHECK(aligned && (rtl_uintptr_t)aligned % 64 == 0 && aligned[9] == 0);
    KosMemFree(bytes);
    KosMemFree(zero);
    KosMemFree(aligned);
    CHECK(pages && KnVmCommit(pages, 4096, VMM_FLAG_READ | VMM_FLAG_WRITE) == rcOk);
    pages[4095] = 1;
    CHECK(KnVmProtect(pages, 4096, VMM_FLAG_READ) == rcOk && pages[4095] == 1);
    CHECK(KnVmDecommit(pages, 4096) == rcOk);
    CHECK(KnVmUnmap(pages, 8192) == rcOk && KnVmUnmap(pages, 8192) == rcInvalidArgument);
}

/* Pages beside an allocation that nobody gets and nobody can touch; they go with it. */
static void guards(void)
{
    const int flags = VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ | VMM_FLAG_WRITE;
    char *at = KnVmAllocate(NULL, 8192, flags | VMM_FLAG_LOW_GUARD | VMM_FLAG_HIGH_GUARD);

    CHECK(at && at[0] == 0 && at[8191] == 0);
    CHECK(!KnVmAllocate(at - 4096, 4096, flags) && !KnVmAllocate(at + 8192, 4096, flags));
    CHECK(KnVmCommit(at - 4096, 8192, VMM_FLAG_READ) == rcInvalidArgument);
    CHECK(KnVmCommit(at + 4096, 8192, VMM_FLAG_READ) == rcInvalidArgument);
    CHECK(KnVmUnmap(at + 8192, 4096) == rcInvalidArgument);
    CHECK(KnVmUnmap(at, 4096) == rcOk);
    CHECK(KnVmAllocate(at - 4096, 8192, flags) == at - 4096);
    CHECK(!KnVmAllocate(at + 8192, 4096, flags));
    CHECK(KnVmUnmap(at - 4096, 12288) == rcOk);
    CHECK(KnVmAllocate(at + 8192, 4096, flags | VMM_FLAG_HIGH_GUARD) == at + 8192);
    CHECK(!KnVmAllocate(at + 8192, 4096, flags | VMM_FLAG_LOW_GUARD));
    CHECK(KnVmUnmap(at + 8192, 4096) == rcOk);
    CHECK(!KnVmAllocate(NULL, 4096, flags | VMM_FLAG_GROW_DOWN));
}

static void clocks(void)
{
    RtlTimeSpec now = {.sec = 1000, .nsec = 5}, resolution;
    rtl_size_t start = KnGetMSecSinceStart();

    CHECK(KnSetSystemTime(&now) == rcOk && KnSleep(20) == rcOk);
    CHECK(KnGetSystemTime(&now) == rcOk && now.sec == 1000 && now.nsec >= 20000000);
    CHECK(KnGetSystemTimeRes(&resolution) == rcOk && resolution.sec == 0 && resolution.nsec > 0);
    CHECK(KnGetUpTime(&now) == rcOk && KnGetUpTimeRes(&resolution) == rcOk);
    CHECK(KnGetMSecSinceStart() - start >= 20);
    CHECK(KnGetRtcTime(&now) == rcDeviceNotFound);
    now.nsec = 1000000000;
    CHECK(KnSetSystemTime(&now) == rcInvalidArgument);
}

static void machine(void)
{
    unsigned char one[300] = {0}, two[300] = {0};
    char name[UCORE_STRING_SIZE];

    CHECK(KnHalGetEntropy(one, 32) == rcOk && KosRandomGenerate(sizeof two, two) == rcOk);
    CHECK(memcmp(one, two, 32) != 0 && memcmp(two + 268, one + 268, 32) != 0);
    CHECK(KnTaskGetName(name, sizeof name) == rcOk && strcmp(name, "api.Surface") == 0);
    CHECK(KnTaskGetName(name, 3) == rcBufferTooSmall);
    CHECK(!wait_for_network() && strlen(ENV_SERVICE_NAME) > 0);
}

static void files(void)
{
    char magic[4], rest[16];
    rtl_size_t size = 0, count = 0;
    Handle file;

    CHECK(KnFsOpen("absent", &file) == rcResourceNotFound && KnFsOpen("Surface", &file) == rcOk);
    CHECK(KnFsGetSize(file, &size) == rcOk && size > 100000);
    CHECK(KnFsRead(file, 0, magic, 4, &count) == rcOk && count == 4);
    CHECK(memcmp(magic, "\177ELF", 4) == 0);
    CHECK(KnFsRead(file, size - 3, rest, sizeof rest, &count) == rcOk && count == 3);
    CHECK(KnFsRead(file, 4090, rest, sizeof rest, &count) == rcOk && count == sizeof rest);
    CHECK(KnFsRead(file, size, rest, sizeof rest, &count) == rcOk && count == 0);
    CHECK(KnFsClose(file) == rcOk && KnFsClose(file) == rcInvalidArgument);
}

/* ---- what is declared only ------------------------------------------------------------------ */

static void unbuilt(void)
{
    KnElfSeg *segments;
    rtl_size_t count;
    Handle handle;
    void *at;

    CHECK(KnElfOpen("x", &handle) == rcUnimplemented);
    CHECK(KnElfCreateVmSegEx(1, &segments, &count) == rcUnimplemented);
    CHECK(KnElfFreeVmSeg(NULL) == rcUnimplemented);
    CHECK(KnTaskReseedAslr(2, NULL, 0) == rcUnimplemented);
    CHECK(KnTaskVmReserveForElf(2, 1, 1, &at) == rcUnimplemented);
    CHECK(KnTaskLoadElfSyms(2, 1, 1) == rcUnimplemented);
    CHECK(!EntityInitFromSegEx(NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, 0, NULL, 0));
    CHECK(!KosTaskInitFromSeg(NULL, NULL, NULL, 0));
    CHECK(!KosTaskInitFromSegEx(NULL, NULL, NULL, NULL, 0) && !KosTaskCreate("x", "y"));
    CHECK(KosTaskSetup(NULL, NULL) == rcUnimplemented);
    CHECK(KosTaskLoadSegments(NULL, NULL, 0) == rcUnimplemented);
    CHECK(KnHalFlushCache(&at, 8) == rcUnimplemented);
}

static void devices(void)
{
    int memory = 0;
    Handle handle;
    void *at;

    CHECK(KnRegisterIrq(3, &handle) == rcUnimplemented);
    CHECK(KnIoAttachIrq(1, IRQ_SHARED, &handle) == rcUnimplemented);
    CHECK(KnIoDetachIrq(1) == rcUnimplemented && KnIoEnableIrq(1) == rcUnimplemented);
    CHECK(KnIoDisableIrq(1) == rcUnimplemented && KnIoClose(1) == rcUnimplemented);
    CHECK(KnRegisterPorts(1, 1, &handle) == rcUnimplemented);
    CHECK(KnIoPermitPort(1, &handle) == rcUnimplemented);
    CHECK(KnRegisterPhyMem(0, 1, &handle) == rcUnimplemented);
    CHECK(KnIoMapMem(1, 0, 0, &at, &handle) == rcUnimplemented);
    IoWriteIoPort8(1, 1), IoWriteIoPort16(1, 1), IoWriteIoPort32(1, 1);
    CHECK(IoReadIoPort8(1) == 0xff && IoReadIoPort16(1) == 0xffff && IoReadIoPort32(1) == ~0U);
    IoWriteMmReg8(&memory, 0, 1), IoWriteMmReg16(&memory, 0, 1), IoWriteMmReg32(&memory, 0, 1);
    CHECK(memory == 0 && IoReadMmReg8(&memory, 0) == 0xff && IoReadMmReg16(&memory, 0) == 0xffff &&
          IoReadMmReg32(&memory, 0) == ~0U);
}

int main(void)
{
    INFO(NET, "one %d", 1);
    ERR(NET, "two");
    rtl();
    arenas();
    messages();
    memory();
    guards();
    clocks();
    machine();
    files();
    threads();
    locks();
    unbuilt();
    devices();
    return check_end("Surface");
}
