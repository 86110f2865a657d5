/* kl.core.Time: setting the wall clock. */
#include "services.h"

METHOD(Time, SetSystemTime)
{
    if (req->secs < 0 || req->nsecs >= 1000000000)
        return rcInvalidArgument;
    clock_set_wall(req->secs, req->nsecs);
    return rcOk;
}

UNBUILT(Time, SetSystemTimeAdj)
UNBUILT(Time, GetSystemTimeAdj)

INTERFACE(Time, ENTRY(Time, SetSystemTime), ENTRY(Time, SetSystemTimeAdj),
          ENTRY(Time, GetSystemTimeAdj));
