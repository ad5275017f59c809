import type { KpiId } from '../../domain/kpis/index.ts'
import type { SensorKindId } from '../../domain/sensors/index.ts'
import { useIsPast } from '../live/useLive.ts'
import { DirectivesFigure } from './DirectivesFigure.tsx'
import type { DirectiveCell } from './directiveNeeds.ts'
import { OtherFigures, tallSeats } from './Figure.tsx'
import { HighestFigure } from './HighestFigure.tsx'
import { HighWaterFigure } from './HighWaterFigure.tsx'
import { IncidentFigure } from './IncidentFigure.tsx'
import { KpiFigure } from './KpiFigure.tsx'
import { ObjectivesFigure } from './ObjectivesFigure.tsx'
import { useRoom } from './room.ts'

/** The highest live value of a kind of sensors: of its index or primary quantity, or of another one. */
type HighestUse = { readonly of: 'highest'; readonly kind: SensorKindId; readonly quantity?: string }

/** A figure placed, as data. */
export type FigureUse =
  /** A KPI of the city, or of the commune in focus. `inPast`: what stands there of a past moment, of which no KPI is told. */
  | { readonly of: 'kpi'; readonly kpi: KpiId; readonly inPast?: HighestUse }
  /** The next high water at a gauge. */
  | { readonly of: 'highWater'; readonly gauge: string }
  | HighestUse
  /** How many objectives of the plan stand where. */
  | { readonly of: 'objectives' }
  /** How many directives stand so, by their first deadlines. */
  | { readonly of: 'directives'; readonly cell: DirectiveCell }
  /** How far the incident in focus has come, or a figure as it was when it was opened. */
  | { readonly of: 'incident'; readonly part: 'steps' | 'figure' }

/** So many are meant for every wall; a third one stands where there is room for it in full, and is counted where there is none. */
const MEANT = 2

/** The few figures of a scene, each with its course. */
export function Figures({ figures }: { readonly figures: readonly FigureUse[] }) {
  const shown = figures.slice(0, Math.max(MEANT, tallSeats(useRoom())))
  return shown.map((use, place) => (
    <OtherFigures key={keyOf(use)} value={place === shown.length - 1 ? figures.length - shown.length : 0}>
      <OneFigure use={use} count={shown.length} />
    </OtherFigures>
  ))
}

function OneFigure({ use: placed, count }: { readonly use: FigureUse; readonly count: number }) {
  const isPast = useIsPast()
  const use = isPast && placed.of === 'kpi' ? (placed.inPast ?? placed) : placed
  switch (use.of) {
    case 'kpi':
      return <KpiFigure id={use.kpi} count={count} />
    case 'highWater':
      return <HighWaterFigure gauge={use.gauge} count={count} />
    case 'highest':
      return <HighestFigure kind={use.kind} quantity={use.quantity} count={count} />
    case 'objectives':
      return <ObjectivesFigure count={count} />
    case 'incident':
      return <IncidentFigure part={use.part} count={count} />
    case 'directives':
      return <DirectivesFigure cell={use.cell} count={count} />
  }
}

function keyOf(use: FigureUse): string {
  return JSON.stringify(use)
}
