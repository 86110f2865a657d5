/* Made by nk-gen-c from {{source}}. Do not edit. */
#pragma GCC diagnostic push

#include <nk/transport.h>
#include <nk/types.h>
{{#traced}}
#include <nk/trace.h>
{{/traced}}
{{#validators}}
#include <nk/verify.h>
{{/validators}}

#ifdef __cplusplus
extern "C" {
#endif
