import type { SystemId } from '../../domain/systems/index.ts'
import { oneStop } from './oneStop.ts'
import { portal } from './portal.ts'
import { satisfaction } from './satisfaction.ts'
import type { SystemModel } from './systemModel.ts'

/** What each source system of the demo city says. */
export const SYSTEM_MODELS = { portal, oneStop, satisfaction } satisfies Record<SystemId, SystemModel>
