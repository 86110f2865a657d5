/* ---- tables: source, direction, destination -> row, row -> slot by RIID -> entries by MID -- */

{{#checks}}
static ksm_check_fn check_{{number}};
{{/checks}}

static const struct ksm_way ways[] = {
    {{ways}}
};

static const nk_uint16_t actions[] = {
    {{actions}}
};

static const struct ksm_slot slots[] = {
{{#slots}}
{{#c_name}}
    { {{mask}}, ways + {{ways}}, actions + {{actions}}, &interface_{{c_name}} },
{{/c_name}}
{{^c_name}}
    { {{mask}}, ways + {{ways}}, actions + {{actions}}, (const struct ksm_interface *)0 },
{{/c_name}}
{{/slots}}
};

static const struct ksm_slot *const row_slots[] = {
    {{row_slots}}
};

static const struct ksm_row rows[] = {
{{#rows}}
    { {{mask}}, row_slots + {{slots}} },
{{/rows}}
{{^rows}}
    {0, row_slots},
{{/rows}}
};

static const struct ksm_row *const peers[] = {
    {{peers}}
};

static const struct ksm_row *const *const from[] = {
    {{from}}
};

static const nk_uint16_t execute[] = {
    {{execute}}
};

static const struct ksm_row *const security[] = {
    {{security_rows}}
};

static const struct ksm_tables tables = {
    .routes = {
        .class_count = {{class_count}},
        .from = from,
    },
    .class_names = class_names,
    .classes = classes,
    .execute = execute,
    .security = security,
    .lists = lists,
{{>ksm_name_fields}}
};

