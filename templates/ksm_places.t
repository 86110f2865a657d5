&witness, &audit{{#journal}}, &journal, &journal.undo[0 .. {{journal}} - 1]{{/journal}}{{#objects}}, &object_{{name}}{{#states}},
            &object_{{name}}.{{.}}{{/states}}{{/objects}}
