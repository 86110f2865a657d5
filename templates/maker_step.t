{{#is_chunk}}
{{#is_text}}
nk_maker_text(&k, {{base}} + {{offset}}, {{max}}U); /* {{path}} */
{{/is_text}}
{{^is_text}}
{ /* {{path}} */
    nk_uint8_t *a{{d}};
    const nk_uint32_t n{{d}} = nk_maker_chunk(&k, {{base}} + {{offset}}, {{max}}U, {{item}}, {{align}},
        {{nested}}, &a{{d}});
{{#loops}}
    for (nk_uint32_t i{{d}} = 0; i{{d}} < n{{d}}; i{{d}}++) {
        nk_uint8_t *const e{{d}} = a{{d}} + (nk_size_t)i{{d}} * {{item}};
{{#steps}}
        {{>maker_step}}
{{/steps}}
    }
{{/loops}}
{{^loops}}
    nk_unused(n{{d}});
{{/loops}}
}
{{/is_text}}
{{/is_chunk}}
{{#is_array}}
for (nk_uint32_t i{{d}} = 0; i{{d}} < {{max}}U; i{{d}}++) { /* {{path}} */
    nk_uint8_t *const e{{d}} = {{base}} + {{offset}} + (nk_size_t)i{{d}} * {{item}};
{{#steps}}
    {{>maker_step}}
{{/steps}}
}
{{/is_array}}
{{#is_union}}
{ /* {{path}} */
    const nk_uint32_t tag{{d}} = nk_maker_tag(&k, {{base}} + {{offset}}, {{max}});
{{#steps}}
    {{>maker_step}}
{{/steps}}
    nk_unused(tag{{d}});
}
{{/is_union}}
{{#is_member}}
if (tag{{d}} == {{max}}) { /* {{path}} */
{{#steps}}
    {{>maker_step}}
{{/steps}}
}
{{/is_member}}
