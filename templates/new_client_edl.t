// Serves nothing.
task class {{name}}.Client
