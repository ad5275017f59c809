import { useTranslation } from 'react-i18next'
import type { PlanState } from '../../domain/plan/outlook.ts'
import { useFeedReady } from '../live/useLive.ts'
import { useUnknownHolidays } from '../live/useUnknownHolidays.ts'
import { Shape, type ShapeName } from '../ui/Shape.tsx'
import { Figure } from './Figure.tsx'
import { daysLeft, isObjective, type PlanLine, tallyOf } from './planLines.ts'
import { usePlanLines } from './usePlanLines.ts'
import './objectivesFigure.css'
import { useComingText } from './useComingText.ts'

/** In the order in which the plan is lost. */
const ORDER = ['met', 'near', 'missed', 'outOfReach', 'unjudged'] as const satisfies readonly PlanState[]
const SHAPES: Record<(typeof ORDER)[number], ShapeName> = {
  met: 'disc',
  near: 'triangle',
  missed: 'diamond',
  outOfReach: 'cross',
  unjudged: 'ring',
}

/** How many objectives of the plan are met, each as a mark, and how many will be at the end of the year. */
export function ObjectivesFigure({ count }: { readonly count: number }) {
  const { t } = useTranslation('wall')
  const coming = useComingText()
  const ready = useFeedReady('plan')
  const unknownHolidays = useUnknownHolidays()
  const lines = usePlanLines().filter((line) => isObjective(line) && !line.isGone)
  const { states, outlooks } = tallyOf(lines)
  const judged = lines.length - states.unjudged - states.untargeted
  const forecast = outlooks.likely + outlooks.open + outlooks.unlikely + states.outOfReach
  const days = lines.map(daysLeft).find((left) => left !== undefined)
  const notes = [
    ...(forecast > 0 ? [t('plan.likely', { likely: outlooks.likely, all: forecast })] : [t('plan.noForecast')]),
    ...(days === undefined ? [] : [t('plan.daysLeft', { count: days })]),
    ...(unknownHolidays === undefined ? [] : [t('plan.holidaysUnknown', { years: unknownHolidays })]),
  ]
  return (
    <Figure
      count={count}
      look={{
        label: t('plan.title'),
        aside: states.unjudged > 0 ? t('plan.unjudged', { count: states.unjudged }) : undefined,
        value: ready && judged > 0 ? `${states.met}/${judged}` : '–',
        unit: ready && judged > 0 ? t('plan.met') : undefined,
        tone:
          judged === 0
            ? 'unjudged'
            : states.missed + states.outOfReach > 0
              ? 'missed'
              : states.near > 0
                ? 'near'
                : 'met',
        isOld: !ready || judged === 0,
        drawing: <Marks lines={lines} />,
        note: ready ? notes.join(' · ') : coming,
      }}
    />
  )
}

function Marks({ lines }: { readonly lines: readonly PlanLine[] }) {
  const { t } = useTranslation('common')
  const place = (state: PlanState) => (ORDER as readonly PlanState[]).indexOf(state)
  const ordered = lines.filter(({ state }) => place(state) >= 0).sort((a, b) => place(a.state) - place(b.state))
  return (
    <ul className="objectives">
      {ordered.map(({ id, state }) => (
        <li key={id} className="objectives__mark" data-state={state}>
          <Shape is={SHAPES[state as keyof typeof SHAPES]} />
          <span className="visually-hidden">
            {id} {t(`state.${state}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}
