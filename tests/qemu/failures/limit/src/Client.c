/* The largest messages there may be arrive whole; a byte more is refused. */
#include <string.h>

#include "buffers.h"

static Retcode swap(Handle handle, nk_size_t size, fail_IStore_Swap_res *res)
{
    fail_IStore_Swap_req req = {.data = {0, (nk_uint32_t)size}};
    const SMsgHdr request = {&req, sizeof(req), out, size};
    SMsgHdr response = {res, sizeof(*res), in, sizeof(in)};

    memset(res, 0, sizeof(*res));
    memset(in, 0, sizeof(in));
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, fail_IStore_Swap_mid);
    return Call(handle, &request, &response);
}

static int tryOne(Handle handle, const char *what, nk_size_t size, Retcode expected)
{
    fail_IStore_Swap_res res;
    const Retcode rc = swap(handle, size, &res);
    const int good = rc == expected && (rc != rcOk || (res.sum == sumOf(out, size) &&
                                                       memcmp(in, out, size) == 0));

    printf("[Client] %s: %s\n", what, good ? "as it should be" : "WRONG");
    return !good;
}

int main(void)
{
    const Handle handle = ServiceLocatorConnect("store_link");
    int failed;

    for (nk_size_t i = 0; i < sizeof(out); i++)
        out[i] = (unsigned char)(i * 31 % 251);
    failed = tryOne(handle, "a page", KOS_PAGE_SIZE, rcOk);
    failed += tryOne(handle, "as much as there may be", ROOM, rcOk);
    failed += tryOne(handle, "a request that is too large",
                     KOS_IPC_MAX_MSG - sizeof(fail_IStore_Swap_req) + 1, rcBufferTooLarge);
    out[0] = 255;
    failed += tryOne(handle, "a response that is too large", ROOM, rcFail);
    failed += tryOne(handle, "less again", ROOM - 1, rcOk);
    return failed;
}
