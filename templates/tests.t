
#ifndef {{guard}}TESTS__
#define {{guard}}TESTS__
/* Random messages; *failure tells whether a verifier must refuse them. */
{{makers}}
{{#S}}

{{#methods}}
{{#-first}}
#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_{{name}}_test_req)
{{/-first}}
#define {{S}}_{{name}}_test_req {{P}}_{{name}}_test_req
#define {{S}}_{{name}}_test_res {{P}}_{{name}}_test_res
#define {{S}}_{{name}}_test_err {{P}}_{{name}}_test_err
{{/methods}}
#endif
{{/S}}
#endif
