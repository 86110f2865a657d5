/* Ports and memory of devices. Not built: every function answers rcUnimplemented, reads give all
 * ones and writes do nothing, as no process can map a device. Rules: libkos-api 13. */
#ifndef CORESRV_IO_IO_API_H
#define CORESRV_IO_IO_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

Retcode KnIoClose(Handle rid);

Retcode KnRegisterPorts(rtl_uint16_t base, rtl_size_t size, Handle *rid);
Retcode KnIoPermitPort(Handle rid, Handle *handle);
rtl_uint8_t IoReadIoPort8(rtl_size_t port);
rtl_uint16_t IoReadIoPort16(rtl_size_t port);
rtl_uint32_t IoReadIoPort32(rtl_size_t port);
void IoWriteIoPort8(rtl_size_t port, rtl_uint8_t value);
void IoWriteIoPort16(rtl_size_t port, rtl_uint16_t value);
void IoWriteIoPort32(rtl_size_t port, rtl_uint32_t value);

Retcode KnRegisterPhyMem(rtl_uint64_t address, rtl_size_t size, Handle *rid);
Retcode KnIoMapMem(Handle rid, rtl_uint32_t prot, rtl_uint32_t attr, void **address,
                   Handle *handle);
rtl_uint8_t IoReadMmReg8(volatile void *base, rtl_size_t offset);
rtl_uint16_t IoReadMmReg16(volatile void *base, rtl_size_t offset);
rtl_uint32_t IoReadMmReg32(volatile void *base, rtl_size_t offset);
void IoWriteMmReg8(volatile void *base, rtl_size_t offset, rtl_uint8_t value);
void IoWriteMmReg16(volatile void *base, rtl_size_t offset, rtl_uint16_t value);
void IoWriteMmReg32(volatile void *base, rtl_size_t offset, rtl_uint32_t value);

#ifdef __cplusplus
}
#endif
#endif
