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
{{#is_text}}
    /*@ assert nk_ended(a + nk_offset({{base}} + {{offset}}), nk_size({{base}} + {{offset}})); */
{{/is_text}}
{{/acsl}}
{{#loops}}
{{#acsl}}
    /*@ loop invariant 0 <= i{{d}} <= n{{d}};
        loop invariant \forall integer k; 0 <= k < i{{d}} ==>
            {{claim}}(a + at{{d}} + k * {{item}}, a, used);
        loop assigns i{{d}}, *reason;
        loop variant n{{d}} - i{{d}}; */
{{/acsl}}
    for (nk_uint32_t i{{d}} = 0, n{{d}} = size{{d}} / {{item}}; i{{d}} < n{{d}}; i{{d}}++) {
        const nk_uint8_t *const e{{d}} = a + at{{d}} + (nk_size_t)i{{d}} * {{item}};
{{#acsl}}
        /*@ assert e{{d}} == a + at{{d}} + i{{d}} * {{item}}; */
        /*@ assert \valid_read(e{{d}} + (0 .. {{item}} - 1)); */
{{/acsl}}
{{#steps}}
        {{>verify_step}}
{{/steps}}
{{#acsl}}
        /*@ assert {{claim}}(e{{d}}, a, used); */
{{/acsl}}
    }
{{#acsl}}
    /*@ assert \forall integer i; 0 <= i < nk_size({{base}} + {{offset}}) / {{item}} ==>
            {{claim}}(a + nk_offset({{base}} + {{offset}}) + i * {{item}}, a, used); */
{{/acsl}}
{{/loops}}
}
{{/is_chunk}}
{{#is_array}}
{{#acsl}}
/*@ loop invariant 0 <= i{{d}} <= {{max}};
    loop invariant \forall integer k; 0 <= k < i{{d}} ==>
        {{claim}}({{base}} + {{offset}} + k * {{item}}{{#has_pointers}}, a, used{{/has_pointers}});
    loop assigns i{{d}}, *reason;
    loop variant {{max}} - i{{d}}; */
{{/acsl}}
for (nk_uint32_t i{{d}} = 0; i{{d}} < {{max}}U; i{{d}}++) { /* {{path}} */
    const nk_uint8_t *const e{{d}} = {{base}} + {{offset}} + (nk_size_t)i{{d}} * {{item}};
{{#acsl}}
    /*@ assert e{{d}} == {{base}} + {{offset}} + i{{d}} * {{item}}; */
{{/acsl}}
{{#steps}}
    {{>verify_step}}
{{/steps}}
{{#acsl}}
    /*@ assert {{claim}}(e{{d}}{{#has_pointers}}, a, used{{/has_pointers}}); */
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
