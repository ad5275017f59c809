// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { HubFacts } from '../../../client/console/systems/HubFacts.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { HubStatus } from '../../../domain/hubStatus.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
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
  brokerTrouble: null,
  dataGaps: [],
  store: 'ok',
  acceptedPerSecond: 12,
  refusedPerSecond: 0,
  clients: 3,
  reception: ALWAYS_OPEN,
  fileProblems: [],
  unknownHolidays: [],
  drill: null,
  logProblem: null,
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

it('says that the log is as it was written, or what is wrong with it and what to do', () => {
  renderScreen(<HubFacts />, { picture: { hub: [HUB] } })
  expect(screen.getByText('Nhật ký').nextElementSibling?.textContent?.trim()).toBe('nguyên vẹn')
  cleanup()
  const what = { vi: 'thiếu mục 2', en: 'entry 2 is missing' }
  renderScreen(<HubFacts />, { picture: { hub: [{ ...HUB, logProblem: { since: PROBLEM.since, what } }] } })
  expect(screen.getByText('Nhật ký').nextElementSibling?.textContent).toMatch(
    /phát hiện lúc 09:12 23\/11\/2026: thiếu mục 2\. Giữ nguyên kho dữ liệu/,
  )
})

it('says why the broker is away, and what to do', async () => {
  const params = { hub: 'hub-1', client: 'ioc-hub-1' }
  renderScreen(<HubFacts />, { picture: { hub: [{ ...HUB, brokerTrouble: { reason: 'hubIdTaken', params } }] } })
  const shown = screen.getByText('Kênh nhận dữ liệu').nextElementSibling?.textContent
  expect(shown).toMatch(/Một trung tâm khác đã kết nối với cùng mã ioc-hub-1.*IOC_HUB_ID/)
})

it('says of what times data may be missing, why, and what to do', async () => {
  const [from, to] = [Date.parse('2026-11-23T02:10:00+07:00'), Date.parse('2026-11-23T05:40:00+07:00')]
  const gap = { id: 'g', from, to, cause: 'queueOverflow' as const, dropped: 2_000 }
  renderScreen(<HubFacts />, { picture: { hub: [HUB] } })
  const name = 'Khoảng có thể thiếu số liệu (30 ngày)'
  expect(screen.getByText(name).nextElementSibling?.textContent?.trim()).toBe('không có')
  cleanup()
  renderScreen(<HubFacts />, { picture: { hub: [{ ...HUB, dataGaps: [gap] }] } })
  expect(screen.getByText(name).nextElementSibling?.textContent).toMatch(
    /từ 02:10 23\/11\/2026 đến 05:40 23\/11\/2026\. Máy chủ MQTT đã bỏ 2\.000 bản tin\..*max_queued_messages/,
  )
  cleanup()
  await i18next.changeLanguage('en')
  renderScreen(<HubFacts />, { picture: { hub: [{ ...HUB, dataGaps: [{ ...gap, dropped: null }] }] } })
  expect(screen.getByText('Times data may be missing of (30 days)').nextElementSibling?.textContent).toMatch(
    /^ ?Data may be missing from 02:10 23\/11\/2026 to 05:40 23\/11\/2026\. The broker’s queue/,
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
