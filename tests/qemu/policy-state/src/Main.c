/* Walks the machines of the policy, and looks whether what is denied leaves them as they were. */
#include <coresrv/entity/entity_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kos/task.h>
#include <st/IDesk.idl.h>
#include <stdbool.h>
#include <string.h>

#include "../../check.h"

static struct st_IDesk_proxy desk;

/* METHOD(value): asks the desk; true when the policy let it pass, false when it denied. */
#define ASKS(method, field)                                                                        \
    static bool ask_##method(nk_uint32_t value)                                                    \
    {                                                                                              \
        st_IDesk_##method##_req req = {.field = value};                                            \
        st_IDesk_##method##_res res = {0};                                                         \
        nk_err_t err = st_IDesk_##method(&desk.base, &req, NK_NULL, &res, NK_NULL);                \
        CHECK(err == NK_EOK || err == NK_EPERM);                                                   \
        return err == NK_EOK;                                                                      \
    }

ASKS(Pull, force)
ASKS(Put, id)
ASKS(Take, id)
ASKS(Set, size)
ASKS(SetAndDeny, size)
ASKS(Use, size)

static bool ask_Push(void)
{
    st_IDesk_Push_req req = {0};
    st_IDesk_Push_res res = {0};

    return st_IDesk_Push(&desk.base, &req, NK_NULL, &res, NK_NULL) == NK_EOK;
}

static bool ask_Name(const char *text)
{
    static char bytes[64];
    struct nk_arena arena = NK_ARENA_INITIALIZER(bytes, bytes + sizeof bytes);
    st_IDesk_Name_req req = {0};
    st_IDesk_Name_res res = {0};

    CHECK(nk_arena_store(nk_char_t, &arena, &req.text, text, strlen(text) + 1) == NK_EOK);
    return st_IDesk_Name(&desk.base, &req, &arena, &res, NK_NULL) == NK_EOK;
}

static void walk_the_drawer(void)
{
    CHECK(!ask_Push());    /* shut */
    CHECK(!ask_Take(1));
    CHECK(!ask_Pull(100)); /* denied by a later rule: still shut */
    CHECK(!ask_Push());
    CHECK(ask_Pull(1));    /* ajar */
    CHECK(!ask_Take(1));
    CHECK(!ask_Pull(100)); /* still ajar */
    CHECK(!ask_Take(1));
    CHECK(ask_Pull(99));   /* open */
    CHECK(!ask_Pull(1));
}

static void fill_the_set(void)
{
    CHECK(!ask_Put(1));
    CHECK(ask_Take(1));
    CHECK(ask_Take(2));
    CHECK(ask_Take(1));
    CHECK(!ask_Take(3)); /* full */
    CHECK(!ask_Put(3));
    CHECK(ask_Put(1));
    CHECK(!ask_Put(1));
    CHECK(ask_Push());   /* ajar */
    CHECK(!ask_Take(3)); /* denied by the drawer: nothing was added */
    CHECK(!ask_Put(3));
    CHECK(ask_Pull(0) && ask_Take(3) && ask_Put(3));
}

static void set_the_size(void)
{
    CHECK(ask_Use(8) && !ask_Use(9));
    CHECK(ask_Set(20));
    CHECK(ask_Use(20) && !ask_Use(21));
    CHECK(!ask_SetAndDeny(100));
    CHECK(ask_Use(20) && !ask_Use(21));
}

static void name_it(void)
{
    CHECK(ask_Name("drawer-1") && ask_Name("drawer-0123456789"));
    CHECK(!ask_Name("drawer-") && !ask_Name("drawer-1a") && !ask_Name(""));
}

/* The one place for children: taken while one lives, free again when it has ended. */
static Entity *start_child(const char *name, Retcode expected)
{
    static const EntityInfo info = {.eiid = "st.Child"};
    Entity *child = EntityInitEx(&info, name, "Child");

    CHECK(child != NULL);
    CHECK((EntityRun(child) == rcOk) == (expected == rcOk));
    return child;
}

static void end_child(Entity *child)
{
    CHECK(KosTaskStop(child) == rcOk);
    CHECK(EntityWait(child, 1000, NULL) != rcTimeout);
    EntityFree(child);
}

static void start_children(void)
{
    Entity *first = start_child("first", rcOk), *second = start_child("second", rcSecurityDisallow);

    EntityFree(second);
    end_child(first);
    for (int i = 0; i < 3; i++)
        end_child(start_child("next", rcOk));
}

int main(void)
{
    NkKosTransport transport;
    Handle handle = ServiceLocatorConnect("desk");

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    st_IDesk_proxy_init(&desk, &transport.base, ServiceLocatorGetRiid(handle, "desk"));
    walk_the_drawer();
    fill_the_set();
    set_the_size();
    name_it();
    start_children();
    return check_end("Main");
}
