// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { Checklist } from '../../../client/console/incidents/Checklist.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { ConnectionState } from '../../../client/live/connection.ts'
import type { Session } from '../../../client/live/session.ts'
import type { Role } from '../../../domain/access/roles.ts'
import type { Incident } from '../../../domain/incidents/incident.ts'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { openedIncident, opening } from '../../support/incident.ts'
import { anybody, renderScreen } from '../../support/renderScreen.tsx'

const AT = Date.parse('2026-11-26T20:00:00+07:00')
const CITY = UNIT_TREES['2021'].city.code
beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(cleanup)

/** The first of three steps is the shift lead's, and due within ten minutes. */
const steps = opening().steps.map((step) =>
  step.number === 1 ? { ...step, role: 'lead' as const, withinMs: 10 * MINUTE_MS } : step,
)
const TAKEN = { people: { lead: { id: 'an', name: 'An' }, support: '', recorder: '' } }

function shows(but: Partial<Incident>, role: Role = 'operator', now = AT, line?: ConnectionState) {
  const incident = { ...openedIncident({ steps }, AT).incident, ...but }
  const session = anybody()
  const { principal } = session
  const asker = { ...principal, grants: [{ role, place: CITY }] } as Session['principal']
  return renderScreen(<Checklist incident={incident} mayWork />, {
    ...{ now, session: { ...session, principal: asker } },
    ...(line !== undefined && { line }),
  })
}
const labels = () => screen.queryAllByRole('button', { name: /^Ghi đã làm bước \d: / }).map((each) => each.textContent)

it('says before it is done that a step is somebody else’s, and afterwards that it was done in their place', () => {
  shows(TAKEN)
  screen.getByText(/^Bước của Trưởng ca; bạn không giữ vai trò này/)
  expect(labels()).toEqual(['Ghi thay', 'Đã làm', 'Đã làm'])
  cleanup()
  shows(TAKEN, 'lead')
  expect(labels()[0]).toBe('Đã làm')
  cleanup()
  const done = { at: AT, by: 'An', note: '', inPlace: true }
  const { steps: copied } = openedIncident({ steps }, AT).incident
  shows({ ...TAKEN, steps: copied.map((step) => (step.number === 1 ? { ...step, done } : step)) })
  screen.getByText(/An, 20:00 26\/11\/2026 · ghi thay Trưởng ca/)
})

it('offers no step before somebody has taken the incident on, and says so', () => {
  shows({})
  expect(labels()).toEqual([])
  screen.getByText('Nhận xác minh rồi mới ghi bước đã làm.')
})

it('a step that was noted without a line says so where it was pressed, and is not offered once more', async () => {
  shows(TAKEN, 'lead', AT, { is: 'lost', since: AT - MINUTE_MS })
  await userEvent.click(screen.getAllByRole('button', { name: /^Ghi đã làm bước 2: / })[0] as HTMLElement)
  await screen.findByText('Đã ghi trên thiết bị này, chờ kết nối để gửi')
  expect(screen.queryByRole('button', { name: /^Ghi đã làm bước 2/ })).toBeNull()
  expect(labels().length).toBe(2)
})

it('tells lateness in whole minutes and hours, and nothing is owed where the incident has ended', () => {
  shows(TAKEN, 'operator', AT + 15 * MINUTE_MS + 36_000)
  screen.getByText('quá hạn 5 phút')
  cleanup()
  const merged = { state: 'merged', closedAt: AT, into: 'SV-2' } as const
  const { container } = shows({ ...TAKEN, ...merged }, 'operator', AT + HOUR_MS)
  screen.getByText('Đã làm 0/3 bước khi sự vụ kết thúc')
  expect(container.textContent).not.toMatch(/quá hạn|còn 2 bước/)
})
