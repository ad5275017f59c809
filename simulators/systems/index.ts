import type { SystemId } from '../../domain/systems/index.ts'
import { antiMalware } from './antiMalware.ts'
import { dataCentre } from './dataCentre.ts'
import { documentAxis } from './documentAxis.ts'
import { documents } from './documents.ts'
import { emc } from './emc.ts'
import { feedback } from './feedback.ts'
import { firewalls } from './firewalls.ts'
import { lgsp } from './lgsp.ts'
import { nationalPortal } from './nationalPortal.ts'
import { ngsp } from './ngsp.ts'
import { oneStop } from './oneStop.ts'
import { openData } from './openData.ts'
import { personalStore } from './personalStore.ts'
import { portal } from './portal.ts'
import { queue } from './queue.ts'
import { reporting } from './reporting.ts'
import { satisfaction } from './satisfaction.ts'
import { sharedDatabases } from './sharedDatabases.ts'
import { signatures } from './signatures.ts'
import { soc } from './soc.ts'
import type { SystemModel } from './systemModel.ts'
import { training } from './training.ts'
import { urbanServices } from './urbanServices.ts'
import { videoConferencing } from './videoConferencing.ts'

/** Systems that speak through devices only. */
type Silent = 'oneStopCameras' | 'operationsCentre'

/** What each source system of the demo city says. */
export const SYSTEM_MODELS = {
  portal,
  oneStop,
  queue,
  nationalPortal,
  emc,
  reporting,
  lgsp,
  ngsp,
  sharedDatabases,
  openData,
  documents,
  documentAxis,
  signatures,
  videoConferencing,
  soc,
  antiMalware,
  firewalls,
  dataCentre,
  training,
  satisfaction,
  personalStore,
  feedback,
  urbanServices,
} satisfies Record<Exclude<SystemId, Silent>, SystemModel>
export type ReportingSystem = keyof typeof SYSTEM_MODELS
