
#ifndef {{guard}}TYPEDEF__
#define {{guard}}TYPEDEF__
typedef {{type}} {{full}}{{dims}};
{{#short}}
#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{short}})
#define {{short}} {{full}}
#endif
{{/short}}
#endif
