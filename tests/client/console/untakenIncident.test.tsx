// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { Untaken } from '../../../client/console/incidents/Untaken.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Incident } from '../../../domain/incidents/incident.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { openedIncident } from '../../support/incident.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const AT = Date.parse('2026-11-26T20:00:00+07:00')
beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

function said(but: Partial<Incident>): string {
  const incident = { ...openedIncident({}, AT).incident, ...but }
  return renderScreen(<Untaken incident={incident} unitName={() => 'Phường Cái Khế'} />).container.textContent
}

it('says that nobody has taken an incident on, who was told last and who is told next', async () => {
  expect(said({})).toBe('Chưa có người nhận từ 20:00 26/11/2026; báo Phường Cái Khế lúc 20:05 26/11/2026.')
  cleanup()
  const called = { calledUp: { level: 1, at: AT + 15 * MINUTE_MS } }
  expect(said(called)).toBe(
    'Chưa có người nhận từ 20:00 26/11/2026; đã báo Phường Cái Khế, rồi trưởng ca lúc 20:15 26/11/2026; báo lãnh đạo lúc 20:30 26/11/2026.',
  )
  cleanup()
  await i18next.changeLanguage('en')
  expect(said(called)).toMatch(
    /^Nobody has taken it on since .*; told to Phường Cái Khế, then to the shift lead at .*; the leader will be told at /,
  )
})

it('says nothing of one that somebody has', () => {
  expect(said({ people: { lead: { id: 'an', name: 'An' }, support: '', recorder: '' } })).toBe('')
})
