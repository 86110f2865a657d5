
#ifndef {{guard}}UNION__
#define {{guard}}UNION__
enum {
{{#fields}}
    {{full}}_{{name}}_tag,
{{/fields}}
    {{full}}_tag_max
};

typedef struct __nk_packed {{full}} {
    __nk_alignas(4) nk_uint32_t tag;
    __nk_alignas({{data_align}}) union {
{{#fields}}
        __nk_alignas({{align}}) {{type}} {{name}}{{dims}};
{{/fields}}
    } data;
} {{full}};
nk_static_assert(nk_offsetof({{full}}, tag) == 0, bad_{{full}}_tag_offset);
nk_static_assert(nk_offsetof({{full}}, data) == {{data_offset}}, bad_{{full}}_data_offset);
nk_static_assert(sizeof({{full}}) == {{size}}, bad_{{full}}_size);
{{#short}}
#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{short}})
{{#fields}}
#define {{short}}_{{name}}_tag {{full}}_{{name}}_tag
{{/fields}}
#define {{short}}_tag_max {{full}}_tag_max
#define {{short}} {{full}}
#endif
{{/short}}
#endif
