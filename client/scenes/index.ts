import { oneStop } from './oneStop.ts'
import { plan } from './plan.ts'
import { publicService } from './publicService.ts'
import { riverAir } from './riverAir.ts'
import type { Scene } from './scene.ts'
import { systems } from './systems.ts'

/** Every scene of the wall, in the order in which they turn. */
export const SCENES: readonly Scene[] = [publicService, plan, oneStop, systems, riverAir]
