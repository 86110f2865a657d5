/* The verifier of one nested message (shape c of bench/codegen), alone: how many runs a second a
 * verifier makes under the sanitizers. The input is the constant part without its header and the
 * arena, which ends where the allocation ends. */
#include <Shapes.idl.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_reason reason;
    struct Shapes_C_req req;
    const size_t params = sizeof req - sizeof req.base_;

    if (size < params)
        return 0;
    memset(&req.base_, 0, sizeof req.base_);
    nk_req_reset(&req);
    memcpy((char *)&req + sizeof req.base_, data, params);
    struct nk_arena arena = {(void *)(uintptr_t)(data + params), (void *)(uintptr_t)(data + size),
                             (void *)(uintptr_t)(data + size)};
    nk_check_Shapes_C_req(&req.base_, &arena, &reason);
    return 0;
}
