/* What any C++ client needs: a channel that closes itself, and memory for the texts of messages. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

/* The client end of a channel. Owns the handle: when it is gone, so is the channel. */
class Channel
{
  public:
    explicit Channel(const char *name) : handle_(ServiceLocatorConnect(name))
    {
        NkKosTransport_Init(&transport_, handle_, nullptr, 0);
    }
    ~Channel()
    {
        if (isOpen())
            KnHandleClose(handle_);
    }
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    bool isOpen() const
    {
        return handle_ != INVALID_HANDLE;
    }
    nk_transport *transport()
    {
        return &transport_.base;
    }
    nk_iid_t endpoint(const char *name) const
    {
        return ServiceLocatorGetRiid(handle_, name);
    }

  private:
    Handle handle_;
    NkKosTransport transport_;
};

/* An arena with its memory, for the texts and sequences of one message. */
template <nk_size_t size> class Arena
{
  public:
    Arena() : arena_(nk_arena_create(memory_, size))
    {
    }
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;

    nk_err_t put(nk_ptr_t *place, const char *text)
    {
        return NkKosCopyStringToArena(&arena_, place, text);
    }
    nk_arena *get()
    {
        return &arena_;
    }

  private:
    alignas(8) char memory_[size];
    nk_arena arena_;
};

#endif
