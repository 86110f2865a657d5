/* Made by einit from {{source}}. Do not edit. */
#include <stdio.h>
#include <stdlib.h>
#include <rtl/retcode_hr.h>
#include <coresrv/entity/entity_api.h>
#include <nk/model_note.h>
#include <services/handle/if_connection.h>
{{#includes}}
#include <{{.}}>
{{/includes}}
{{#long_texts}}
#pragma GCC diagnostic ignored "-Woverlength-strings"
{{/long_texts}}

/* Descriptions this was made from: makeimg compares them with those of the security module. */
{{notes}}
/* What is started here: makeimg looks for the programs. */
{{#processes}}
NK_MODEL_PROCESS_NOTE(process_note_{{index}}, {{name}}, {{path}}, {{place}});
{{/processes}}

static int failed(const char *what, const char *process, Retcode rc)
{
    fprintf(stderr, "Einit: Can't %s %s (code %ld, %s)\n", what, process, (long)rc,
            KosRetcodeName(rc));
    return EXIT_FAILURE;
}
{{#classes}}

/* Endpoints of {{class}}: by component class, and by path. */
static const EndpointInfo {{table}}[] = {
{{#endpoints}}
    { .name = {{name}}, .riid = {{riid}}, .iface_name = {{iface}} },
{{/endpoints}}
};
{{/classes}}

int main(void)
{
    Retcode rc;
{{#processes}}

    static const EntityInfo taskInfo_{{var}} = {
        .eiid = {{class}},
        .max_endpoints = {{endpoint_count}},
        .endpoints = {{#table}}{{table}}{{/table}}{{^table}}NK_NULL{{/table}},
    };
    static const char *args_{{index}}[] = {
        {{name}},
{{#args}}
        {{.}},
{{/args}}
        RTL_NULL
    };
{{#env}}
{{#-first}}
    static const char *env_{{index}}[] = {
{{/-first}}
        {{.}},
{{#-last}}
        RTL_NULL
    };
{{/-last}}
{{/env}}
    Entity *task_{{var}} =
        EntityInitEx(&taskInfo_{{var}}, {{name}}, {{path}});
    if (task_{{var}} == RTL_NULL)
        return failed("initialize", {{name}} " from the file " {{path}},
                      KosEntityLastError());
{{#has_env}}
    rc = EntitySetEnv(task_{{var}}, env_{{index}});
    if (rc != rcOk)
        return failed("set the environment of", {{name}}, rc);
{{/has_env}}
    rc = EntitySetArgs(task_{{var}}, args_{{index}});
    if (rc != rcOk)
        return failed("set args for", {{name}}, rc);
{{/processes}}
{{#connections}}

    rc = EntityConnectToService(task_{{client}}, task_{{server}}, {{id}});
    if (rc != rcOk)
        return failed("setup a connection for", {{client_name}}, rc);
{{/connections}}
{{#processes}}

    rc = EntityRun(task_{{var}});
    if (rc != rcOk)
        return failed("run", {{name}}, rc);
{{/processes}}
    return EXIT_SUCCESS;
}
