import { oneStop } from './oneStop.ts'
import { portal } from './portal.ts'
import { satisfaction } from './satisfaction.ts'
import type { SourceSystem } from './system.ts'

/** Every source system that reports statistics, by the name in its topic. */
export const SYSTEMS = { portal, oneStop, satisfaction } satisfies Record<string, SourceSystem>
export type SystemId = keyof typeof SYSTEMS
