import type { Adapter } from './adapter.ts'
import { native } from './native.ts'

/** Every format the hub reads, in the order in which they are asked. */
export const ADAPTERS: readonly Adapter[] = [native]
