import { useTranslation } from 'react-i18next'
import type { Directive } from '../../../domain/directives/directive.ts'
import { isNearlyDue, officialCell } from '../../../domain/directives/official.ts'
import { type Explanation, latenessMs } from '../../../domain/explanations/explanation.ts'
import { useFromNow } from '../../live/useLive.ts'
import { Shape } from '../../ui/Shape.tsx'
import { useTimeLeft } from '../work/useTimeLeft.ts'

/** How long is left of what is under way, or how late it is, by its first deadline. */
export function DirectiveDue({ directive }: { directive: Directive }) {
  const { t } = useTranslation('directives')
  const cell = useFromNow((now) => officialCell(directive, now))
  const isNear = useFromNow((now) => isNearlyDue(directive, now))
  if (cell === undefined) return '–'
  if (cell === 'inTime' && directive.paused !== null) return t('clockStands')
  if (cell === 'doneOnTime' || cell === 'doneLate' || directive.completedAt !== null || directive.paused !== null)
    return <CellMark cell={cell} name={t(`cell.${cell}`)} />
  return <TimeLeft dueAt={directive.judgedAt} isNear={isNear} />
}

/** The same of an answer. */
export function AnswerDue({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation('directives')
  const late = useFromNow((now) => latenessMs(explanation, now) > 0)
  if (explanation.firstAnsweredAt === null && explanation.closedAt === null)
    return <TimeLeft dueAt={explanation.answerBy} isNear={false} />
  const cell = late ? 'doneLate' : 'doneOnTime'
  return explanation.firstAnsweredAt === null ? (
    t('answered.none')
  ) : (
    <CellMark cell={cell} name={t(`answered.${cell}`)} />
  )
}

function TimeLeft({ dueAt, isNear }: { dueAt: number; isNear: boolean }) {
  const { t } = useTranslation('directives')
  const timeLeft = useTimeLeft()
  const isOver = useFromNow((now) => dueAt < now)
  const time = useFromNow((now) => timeLeft(Math.abs(dueAt - now)))
  return (
    <span className={isOver ? 'matter__late' : isNear ? 'matter__near' : undefined}>
      {isOver && <Shape is="triangle" />} {t(isOver ? 'late' : 'left', { time })}
    </span>
  )
}

const SHAPES = { doneOnTime: 'disc', doneLate: 'diamond', inTime: 'ring', overdue: 'triangle' } as const

function CellMark({ cell, name }: { cell: keyof typeof SHAPES; name: string }) {
  return (
    <span className={cell === 'overdue' ? 'matter__late' : undefined}>
      <Shape is={SHAPES[cell]} /> {name}
    </span>
  )
}
