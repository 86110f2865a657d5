{{#is_chunk}}
nk_chunk({{base}} + {{offset}}, used, {{max}}, {{item}}, {{align}}) && // {{path}}
{{#is_text}}
nk_ended(a + nk_offset({{base}} + {{offset}}), nk_size({{base}} + {{offset}})) &&
{{/is_text}}
{{#loops}}
(\forall integer i; 0 <= i < nk_size({{base}} + {{offset}}) / {{item}} ==>
    {{claim}}(a + nk_offset({{base}} + {{offset}}) + i * {{item}}, a, used)) &&
{{/loops}}
{{/is_chunk}}
{{#is_array}}
(\forall integer i; 0 <= i < {{max}} ==> // {{path}}
    {{claim}}({{base}} + {{offset}} + i * {{item}}{{#has_pointers}}, a, used{{/has_pointers}})) &&
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
