
#ifndef {{guard}}COMPONENT_REFL__
#define {{guard}}COMPONENT_REFL__
{{#refl}}
{{^is_nodes}}
__attribute__((unused)) static const struct nk_component_endpoint {{symbol}}[] = {
{{#endpoints}}
    { {{id}}, "{{name}}", "{{local}}", "{{interface}}" },
{{/endpoints}}
};
{{/is_nodes}}
{{#is_nodes}}
__attribute__((unused)) static const struct nk_component_node {{symbol}}{{^is_root}}[] = {
{{/is_root}}
{{#is_root}} =
{{/is_root}}
{{#nodes}}
    { "{{name}}", "{{local}}", "{{component}}", {{endpoints}}, {{endpoint_count}},
      {{offset}}, {{children}}, {{child_count}} }{{^is_root}},{{/is_root}}{{#is_root}};{{/is_root}}
{{/nodes}}
{{^is_root}}
};
{{/is_root}}
{{/is_nodes}}
{{/refl}}
{{#S}}

#if defined(NK_USE_UNQUALIFIED_NAMES) && !defined({{S}}_component_node)
#define {{S}}_component_node {{C}}_component_node
#endif
{{/S}}
#endif
