import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../domain/alerts/alert.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady, useRows } from '../live/useLive.ts'

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
  const { t } = useTranslation('console')
  const text = useText()
  const alerts = useRows('alerts')
  const ready = useFeedReady('alerts')
  const seen = useRef<Set<string> | undefined>(undefined)
  const [said, setSaid] = useState({ polite: '', assertive: '' })

  useEffect(() => {
    if (!ready) return
    const first = seen.current === undefined
    seen.current ??= new Set()
    const fresh = newAlerts(alerts.values(), seen.current, first)
    if (fresh.length === 0) return
    const sentence = (some: readonly Alert[]) =>
      some.length === 0 ? '' : t('alerts.new', { what: some.map((alert) => text(alert.title)).join('; ') })
    setSaid({
      polite: sentence(fresh.filter((alert) => alert.severity !== 'critical')),
      assertive: sentence(fresh.filter((alert) => alert.severity === 'critical')),
    })
  }, [alerts, ready, t, text])

  return (
    <>
      <div className="visually-hidden" aria-live="polite">
        {said.polite}
      </div>
      <div className="visually-hidden" aria-live="assertive">
        {said.assertive}
      </div>
    </>
  )
}
