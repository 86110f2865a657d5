{{#is_chunk}}
nk_chunk({{base}} + {{offset}}, used, {{max}}, {{item}}, {{align}}) && // {{path}}
{{#is_text}}
nk_ended(a + nk_u32({{base}} + {{offset}}), nk_u32({{base}} + {{offset}} + 4)) &&
{{/is_text}}
{{#loops}}
{{claim}}_all(a + nk_u32({{base}} + {{offset}}), nk_count(nk_u32({{base}} + {{offset}} + 4), {{item}}), a, used) &&
{{/loops}}
{{/is_chunk}}
{{#is_array}}
{{claim}}_all({{base}} + {{offset}}, {{max}}{{#has_pointers}}, a, used{{/has_pointers}}) && // {{path}}
{{/is_array}}
{{#is_union}}
nk_u32({{base}} + {{offset}}) < {{max}} && // {{path}}
{{#steps}}
{{>verify_claim}}
{{/steps}}
{{/is_union}}
{{#is_member}}
(nk_u32({{base}} + {{tag_offset}}) == {{max}} ==> // {{path}}
{{#steps}}
    {{>verify_claim}}
{{/steps}}
    \true) &&
{{/is_member}}
