import { useTranslation } from 'react-i18next'
import { useFromNow } from '../../live/useLive.ts'
import { formatDateTime } from '../../ui/format.ts'
import { Shape } from '../../ui/Shape.tsx'
import { useTimeLeft } from '../work/useTimeLeft.ts'
import './incidents.css'

/** When an incident is due, and how long that is from now; of one that has ended, whether it ended in time. */
export function DeadlineText({ at, closedAt }: { at: number; closedAt: number | null }) {
  const { t } = useTranslation('incidents')
  const timeLeft = useTimeLeft()
  const said = useFromNow((now) => {
    if (closedAt !== null) return closedAt <= at ? t('keptDeadline') : t('missedDeadline')
    const left = at - now
    return left >= 0 ? t('dueIn', { span: timeLeft(left) }) : t('overdueBy', { span: timeLeft(-left) })
  })
  const isLate = useFromNow((now) => (closedAt ?? now) > at)
  return (
    <span className="incident-due" data-late={isLate}>
      {isLate && <Shape is="triangle" />}
      <span>
        {formatDateTime(at)} <span className="incident-due__left">({said})</span>
      </span>
    </span>
  )
}
