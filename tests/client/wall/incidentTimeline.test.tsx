// @vitest-environment jsdom
import { cleanup, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { FocusIncident } from '../../../client/panels/focusIncident.ts'
import { IncidentTimeline } from '../../../client/panels/IncidentTimeline.tsx'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { openedIncident } from '../../support/incident.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = Date.parse('2026-11-30T09:41:00+07:00')

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(cleanup)

/** What the wall writes of facts, as a hub answers them. */
async function written(facts: readonly object[]): Promise<(string | null)[]> {
  const by = { is: 'hub', id: 'hub', name: 'Trung tâm', roles: [] }
  const { incident } = openedIncident({}, NOW)
  const answer = { incident, facts: facts.map((fact, i) => ({ version: i + 1, at: NOW, by, ...fact })) }
  fakeHub({ queries: { '/walls/incidents/SV-1': () => answer as never } })
  const { container } = renderScreen(
    <FocusIncident value="SV-1">
      <IncidentTimeline />
    </FocusIncident>,
    { now: NOW },
  )
  const lines = () => [...container.querySelectorAll('.incident-timeline__facts li')]
  await waitFor(() => expect(lines()).toHaveLength(facts.length))
  return lines().map(({ textContent }) => (textContent ?? '').replace(/\s/g, ' ').replace(/^.*: /, ''))
}

it('tells what was done, and with which steps', async () => {
  const told = ['doStep', 'undoStep', 'remind', 'escalate'].map((did) => ({ did, steps: [2, 3] }))
  expect(await written([...told, { did: 'comment', steps: [] }])).toEqual([
    'làm xong bước 2, 3',
    'bỏ ghi nhận bước 2, 3',
    'nhắc bước 2, 3 đã quá hạn',
    'báo lên cấp trên về bước 2, 3 chưa xong',
    'ghi diễn biến',
  ])
})

it('tells in the language of the page what the hub did by itself', async () => {
  expect(await written(['callUp', 'stillHolds', 'remindDue'].map((did) => ({ did, steps: [] })))).toEqual([
    'báo lên cấp trên vì chưa có người nhận',
    'nhắc cảnh báo khẩn cấp chưa hết',
    'nhắc thời hạn',
  ])
})

it('reads a hub of the version before, which tells of one step, and of a later one with deeds that this page does not know', async () => {
  expect(
    await written([
      { did: 'doStep', step: 3 },
      { did: 'comment', step: null },
      { did: 'comment' },
      { did: 'divide', steps: [] },
    ]),
  ).toEqual(['làm xong bước 3', 'ghi diễn biến', 'ghi diễn biến', 'có diễn biến mới'])
})
