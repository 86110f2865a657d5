{{#is_chunk}}
{   /* {{path}} */
    const nk_uint32_t at{{d}} = nk_verify_load32({{base}} + {{offset}});
    const nk_uint32_t size{{d}} = nk_verify_load32({{base}} + {{offset}} + 4);

{{^is_text}}
    if (!nk_verify_chunk(at{{d}}, size{{d}}, used, {{max}}U, {{item}}, {{align}}, reason))
{{/is_text}}
{{#is_text}}
    if (!nk_verify_chunk(at{{d}}, size{{d}}, used, {{max}}U, 1, 1, reason) ||
        !nk_verify_text(a + at{{d}}, size{{d}}, reason))
{{/is_text}}
        return nk_verify_field(reason, {{row}}, {{elem0}}, {{elem1}});
{{#steps.-any}}
{{/steps.-any}}
}
{{/is_chunk}}
