
#ifndef {{guard}}CONST__
#define {{guard}}CONST__
#define {{full}} {{value}}
{{#short}}
#ifdef NK_USE_UNQUALIFIED_NAMES
#define {{short}} {{full}}
#endif
{{/short}}
#endif
