import { Fragment, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../domain/alerts/alert.ts'
import { useFeedReady, useRows } from '../live/useLive.ts'
import { TitleText } from '../ui/TitleText.tsx'

/** Alerts that were not there before; those of the first snapshot are the state of things, not news. Updates `seen`. */
export function newAlerts(alerts: Iterable<Alert>, seen: Set<string>, first: boolean): Alert[] {
  const fresh: Alert[] = []
  for (const alert of alerts) {
    if (seen.has(alert.id)) continue
    seen.add(alert.id)
    if (!first && alert.clearedAt === null) fresh.push(alert)
  }
  return fresh
}

/** Tells screen readers of new alerts: politely, and at once only what is critical. */
export function Announcer() {
  const alerts = useRows('alerts')
  const ready = useFeedReady('alerts')
  const seen = useRef<Set<string> | undefined>(undefined)
  const [said, setSaid] = useState<{ polite: readonly Alert[]; assertive: readonly Alert[] }>({
    polite: [],
    assertive: [],
  })

  useEffect(() => {
    if (!ready) return
    const first = seen.current === undefined
    seen.current ??= new Set()
    const fresh = newAlerts(alerts.values(), seen.current, first)
    if (fresh.length === 0) return
    setSaid({
      polite: fresh.filter((alert) => alert.severity !== 'critical'),
      assertive: fresh.filter((alert) => alert.severity === 'critical'),
    })
  }, [alerts, ready])

  return (
    <>
      <div className="visually-hidden" aria-live="polite">
        <News alerts={said.polite} />
      </div>
      <div className="visually-hidden" aria-live="assertive">
        <News alerts={said.assertive} />
      </div>
    </>
  )
}

function News({ alerts }: { alerts: readonly Alert[] }) {
  const { t } = useTranslation('console')
  if (alerts.length === 0) return null
  return (
    <>
      {t('alerts.new')}{' '}
      {alerts.map((alert) => (
        <Fragment key={alert.id}>
          <TitleText title={alert.title} id={alert.id} />;{' '}
        </Fragment>
      ))}
    </>
  )
}
