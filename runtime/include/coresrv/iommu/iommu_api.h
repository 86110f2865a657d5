/* The unit that maps memory for devices. The machine has none, and the names of the reference's
 * functions for it are not public: this header is here for programs that include it.
 * kl.core.IOMMU answers rcUnimplemented. Rules: libkos-api 1. */
#ifndef CORESRV_IOMMU_IOMMU_API_H
#define CORESRV_IOMMU_IOMMU_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#endif
