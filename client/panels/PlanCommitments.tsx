import { useTranslation } from 'react-i18next'
import type { PlanState } from '../../domain/plan/outlook.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady } from '../live/useLive.ts'
import { figureName } from '../ui/figureName.ts'
import { formatFigure, formatValue } from '../ui/format.ts'
import { KpiStateMark } from '../ui/KpiStateMark.tsx'
import { Shape } from '../ui/Shape.tsx'
import { CITY } from './city.ts'
import { PanelTitle } from './PanelTitle.tsx'
import { isObjective, type PlanLine, tallyOf } from './planLines.ts'
import { rowsThatFit, useBox } from './useBox.ts'
import { usePlanLines } from './usePlanLines.ts'
import './planCommitments.css'

/** Heights in rem, gaps included; `planCommitments.css` has the same. */
const ROW = 2.15
const HEAD = 7.5
const COUNTS_ROW = 3.4
const COUNTED = ['met', 'near', 'missed', 'outOfReach', 'unjudged'] as const satisfies readonly PlanState[]
/** What needs a person stands first; what is well gives way where there is no room for all. */
const ORDER: readonly PlanState[] = ['outOfReach', 'missed', 'near', 'unjudged', 'met', 'untargeted']

/** The plan in four numbers, and its further commitments line by line. */
export function PlanCommitments() {
  const { t } = useTranslation('wall')
  const lines = usePlanLines()
  const ready = useFeedReady('plan')
  const [ref, box] = useBox<HTMLDivElement>()
  const { states, outlooks } = tallyOf(lines.filter(isObjective))
  const forecast = outlooks.likely + outlooks.open + outlooks.unlikely + states.outOfReach
  // What cannot be reached any more is told where there is any: beside it, a nought would only take room.
  const counted = COUNTED.filter((state) => state !== 'outOfReach' || states.outOfReach > 0)
  const head = HEAD + Math.ceil(counted.length / 2) * COUNTS_ROW
  const commitments = lines.filter((line) => !isObjective(line)).sort((a, b) => rankOf(a) - rankOf(b))
  const fits = rowsThatFit(box && { ...box, height: box.height - head * box.rem }, ROW)
  return (
    <div ref={ref} className="commitments" data-waiting={!ready}>
      {ready && (
        <>
          <ul className="commitments__counts">
            {counted.map((state) => (
              <li key={state} className="commitments__count" data-state={state}>
                <span className="commitments__number">{states[state]}</span>
                <KpiStateMark state={state} />
              </li>
            ))}
          </ul>
          <p className="commitments__outlook">{t('plan.likely', { likely: outlooks.likely, all: forecast })}</p>
          <PanelTitle>{t('plan.commitments')}</PanelTitle>
          <ul>
            {commitments.slice(0, fits).map((line) => (
              <Commitment key={line.id} line={line} />
            ))}
          </ul>
          {fits < commitments.length && (
            <p className="commitments__more">{t('plan.more', { count: commitments.length - fits })}</p>
          )}
        </>
      )}
    </div>
  )
}

function rankOf({ state }: PlanLine): number {
  return ORDER.indexOf(state)
}

const SHAPES = {
  met: 'disc',
  near: 'triangle',
  missed: 'diamond',
  outOfReach: 'cross',
  unjudged: 'ring',
  untargeted: 'dash',
} as const

function Commitment({ line: { id, item, kpi, row, state } }: { readonly line: PlanLine }) {
  const { t } = useTranslation('wall')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  const text = useText()
  const said = () => {
    if (row?.link != null) return t(`plan.link.${row.link.state}`)
    if (kpi !== undefined) return formatFigure(row?.value, kpi, language)
    if (item.measure.is === 'milestone') return t(item.measure.done === undefined ? 'plan.notYet' : 'plan.done')
    return formatValue(row?.value, 0, '', language)
  }
  return (
    <li className="commitment" data-state={state}>
      <span className="commitment__mark">
        <Shape is={SHAPES[state]} />
        <span className="visually-hidden">{common(`state.${state}`)}</span>
      </span>
      <span className="commitment__id">{id}</span>
      <span className="commitment__name">{text(kpi?.short ?? item.name)}</span>
      <span className="commitment__value" data-figure={figureName.plan(id, CITY)}>
        {said()}
      </span>
    </li>
  )
}
