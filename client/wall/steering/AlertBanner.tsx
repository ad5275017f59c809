import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../domain/alerts/alert.ts'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import { callsWall } from '../../../domain/walls/callsWall.ts'
import { useText } from '../../i18n/useText.ts'
import { useRows } from '../../live/useLive.ts'
import { BriefCourse } from '../../panels/AlertCourse.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { useFittingText } from '../useFittingText.ts'
import './steering.css'
import { useMomentText } from '../../ui/useMomentText.ts'

/** The critical alert that has one pane of a wall: the latest that nobody has taken on. Undefined: there is none, or the wall is not set so. */
export function useCallingAlert(wall: WallStateRow | undefined): Alert | undefined {
  const alerts = useRows('alerts')
  if (wall?.onCritical !== 'pane') return undefined
  const calling = [...alerts.values()].filter(callsWall)
  return calling.reduce<Alert | undefined>(
    (latest, each) => (latest === undefined || each.raisedAt > latest.raisedAt ? each : latest),
    undefined,
  )
}

/** Sizes that the alert's title may have, rem. */
const TITLE_REM = [1.65, 1.35, 1.1, 1]

/** Says it across the wall, until somebody takes it on. @param isDrill it comes while a drill goes on */
export function AlertBanner({ alert, isDrill = false }: { readonly alert: Alert; readonly isDrill?: boolean }) {
  const { t } = useTranslation('wall')
  const text = useText()
  const moment = useMomentText()
  const fitting = useFittingText(TITLE_REM)
  return (
    <div className="alert-banner" role="alert" ref={fitting}>
      <span className="alert-banner__word">
        <SeverityMark severity={alert.severity} /> {isDrill && `${t('why.drill')} · `}
        {t('why.critical')}
      </span>
      <span className="alert-banner__title">
        {text(alert.title)}
        <BriefCourse alert={alert} />
      </span>
      <span className="alert-banner__since">{t('why.unacknowledged', { time: moment(alert.raisedAt) })}</span>
    </div>
  )
}
