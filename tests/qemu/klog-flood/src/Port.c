/* Nobody gets here. */
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <flood/Port.edl.h>

int main(void)
{
    static flood_Port_entity entity;
    const NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(flood_Port, entity);

    NkKosDoDispatch(ServiceLocatorRegister("port_link", NULL, 0, NULL), &info);
    return 1;
}
