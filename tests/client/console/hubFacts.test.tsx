// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { HubFacts } from '../../../client/console/systems/HubFacts.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { HubStatus } from '../../../domain/wire.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

const HUB: HubStatus = {
  id: 'hub',
  now: Date.parse('2026-11-23T09:15:00+07:00'),
  startedAt: Date.parse('2026-11-23T07:00:00+07:00'),
  version: '1.2.3',
  edition: '2021',
  broker: 'connected',
  store: 'ok',
  acceptedPerSecond: 12,
  refusedPerSecond: 0,
  clients: 3,
  reception: ALWAYS_OPEN,
  fileProblems: [],
}
const PROBLEM = {
  file: 'targets.json',
  since: Date.parse('2026-11-23T09:12:00+07:00'),
  what: { vi: 'T05 phải là một số', en: 'T05 must be a number' },
}

it('says that the city’s files are in force', () => {
  renderScreen(<HubFacts />, { picture: { hub: [HUB] } })
  expect(screen.getByText('Tệp cấu hình của thành phố').nextElementSibling?.textContent?.trim()).toBe('đang áp dụng')
})

it('says which file is wrong since when, what is wrong with it, and that the former content stays in force', async () => {
  renderScreen(<HubFacts />, { picture: { hub: [{ ...HUB, fileProblems: [PROBLEM] }] } })
  expect(screen.getByText('Tệp cấu hình của thành phố').nextElementSibling?.textContent?.trim()).toBe(
    'targets.json sai từ 09:12 23/11/2026; nội dung trước đó vẫn được áp dụng. T05 phải là một số',
  )
  cleanup()
  await i18next.changeLanguage('en')
  renderScreen(<HubFacts />, { picture: { hub: [{ ...HUB, fileProblems: [PROBLEM] }] } })
  expect(screen.getByText('Files of the city').nextElementSibling?.textContent?.trim()).toBe(
    'targets.json wrong since 09:12 23/11/2026; what it said before stays in force. T05 must be a number',
  )
})

it('names the years whose holidays nobody has told, and what that means', async () => {
  renderScreen(<HubFacts />, { picture: { hub: [HUB] } })
  expect(screen.getByText('Lịch nghỉ lễ').nextElementSibling?.textContent?.trim()).toBe('đã có')
  cleanup()
  renderScreen(<HubFacts />, { picture: { hub: [{ ...HUB, unknownHolidays: [2030] }] } })
  expect(screen.getByText('Lịch nghỉ lễ').nextElementSibling?.textContent?.trim()).toBe(
    'Chưa có lịch nghỉ lễ năm 2030: ngày làm việc mới chỉ trừ thứ Bảy, Chủ nhật. Bổ sung vào tệp calendar.json.',
  )
})
