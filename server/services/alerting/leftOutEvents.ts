import type { Alert } from '../../../domain/alerts/alert.ts'
import type { Watch } from '../../../domain/alerts/watch.ts'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import type { Text } from '../../../domain/text.ts'
import { writtenNumber } from '../../../domain/writtenNumber.ts'
import { sourceOfEvent } from './eventRoom.ts'

/** Events without an alert that are remembered; of further ones only the history knows. */
const MOST = 50_000
/** Sources that are named. */
const NAMED = 5

/** Open events for which there is no room among the alerts. */
export interface LeftOutEvents {
  add(alert: Alert): void
  get(key: string): Alert | undefined
  delete(key: string): void
  /** Takes out at most so many: the worst, of equals the oldest. */
  take(count: number): readonly Alert[]
  /** The alert that tells how many they are and from whom. */
  watch(): Watch
}

/** @param room how many alerts of events may be open */
export function createLeftOutEvents({
  room,
  nameOf,
}: {
  room: number
  nameOf: (source: string) => Text
}): LeftOutEvents {
  const all = new Map<string, Alert>()
  /** There are more than are remembered. */
  let more = false

  function bySource(): readonly (readonly [source: string, count: number])[] {
    const counts = new Map<string, number>()
    for (const alert of all.values()) {
      const source = sourceOfEvent(alert)
      counts.set(source, (counts.get(source) ?? 0) + 1)
    }
    return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  }

  function lastMoment(source: string): number {
    let last = 0
    for (const alert of all.values()) if (sourceOfEvent(alert) === source) last = Math.max(last, alert.raisedAt)
    return last
  }

  return {
    add(alert) {
      if (all.size < MOST || all.has(alert.key)) all.set(alert.key, alert)
      else more = true
    },
    get: (key) => all.get(key),
    delete: (key) => void all.delete(key),
    take(count) {
      if (count === 0 || all.size === 0) return []
      const taken = [...all.values()]
        .sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || a.raisedAt - b.raisedAt)
        .slice(0, count)
      for (const { key } of taken) all.delete(key)
      return taken
    },
    watch() {
      const count = all.size
      if (count === 0) more = false
      return {
        rule: 'events.leftOut',
        subject: 'system',
        subjectId: 'events',
        unit: null,
        simulated: count > 0 && [...all.values()].every(({ simulated }) => simulated),
        isOfNow: true,
        levels: [
          {
            condition: count > 0 ? 'on' : 'off',
            holdMs: 0,
            severity: 'major',
            value: count,
            limit: null,
            title: () => {
              const [first] = bySource()
              const most = first && { name: nameOf(first[0]), count: first[1] }
              const vi = (number: number) => writtenNumber(number, 0, 'vi')
              const en = (number: number) => writtenNumber(number, 0, 'en')
              return {
                vi: `Quá nhiều sự kiện cùng mở: ngoài ${vi(room)} cảnh báo còn ${more ? 'ít nhất ' : ''}${vi(count)} sự kiện chưa được đưa vào danh sách${most ? `, nhiều nhất từ ${most.name.vi} (${vi(most.count)})` : ''}`,
                en: `Too many events are open: beside ${en(room)} alerts ${more ? 'at least ' : ''}${en(count)} more ${count === 1 ? 'is' : 'are'} not listed${most ? `, most from ${most.name.en} (${en(most.count)})` : ''}`,
              }
            },
            evidence: () =>
              bySource()
                .slice(0, NAMED)
                .map(([source, count]) => ({
                  label: nameOf(source),
                  value: String(count),
                  source,
                  at: lastMoment(source),
                })),
          },
        ],
      }
    },
  }
}
