import * as z from 'zod'
import { AlertRow } from '../alerts/alert.ts'
import { defineCommand } from './command.ts'

/** Takes an alert on: the first does, whoever comes after is told who was first. */
export const acknowledgeAlert = defineCommand({
  summary: { vi: 'Tiếp nhận một cảnh báo', en: 'Acknowledges an alert' },
  input: z.object({ alert: z.string().min(1).max(200) }),
  gives: z.object({ alert: AlertRow }),
  do: 'alerts.acknowledge',
  place: ({ alert }, city) => city.alertUnit(alert) ?? undefined,
  says: { vi: 'Tiếp nhận cảnh báo {alert}', en: 'Acknowledged alert {alert}' },
  example: () => ({ alert: 'a-1' }),
})
