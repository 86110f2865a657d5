/* The functions of {{name}}, in this process or over IPC: {{base_name}}_impl.c or {{base_name}}_client.c.
 *
 * They return NK_EOK, NK_ELOGIC_MAKE(status) for an error of the interface, or, over IPC only, what
 * the transport says. A text of a parameter has at most the bytes that the interface allows, and a
 * zero; so has a buffer for one. */
#ifndef {{c_name | upper}}_FUNCTIONS_H
#define {{c_name | upper}}_FUNCTIONS_H

#include <nk/errno.h>
#include <nk/types.h>
#include <{{name | path}}.idl.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The channel to the server, and the path of the endpoint in its process class. */
#define {{c_name | upper}}_CHANNEL  "{{name}}"
#define {{c_name | upper}}_ENDPOINT "{{base_name | lower}}"

{{#interface}}
{{#methods}}
{{>signature.txt}};
{{/methods}}
{{/interface}}

/* The endpoint for the dispatcher of the server. */
struct {{c_name}} *{{c_name | lower}}_server(void);

#ifdef __cplusplus
}
#endif
#endif
