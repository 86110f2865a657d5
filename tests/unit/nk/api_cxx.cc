// C++ programs use the headers as C ones do: all public headers in one unit, and the nk macros.
#include "api_cxx_all.h"

#include "api_cxx.h"

namespace {

class Arena {
public:
    Arena() : arena_(NK_ARENA_INITIALIZER(buffer_, buffer_ + sizeof(buffer_)))
    {
    }
    nk_arena *get()
    {
        return &arena_;
    }

private:
    char buffer_[64];
    nk_arena arena_;
};

struct Request {
    nk_message base_;
    nk_ptr_t text;
};

class Transport : public NkKosTransport {
};

} // namespace

int api_cxx_round_trip(void)
{
    Arena arena;
    Request request = {};
    rtl_size_t count = 0;
    KosMutex mutex{};
    nk_handle_desc_t handle = nk_handle_desc(INVALID_HANDLE);

    if (nk_arena_store(nk_char_t, arena.get(), &request.text, "hello", 6) != NK_EOK)
        return __LINE__;
    nk_req_reset(&request);
    nk_msg_set_method_id(&request, INVALID_RIID, 2);
    if (request.base_.ex.size_ex != sizeof request || nk_msg_check_err(&request))
        return __LINE__;
    const nk_arena *received = arena.get();
    const nk_char_t *text = nk_arena_get(nk_char_t, received, &request.text, &count);
    if (text == nullptr || count != 6 || nk_strcmp(text, "hello") != 0)
        return __LINE__;
    if (mutex.state != 0 || nk_get_handle(&handle) != NK_INVALID_HANDLE)
        return __LINE__;
    return sizeof(Transport) == sizeof(NkKosTransport) ? 0 : __LINE__;
}
