import type { ComponentProps } from 'react'
import { CameraMosaic } from './CameraMosaic.tsx'
import { CityList } from './CityList.tsx'
import { CommuneList } from './CommuneList.tsx'
import { DirectiveList } from './DirectiveList.tsx'
import { Figures } from './Figures.tsx'
import { IncidentSteps } from './IncidentSteps.tsx'
import { IncidentTimeline } from './IncidentTimeline.tsx'
import { OfficePictures } from './OfficePictures.tsx'
import { PlanList } from './PlanList.tsx'
import { SecurityList } from './SecurityList.tsx'
import { SinceList } from './SinceList.tsx'
import { StationList } from './StationList.tsx'
import { SystemList } from './SystemList.tsx'
import { SystemRing } from './SystemRing.tsx'
import { UnitList } from './UnitList.tsx'

/** Every panel a scene can place, by the name scenes call it. */
export const PANELS = {
  figures: Figures,
  systemRing: SystemRing,
  cameraMosaic: CameraMosaic,
  cityList: CityList,
  communeList: CommuneList,
  directiveList: DirectiveList,
  incidentSteps: IncidentSteps,
  incidentTimeline: IncidentTimeline,
  officePictures: OfficePictures,
  planList: PlanList,
  securityList: SecurityList,
  sinceList: SinceList,
  stationList: StationList,
  systemList: SystemList,
  unitList: UnitList,
} as const
type PanelId = keyof typeof PANELS

/** A panel placed, as data: its name and what it is given. */
export type PanelUse = { [P in PanelId]: { readonly panel: P } & ComponentProps<(typeof PANELS)[P]> }[PanelId]
