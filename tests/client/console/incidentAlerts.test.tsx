// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { IncidentPage } from '../../../client/console/incidents/IncidentPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { HOUR_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { openedIncident } from '../../support/incident.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
  vi.stubGlobal('matchMedia', () => ({
    ...{ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined },
  }))
})
afterEach(cleanup)

const AT = Date.parse('2026-12-01T09:00:00+07:00')

it('of an alert of an incident is said whether it holds, or when it ended; and nothing while the hub has not told', async () => {
  const units = UNIT_TREES['2021']
  // Of the whole city: no map is turned to it.
  const answer = openedIncident({ unit: null, alerts: ['a-1', 'a-2', 'a-3'] }, AT)
  fakeHub({ queries: { '/incidents/SV-1': () => answer } })
  const { tell } = renderScreen(<IncidentPage id="SV-1" units={units} />, { now: AT })
  await screen.findByText('Cảnh báo của sự vụ')
  expect(screen.queryByText('Đã kết thúc hoặc không còn theo dõi')).toBeNull()
  tell('alerts', [alertRow('a-1', {}), alertRow('a-2', { endedAt: AT, clearedAt: AT })])
  screen.getByText('Đang xảy ra')
  screen.getByText('Đã kết thúc lúc 09:00 01/12/2026')
  expect(screen.getAllByText('Đã kết thúc hoặc không còn theo dõi')).toHaveLength(1)
})

it('of alerts that are over is said how and when: closed with this incident, closed by itself, or ended; with how grave they were, and the way there', async () => {
  const { incident, facts } = openedIncident({ unit: null, alerts: ['a-1', 'a-2', 'a-3', 'a-4'] }, AT)
  const answer = { incident: { ...incident, state: 'closed' as const, closedAt: AT }, facts }
  /** It left the list of open ones an hour before; `closedAt`: when somebody closed it. */
  const over = (id: string, changes: Partial<Alert>, closedAt?: number) => () => ({
    alert: alertRow(id, { severity: 'major', clearedAt: AT - HOUR_MS, ...changes }),
    facts: closedAt === undefined ? [] : [{ ...facts[0], matter: 'alert', did: 'close', to: 'closed', at: closedAt }],
  })
  fakeHub({
    queries: {
      '/incidents/SV-1': () => answer,
      '/alerts/a-1': over('a-1', { handling: 'closed', incident: 'SV-1' }, AT),
      '/alerts/a-2': over('a-2', { handling: 'closed', incident: null }, AT),
      '/alerts/a-3': over('a-3', { endedAt: AT - 60_000 }),
      '/alerts/a-4': over('a-4', { handling: 'closed', incident: 'SV-1' }, AT - 60_000),
    },
  })
  renderScreen(<IncidentPage id="SV-1" units={UNIT_TREES['2021']} />, { now: AT, picture: { alerts: [] } })
  const said = async (title: string) =>
    (await screen.findByRole('link', { name: title })).closest('li')?.textContent?.replaceAll('\u00a0', ' ')
  expect(await said('Cảnh báo a-1')).toContain('Đã đóng cùng sự vụ lúc 09:00 01/12/2026')
  expect(await said('Cảnh báo a-1')).toContain('Nghiêm trọng')
  expect(await said('Cảnh báo a-2')).toContain('Đã đóng lúc 09:00 01/12/2026')
  expect(await said('Cảnh báo a-3')).toContain('Đã kết thúc lúc 08:59 01/12/2026')
  expect(await said('Cảnh báo a-4')).toContain('Đã đóng lúc 08:59 01/12/2026')
})

it('an alert that was put in by mistake is taken out with a reason; of the one it was opened from is said what to do instead', async () => {
  const answer = openedIncident({ unit: null, alerts: ['a-1', 'a-2'] }, AT)
  const sent = fakeHub({
    queries: { '/incidents/SV-1': () => answer },
    commands: { unlinkAlert: () => ({ incident: answer.incident }) },
  })
  renderScreen(<IncidentPage id="SV-1" units={UNIT_TREES['2021']} />, {
    now: AT,
    session: sessionOf({}, { 'incidents.work': ['92'] }),
    picture: { alerts: [alertRow('a-1', {}), alertRow('a-2', {})] },
  })
  await screen.findByText(/Sự vụ được mở từ cảnh báo này/)
  expect(screen.queryByRole('button', { name: 'Bỏ khỏi sự vụ: Cảnh báo a-1' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Bỏ khỏi sự vụ: Cảnh báo a-2' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Bỏ khỏi sự vụ: Cảnh báo a-2' }))
  const send = dialog.getByRole('button', { name: 'Bỏ khỏi sự vụ' }) as HTMLButtonElement
  expect(send.disabled).toBe(true)
  fireEvent.change(dialog.getByLabelText('Lý do bỏ khỏi sự vụ'), { target: { value: 'của cầu khác' } })
  fireEvent.click(send)
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.input).toEqual({ incident: 'SV-1', alert: 'a-2', reason: 'của cầu khác', expectedVersion: 1 })
})
