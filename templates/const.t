
#ifndef {{guard}}CONST__
#define {{guard}}CONST__
#define {{full}} {{value}}
{{#short}}
#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{short}})
#define {{short}} {{full}}
#endif
{{/short}}
#endif
