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
{{#tests}}
#include <nk/maker.h>
{{/tests}}

#ifdef __cplusplus
extern "C" {
#endif
{{#rawtypes}}
{{>rawtype}}
{{/rawtypes}}
{{#definitions}}
{{>definition}}
{{/definitions}}
{{#interfaces}}
{{>interface}}
{{/interfaces}}
{{#components}}
{{>component_endpoints}}
{{/components}}
{{#classes}}
{{>task_endpoints}}
{{/classes}}
{{#vtables}}
{{>vtable}}
{{/vtables}}
{{#clients}}
{{>client}}
{{/clients}}
{{#servers}}
{{>server}}
{{/servers}}
{{#tested}}
{{>tests}}
{{/tested}}
{{#validated}}
{{>validator}}
{{/validated}}
{{#component_servers}}
{{>component_types}}
{{>component_dispatcher}}
{{/component_servers}}
{{#entity_servers}}
{{>entity}}
{{/entity_servers}}
{{#reflected}}
{{>component_refl}}
{{/reflected}}

#ifdef __cplusplus
}
#endif

#pragma GCC diagnostic pop
