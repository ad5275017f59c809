import type { Alert } from '../../domain/alerts/alert.ts'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import type { TestHub } from './hub.ts'
import type { Publisher } from './publisher.ts'
import { until } from './until.ts'

/**
 * Has a unit tell an event, and waits for its alert. Whoever asks the hub meanwhile must be one who sees the alerts of all the city.
 * @param severity a minor one is taken on without a note
 */
export async function alertOfEvent(
  hub: TestHub,
  publisher: Publisher,
  unit: string,
  id: string,
  severity: Severity = 'minor',
): Promise<Alert> {
  await publisher.say(`event/oneStop/${unit}`, { id, at: Date.now(), severity, title: id, state: 'open' })
  return until(async () => {
    const { alerts } = (await (await fetch(`${hub.http}/api/v1/alerts?open=true`)).json()) as { alerts: Alert[] }
    return alerts.find(({ subjectId }) => subjectId === `oneStop/${unit}/${id}`)
  })
}
