/* ---- tables: source * classes + destination -> row, row -> actions by method -------------- */

static const nk_uint16_t pair_request[] = {
    {{pair_request}}
};

static const nk_uint16_t pair_response[] = {
    {{pair_response}}
};

static const nk_uint16_t pair_error[] = {
    {{pair_error}}
};

static const nk_uint16_t execute[] = {
    {{execute}}
};

static const nk_uint16_t security[] = {
    {{security_rows}}
};

static const nk_uint32_t row_start[] = {
    {{row_start}}
};

static const nk_uint16_t actions[] = {
    {{actions}}
};

static const struct ksm_tables tables = {
    .class_count = {{class_count}},
    .class_names = class_names,
    .classes = classes,
    .pair = {pair_request, pair_response, pair_error},
    .execute = execute,
    .security = security,
    .row_start = row_start,
    .actions = actions,
    .lists = lists,
    .rules = rules,
    .rule_count = {{rule_count}},
    .atoms = atoms,
    .fields = fields,
    .field_count = {{field_count}},
{{#object_count}}
    .objects = objects,
    .object_count = {{object_count}},
{{/object_count}}
};

