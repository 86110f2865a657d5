# {{name}}

A solution of two processes. `{{name}}.Client` asks `{{name}}.Server` to add numbers; the policy lets it
add at most 100 at a time.

```sh
nk run      # build it and boot it in QEMU
nk test     # ask the policy what it grants, without booting
nk trace    # boot it and show every message
```

| file | what it says |
|---|---|
| `{{name}}/ICounter.idl` | the interface: methods and their parameters |
| `{{name}}/Client.edl`, `{{name}}/Server.edl` | the process classes and what they serve |
| `init.yaml` | the processes that run, and the channels between them |
| `security.psl` | who may say what to whom; what no rule grants is refused |
| `pal_tests.psl` | what the policy is to decide |
| `src/Client.c`, `src/Server.c` | the programs |
| `CMakeLists.txt` | how all of it becomes an image |

Try: change the `100` in `security.psl` to `1000`, then `nk test` and `nk run`.
