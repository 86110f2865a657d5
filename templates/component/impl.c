/* {{name}}: what the functions do. Nothing here knows of messages. */
#include "{{base_name}}_functions.h"
{{#interface}}
{{#methods}}

{{>signature.txt}}
{
{{#req.params}}
{{>unused.txt}}
{{/req.params}}
{{#res.params}}
{{>unused.txt}}
{{/res.params}}
    return NK_ENOENT; /* to be written */
}
{{/methods}}
{{/interface}}
