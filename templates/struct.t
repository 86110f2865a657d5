
#ifndef {{guard}}STRUCT__
#define {{guard}}STRUCT__
typedef struct __nk_packed {{full}} {
{{#fields}}
    __nk_alignas({{align}}) {{type}} {{name}}{{dims}};
{{/fields}}
} {{full}};
{{#fields}}
nk_static_assert(nk_offsetof({{full}}, {{name}}) == {{offset}},
    bad_{{full}}_{{name}}_offset);
{{/fields}}
nk_static_assert(sizeof({{full}}) == {{size}}, bad_{{full}}_size);
{{#short}}
#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{short}})
#define {{short}} {{full}}
#endif
{{/short}}
#endif
