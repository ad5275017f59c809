import { air } from './air.ts'
import { camera } from './camera.ts'
import { cameras } from './cameras.ts'
import { city } from './city.ts'
import { commune } from './commune.ts'
import { directives } from './directives.ts'
import { incident } from './incident.ts'
import { oneStop } from './oneStop.ts'
import { plan } from './plan.ts'
import { publicService } from './publicService.ts'
import type { Scene } from './scene.ts'
import { security } from './security.ts'
import { shiftStart } from './shiftStart.ts'
import { systems } from './systems.ts'
import { water } from './water.ts'

/** Every scene of the wall, in the order in which they turn; those of one thing are called, and never turned to. */
export const SCENES: readonly Scene[] = [
  city,
  publicService,
  plan,
  oneStop,
  systems,
  water,
  air,
  security,
  directives,
  cameras,
  shiftStart,
  commune,
  camera,
  incident,
]
