// @vitest-environment jsdom
import { cleanup, within } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { ExplainMessages } from '../../../client/console/explain/ExplainMessages.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { type EvidenceMessage, REBUILT_WHY } from '../../../domain/kpis/explanation.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

const topic = 'ioc/v1/statistics/oneStop/31117'
const message = (more: Partial<EvidenceMessage>): EvidenceMessage => ({
  ...{ source: 'statistics/oneStop/31117', topic, at: 1_764_000_000_000, receivedAt: 1_764_000_001_000 },
  ...{ body: '{ "period" :1e0}', reconstructed: false },
  ...more,
})
const shown = (...messages: EvidenceMessage[]) => renderScreen(<ExplainMessages messages={messages} />).container

it('a message is shown as it came, and one that had to be rebuilt says why', async () => {
  const whole = shown(message({}))
  expect(whole.querySelector('pre')?.textContent).toBe('{ "period" :1e0}')
  expect(whole.textContent).not.toContain('dựng lại')
  cleanup()
  const said = REBUILT_WHY.map((why) => {
    const text = shown(message({ body: { at: 1 }, reconstructed: true, why })).textContent
    cleanup()
    return /dựng lại: (.+?)\{/s.exec(text ?? '')?.[1]?.trim()
  })
  expect(said).toEqual([
    'đã quá thời hạn giữ bản gốc',
    'bản gốc không được giữ (nhận trước khi trung tâm lưu bản gốc)',
    'khung hình không được lưu',
  ])
  await i18next.changeLanguage('en')
  expect(shown(message({ reconstructed: true, why: 'expired' })).textContent).toContain('reconstructed: kept no longer')
})

it('an item of a long array says so, and where the whole stands', () => {
  const part = { of: 400, bytes: 60_000, message: 77 }
  const container = shown(message({ part }))
  expect(container.textContent).toContain('Một trong 400 phần tử của bản tin dài 59 KB, đúng như khi nhận')
  const link = within(container).getByText<HTMLAnchorElement>('Xem toàn bộ bản tin')
  expect(link.getAttribute('href')).toBe('/api/v1/messages?id=77')
  cleanup()
  expect(shown(message({ part: { ...part, message: null } })).querySelector('a')).toBeNull()
})
