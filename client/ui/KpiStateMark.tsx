import { useTranslation } from 'react-i18next'
import type { PlanState } from '../../domain/plan/outlook.ts'
import { Shape, type ShapeName } from './Shape.tsx'
import './marks.css'

const SHAPES: Record<PlanState, ShapeName> = {
  met: 'disc',
  near: 'triangle',
  missed: 'diamond',
  outOfReach: 'cross',
  unjudged: 'ring',
  untargeted: 'dash',
}

/**
 * Where a KPI, or a row of the plan, stands against its target: shape, word and colour. Without a target, a dash alone.
 * @param compact shape and colour only; the word is still read aloud
 */
export function KpiStateMark({ state, compact = false }: { state: PlanState; compact?: boolean }) {
  const { t } = useTranslation('common')
  return (
    <span className="mark mark--state" data-state={state} title={compact ? t(`state.${state}`) : undefined}>
      <Shape is={SHAPES[state]} />
      <span className={compact || state === 'untargeted' ? 'visually-hidden' : undefined}>{t(`state.${state}`)}</span>
    </span>
  )
}
