task class {{name}}.Server

endpoints {
    counter : {{name}}.ICounter
}
