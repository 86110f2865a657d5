/* Publishes before the hostile one comes and after it has taken what it can. */
#include <coresrv/ns/ns_api.h>
#include <kos/thread.h>
#include <string.h>

#include "../../check.h"

static char server[NS_NAME_SIZE], service[NS_NAME_SIZE];

static Retcode entry(NsHandle ns, const char *type, unsigned index)
{
    return NsEnumServices(ns, type, index, server, sizeof server, service, sizeof service);
}

int main(void)
{
    NsHandle ns;

    CHECK(NsCreate(NULL, 0, &ns) == rcOk);
    CHECK(NsPublishService(ns, "names.IFirst", "names.Honest", "first") == rcOk);
    while (entry(ns, "names.IDone", 0) == rcResourceNotFound)
        KosThreadSleep(10);
    CHECK(strcmp(server, "names.Hostile") == 0);
    CHECK(entry(ns, "names.IFirst", 0) == rcOk && strcmp(server, "names.Honest") == 0);
    CHECK(entry(ns, "names.IFirst", 1) == rcResourceNotFound);
    for (char i = 'a'; i < 'a' + 20; i++)
        CHECK(NsPublishService(ns, "names.ISecond", "names.Honest", (char[]){i, 0}) == rcOk);
    CHECK(NsUnPublishService(ns, "names.IFirst", "names.Honest", "first") == rcOk);
    return check_end("Honest");
}
