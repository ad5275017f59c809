import { type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Alert, callsPeople } from '../../../domain/alerts/alert.ts'
import { needsNote } from '../../../domain/alerts/handling.ts'
import { useFeedReady, usePacedRows } from '../../live/useLive.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { playCall } from '../notices/sound.ts'
import { TitleCount } from '../useTitle.ts'
import { setBell, useBell } from './bell.ts'

/** What calls whoever sits here: grave, open, and nobody has it. A later call of the same alert is another one. */
export function callsOf(alerts: Iterable<Alert>, mayIn: (unit: string | null) => boolean): Map<string, Alert> {
  const calls = new Map<string, Alert>()
  for (const alert of alerts)
    if (needsNote(alert.severity) && callsPeople(alert) && mayIn(alert.unit))
      calls.set(`${alert.id} ${alert.severity} ${alert.version - alert.comments}`, alert)
  return calls
}

/** On a console that asks for it: a bell for each new call, and how many there are before the title. */
export function AlertCaller({ children }: { children: ReactNode }) {
  const alerts = usePacedRows('alerts')
  const ready = useFeedReady('alerts')
  const isOn = useBell()
  const mayIn = useMayIn('alerts.acknowledge')
  const calls = useMemo(
    () => (isOn ? callsOf(alerts.values(), mayIn) : new Map<string, Alert>()),
    [isOn, alerts, mayIn],
  )
  const known = useRef<ReadonlySet<string> | undefined>(undefined)
  const count = new Set([...calls.values()].map(({ id }) => id)).size
  const others = useContext(TitleCount)
  useEffect(() => {
    if (!isOn || !ready) {
      known.current = undefined
      return
    }
    const before = known.current
    known.current = new Set(calls.keys())
    // What stood already when the page was opened is no news.
    if (before === undefined) return
    const fresh = [...calls].filter(([call]) => !before.has(call)).map(([, alert]) => alert)
    if (fresh.length > 0) void playCall(fresh.some(({ severity }) => severity === 'critical') ? 'emergency' : 'urgent')
  }, [isOn, ready, calls])
  // Who is called by an alert is told of it by a notice as well: it is one thing.
  return <TitleCount value={Math.max(count, others)}>{children}</TitleCount>
}

/** Turns the bell of this browser on and off. */
export function BellSwitch() {
  const { t } = useTranslation('handling')
  const isOn = useBell()
  return (
    <button
      type="button"
      className="console__button"
      aria-pressed={isOn}
      title={t('callHint')}
      onClick={() => {
        setBell(!isOn)
        // The press is what lets the page sound; and one hears what it will be like.
        if (!isOn) void playCall('urgent')
      }}
    >
      {t(isOn ? 'callOn' : 'callOff')}
    </button>
  )
}
