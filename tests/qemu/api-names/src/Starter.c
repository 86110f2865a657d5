/* Starts the server some time after all others. */
#include <coresrv/entity/entity_api.h>
#include <coresrv/ns/ns_api.h>
#include <kos/thread.h>

#include "../../check.h"

int main(void)
{
    static const EntityInfo info = {.eiid = "dyn.Server"};
    char server[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];
    Entity *entity;
    NsHandle ns;

    /* Over the static channel. */
    CHECK(NsCreate(RTL_NULL, 0, &ns) == rcOk);
    CHECK(NsEnumServices(ns, "dyn.ISum", 0, server, sizeof server, service, sizeof service) ==
          rcResourceNotFound);
    NsDestroy(ns);
    KosThreadSleep(200);
    entity = EntityInit(&info);
    CHECK(entity && EntityRun(entity) == rcOk);
    EntityFree(entity);
    return check_end("Starter");
}
