    .rules = rules,
    .rule_count = {{rule_count}},
    .atoms = atoms,
    .fields = fields,
    .field_count = {{field_count}},
{{#object_count}}
    .objects = objects,
    .object_count = {{object_count}},
{{/object_count}}
