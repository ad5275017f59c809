import type { ComponentProps } from 'react'
import { CameraMosaic } from './CameraMosaic.tsx'
import { CommuneRanking } from './CommuneRanking.tsx'
import { Extremes } from './Extremes.tsx'
import { Figures } from './Figures.tsx'
import { PlanCommitments } from './PlanCommitments.tsx'
import { PlanTable } from './PlanTable.tsx'
import { River } from './River.tsx'
import { Stations } from './Stations.tsx'
import { SystemBoard } from './SystemBoard.tsx'
import { SystemConnections } from './SystemConnections.tsx'

/** Every panel a scene can place, by the name scenes call it. */
export const PANELS = {
  figures: Figures,
  river: River,
  extremes: Extremes,
  communeRanking: CommuneRanking,
  cameraMosaic: CameraMosaic,
  stations: Stations,
  planCommitments: PlanCommitments,
  planTable: PlanTable,
  systemConnections: SystemConnections,
  systemBoard: SystemBoard,
} as const
type PanelId = keyof typeof PANELS

/** A panel placed, as data: its name and what it is given. */
export type PanelUse = { [P in PanelId]: { readonly panel: P } & ComponentProps<(typeof PANELS)[P]> }[PanelId]
