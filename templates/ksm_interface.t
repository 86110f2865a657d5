static const struct ksm_interface interface_{{c_name}} = {
{{#methods}}
{{#-first}}
    methods_{{c_name}}, sizeof methods_{{c_name}} / sizeof methods_{{c_name}}[0],
{{/-first}}
{{/methods}}
{{^methods}}
    (const struct ksm_method *)0, 0,
{{/methods}}
};
