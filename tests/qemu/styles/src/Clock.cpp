// A server of templates, as C++ programs put it together.
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <yard/Clock.edl.h>

template <int size> class Arena : public nk_arena
{
    nk_uint8_t buffer[size + 1]{};

  public:
    explicit Arena() : nk_arena()
    {
        start = &buffer;
        current = &buffer;
        end = &buffer + 1;
    }
};

class Channel : public NkKosTransport
{
  public:
    Channel() : NkKosTransport()
    {
    }

    bool serve(const char *name)
    {
        ServiceId id;
        Handle handle = ServiceLocatorRegister(name, nullptr, 0, &id);

        if (handle == INVALID_HANDLE)
            return false;
        NkKosTransport_Init(this, handle, NK_NULL, 0);
        return true;
    }
};

template <class Entity, class Request, class Response, int request, int response, auto dispatch>
class Server : public Channel
{
    Entity *entity;
    Request req{};
    Response res{};
    Arena<request> reqArena{};
    Arena<response> resArena{};

  public:
    explicit Server(Entity *served) : entity(served)
    {
    }

    void run()
    {
        while (true) {
            nk_req_reset(&req);
            nk_arena_reset(&reqArena);
            nk_arena_reset(&resArena);
            if (auto rc = nk_transport_recv(&this->base, &req.base_, &reqArena); rc != NK_EOK)
                continue;
            if (dispatch(entity, &req.base_, &reqArena, &res.base_, &resArena) == NK_EOK)
                nk_transport_reply(&this->base, &res.base_, &resArena);
        }
    }
};

#define SERVER(entity)                                                                             \
    Server<entity, entity##_req, entity##_res, entity##_req_arena_size, entity##_res_arena_size,   \
           entity##_dispatch>

class HallClock;

struct HallClockOps : yard_Clock_ops {
    HallClock *clock = nullptr;
};

class HallClock : public yard_Clock
{
    yard_Clock_Span span{};

    static nk_err_t next(yard_Clock *self, const yard_Clock_Next_req *req, const nk_arena *,
                         yard_Clock_Next_res *res, nk_arena *)
    {
        auto clock = static_cast<const HallClockOps *>(self->ops)->clock;

        if (clock != static_cast<HallClock *>(self))
            return NK_EINVAL;
        clock->span.hour = req->id;
        clock->span.seconds += req->by.seconds;
        res->now = clock->span;
        return NK_EOK;
    }

  public:
    explicit HallClock() : yard_Clock()
    {
        static HallClockOps table = {};

        table.Next = next;
        table.clock = this;
        ops = &table;
    }
};

int main()
{
    HallClock clock;
    yard_CClock_component component;
    yard_CClock_component_init(&component, &clock);
    yard_Clock_entity entity;
    yard_Clock_entity_init(&entity, &component);

    SERVER(yard_Clock_entity) server(&entity);
    if (!server.serve("clock_connection")) {
        fprintf(stderr, "[Clock] no channel\n");
        return 1;
    }
    server.run();
    return 0;
}
