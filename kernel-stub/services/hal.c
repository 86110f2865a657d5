/* kl.core.HAL: boot options, debug console, entropy. */
#include "services.h"

/* Value of the boot option `name` (platform 1). */
METHOD(HAL, GetEnv)
{
    const char *name, *value;
    size_t size;
    Retcode rc = arg_text(in, &req->name, &name);

    if (rc != rcOk)
        return rc;
    value = cmdline_get(name, &size);
    if (!value)
        return rcResourceNotFound;
    return result_text(out, &res->value, value, size, kl_core_HAL_GetEnv_res_value_size);
}

METHOD(HAL, DebugWrite)
{
    const void *data;
    size_t size;
    Retcode rc = arg_bytes(in, &req->data, kl_core_HAL_DebugWrite_req_data_size, &data, &size);

    if (rc == rcOk)
        console_write(current_proc(), data, size);
    return rc;
}

METHOD(HAL, GetEntropy)
{
    void *buffer;
    Retcode rc;

    if (req->size > kl_core_HAL_GetEntropy_res_buffer_size)
        return rcInvalidArgument;
    rc = result_bytes(out, &res->buffer, req->size, &buffer);
    if (rc == rcOk && req->size > 0)
        random_bytes(buffer, req->size);
    return rc;
}

UNBUILT(HAL, GetPrivReg)
UNBUILT(HAL, SetPrivReg)
UNBUILT(HAL, GetPrivRegRange)
UNBUILT(HAL, SetPrivRegRange)
UNBUILT(HAL, FlushCache)

INTERFACE(HAL, ENTRY(HAL, GetEnv), ENTRY(HAL, GetPrivReg), ENTRY(HAL, SetPrivReg),
          ENTRY(HAL, GetPrivRegRange), ENTRY(HAL, SetPrivRegRange), ENTRY(HAL, FlushCache),
          ENTRY(HAL, DebugWrite), ENTRY(HAL, GetEntropy));
