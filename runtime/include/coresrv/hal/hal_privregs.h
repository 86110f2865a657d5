/* Part of the interface of the machine under its own path. */
#ifndef CORESRV_HAL_HAL_PRIVREGS_H
#define CORESRV_HAL_HAL_PRIVREGS_H

#include <coresrv/hal/hal_api.h>

#endif
