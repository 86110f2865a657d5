/* ---- audit: what is reported, by range of the level ---------------------------------------- */

static const nk_uint32_t audit_levels[] = {
    {{audit_levels}}
};

{{#audit_plans}}
static const nk_uint8_t {{name}}[] = {
    {{masks}}
};
{{#omit}}
static const nk_uint64_t {{name}}_omit[] = {
    {{omit}},
};
{{/omit}}

{{/audit_plans}}
static struct ksm_audit audit = {
    .level = {{audit_level}}u,
    .indexed_level = {{audit_level}}u,
    .index = {{audit_index}},
    .levels = audit_levels,
    .level_count = {{audit_level_count}},
    .record = {.module = {
        {{audit_module}}
    }},
};

