import '../requireNode.cjs'

// Loaded only now: an older Node would refuse some import of the hub before the line above could say what is wrong.
await import('./start.ts')
