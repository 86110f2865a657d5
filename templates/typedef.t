
#ifndef {{guard}}TYPEDEF__
#define {{guard}}TYPEDEF__
typedef {{type}} {{full}}{{dims}};
{{#short}}
#ifdef NK_USE_UNQUALIFIED_NAMES
#define {{short}} {{full}}
#endif
{{/short}}
#endif
