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
import { oneStopCameras } from './oneStopCameras.ts'
import { openData } from './openData.ts'
import { operationsCentre } from './operationsCentre.ts'
import { personalStore } from './personalStore.ts'
import { portal } from './portal.ts'
import { queue } from './queue.ts'
import { reporting } from './reporting.ts'
import { satisfaction } from './satisfaction.ts'
import { sharedDatabases } from './sharedDatabases.ts'
import { signatures } from './signatures.ts'
import { soc } from './soc.ts'
import type { SourceSystem } from './system.ts'
import { training } from './training.ts'
import { urbanServices } from './urbanServices.ts'
import { videoConferencing } from './videoConferencing.ts'

/** Every information system the centre watches, by the name in its topics, in the order in which screens show them. */
export const SYSTEMS = {
  portal,
  oneStop,
  queue,
  nationalPortal,
  emc,
  oneStopCameras,
  operationsCentre,
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
} satisfies Record<string, SourceSystem>
export type SystemId = keyof typeof SYSTEMS
