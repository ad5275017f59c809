// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { IncidentPage } from '../../../client/console/incidents/IncidentPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { openedIncident } from '../../support/incident.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

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
