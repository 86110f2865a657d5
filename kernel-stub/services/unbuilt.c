/* Interfaces that are described, so that numbers and layouts never move, and not built yet: every
 * method answers rcUnimplemented (platform 5). An interface that gets its first method leaves for a
 * file of its own. */
#include "services.h"

UNBUILT(IO, RegisterPort)
UNBUILT(IO, RegisterMmio)
UNBUILT(IO, RegisterDma)
UNBUILT(IO, RegisterIrq)
UNBUILT(IO, RevokeResource)
UNBUILT(IO, MapMem)
UNBUILT(IO, PermitPort)
UNBUILT(IO, AttachIrq)
UNBUILT(IO, DetachIrq)
UNBUILT(IO, EnableIrq)
UNBUILT(IO, DisableIrq)
UNBUILT(IO, ModifyDma)
UNBUILT(IO, MapDma)
UNBUILT(IO, DmaGetInfo)
UNBUILT(IO, DmaGetPhysInfo)
UNBUILT(IO, BeginDma)

INTERFACE(IO, ENTRY(IO, RegisterPort), ENTRY(IO, RegisterMmio), ENTRY(IO, RegisterDma),
          ENTRY(IO, RegisterIrq), ENTRY(IO, RevokeResource), ENTRY(IO, MapMem),
          ENTRY(IO, PermitPort), ENTRY(IO, AttachIrq), ENTRY(IO, DetachIrq), ENTRY(IO, EnableIrq),
          ENTRY(IO, DisableIrq), ENTRY(IO, ModifyDma), ENTRY(IO, MapDma), ENTRY(IO, DmaGetInfo),
          ENTRY(IO, DmaGetPhysInfo), ENTRY(IO, BeginDma));

UNBUILT(TaskDebug, GetHandlesCount)
UNBUILT(TaskDebug, GetHandles)
UNBUILT(TaskDebug, GetHandleInfo)
UNBUILT(TaskDebug, EnableHandleTracing)
UNBUILT(TaskDebug, DisableHandleTracing)

INTERFACE(TaskDebug, ENTRY(TaskDebug, GetHandlesCount), ENTRY(TaskDebug, GetHandles),
          ENTRY(TaskDebug, GetHandleInfo), ENTRY(TaskDebug, EnableHandleTracing),
          ENTRY(TaskDebug, DisableHandleTracing));

UNBUILT(FSUnsafe, Change)

INTERFACE(FSUnsafe, ENTRY(FSUnsafe, Change));

UNBUILT(XHCIDBG, Start)
UNBUILT(XHCIDBG, Stop)

INTERFACE(XHCIDBG, ENTRY(XHCIDBG, Start), ENTRY(XHCIDBG, Stop));

UNBUILT(IOMMU, Attach)
UNBUILT(IOMMU, Detach)
UNBUILT(IOMMU, CreateDomain)
UNBUILT(IOMMU, AttachToDomain)
UNBUILT(IOMMU, DetachFromDomain)

INTERFACE(IOMMU, ENTRY(IOMMU, Attach), ENTRY(IOMMU, Detach), ENTRY(IOMMU, CreateDomain),
          ENTRY(IOMMU, AttachToDomain), ENTRY(IOMMU, DetachFromDomain));

UNBUILT(PM, Request)
UNBUILT(PM, SetCpusOnline)
UNBUILT(PM, GetCpusOnline)

INTERFACE(PM, ENTRY(PM, Request), ENTRY(PM, SetCpusOnline), ENTRY(PM, GetCpusOnline));

UNBUILT(Efi, GetTime)
UNBUILT(Efi, SetTime)
UNBUILT(Efi, GetVariable)
UNBUILT(Efi, GetNextVariableName)
UNBUILT(Efi, SetVariable)
UNBUILT(Efi, QueryVariableInfo)
UNBUILT(Efi, ResetSystem)

INTERFACE(Efi, ENTRY(Efi, GetTime), ENTRY(Efi, SetTime), ENTRY(Efi, GetVariable),
          ENTRY(Efi, GetNextVariableName), ENTRY(Efi, SetVariable), ENTRY(Efi, QueryVariableInfo),
          ENTRY(Efi, ResetSystem));
