{{#is_chunk}}
{ /* {{path}} */
    const nk_uint32_t at{{d}} = nk_verify_load32({{base}} + {{offset}});
    const nk_uint32_t size{{d}} = nk_verify_load32({{base}} + {{offset}} + 4);
{{#is_text}}
    if (!nk_verify_chunk(at{{d}}, size{{d}}, used, {{max}}U, 1, 1, reason) ||
        !nk_verify_text(a + at{{d}}, size{{d}}, reason))
{{/is_text}}
{{^is_text}}
    if (!nk_verify_chunk(at{{d}}, size{{d}}, used, {{max}}U, {{item}}, {{align}}, reason))
{{/is_text}}
        return nk_verify_field(reason, {{row}}, {{elem0}}, {{elem1}});
{{#acsl}}
    /*@ assert nk_chunk({{base}} + {{offset}}, used, {{max}}, {{item}}, {{align}}); */
{{/acsl}}
{{#loops}}
{{#acsl}}
    /*@ assert nk_readable(a + at{{d}}, size{{d}}); */
    /*@ loop invariant 0 <= i{{d}} <= n{{d}};
        loop invariant {{claim}}_all(a + at{{d}}, i{{d}}, a, used);
        loop assigns i{{d}}, *reason;
        loop variant n{{d}} - i{{d}}; */
{{/acsl}}
    for (nk_uint32_t i{{d}} = 0, n{{d}} = nk_verify_count(size{{d}}, {{item}}); i{{d}} < n{{d}}; i{{d}}++) {
        const nk_uint8_t *const e{{d}} = nk_verify_item(a + at{{d}}, i{{d}}, {{item}});
{{#steps}}
        {{>verify_step}}
{{/steps}}
{{#acsl}}
        /*@ assert {{claim}}(a + at{{d}}, i{{d}}, a, used); */
{{/acsl}}
    }
{{/loops}}
}
{{/is_chunk}}
{{#is_array}}
{{#acsl}}
/*@ loop invariant 0 <= i{{d}} <= {{max}};
    loop invariant {{claim}}_all({{base}} + {{offset}}, i{{d}}{{#has_pointers}}, a, used{{/has_pointers}});
    loop assigns i{{d}}, *reason;
    loop variant {{max}} - i{{d}}; */
{{/acsl}}
for (nk_uint32_t i{{d}} = 0; i{{d}} < {{max}}U; i{{d}}++) { /* {{path}} */
    const nk_uint8_t *const e{{d}} = nk_verify_item({{base}} + {{offset}}, i{{d}}, {{item}});
{{#steps}}
    {{>verify_step}}
{{/steps}}
{{#acsl}}
    /*@ assert {{claim}}({{base}} + {{offset}}, i{{d}}{{#has_pointers}}, a, used{{/has_pointers}}); */
{{/acsl}}
}
{{/is_array}}
{{#is_union}}
{ /* {{path}} */
    const nk_uint32_t tag{{d}} = nk_verify_load32({{base}} + {{offset}});
    if (!nk_verify_tag(tag{{d}}, {{max}}, reason))
        return nk_verify_field(reason, {{row}}, {{elem0}}, {{elem1}});
{{#steps}}
    {{>verify_step}}
{{/steps}}
}
{{/is_union}}
{{#is_member}}
if (tag{{d}} == {{max}}) { /* {{path}} */
{{#steps}}
    {{>verify_step}}
{{/steps}}
}
{{/is_member}}
