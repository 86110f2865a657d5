# The processes that Einit starts. A channel belongs to its client and has a name that both ends use.
entities:

- name: {{name}}.Client
  connections:
  - target: {{name}}.Server
    id: counter_link

- name: {{name}}.Server
