&audit{{#journal}}, &journal, undo + (0 .. {{journal}} - 1){{/journal}}{{#objects}}{{#states}},
            {{.}}{{/states}}{{/objects}}
