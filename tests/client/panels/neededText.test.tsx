// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import i18next from 'i18next'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { NeededText } from '../../../client/panels/NeededText.tsx'
import { antiMalwareHosts } from '../../../domain/kpis/antiMalwareHosts.ts'
import { camerasOnline } from '../../../domain/kpis/camerasOnline.ts'
import { pendingOverdue } from '../../../domain/kpis/pendingOverdue.ts'

beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

function said(node: ReactNode): string | null {
  cleanup()
  return render(node).container.textContent
}

it('says what must not be lost where the target is reached and the pace would not keep it', async () => {
  const two = <NeededText kpi={antiMalwareHosts} needed={{ is: 'keep', spare: 2 }} />
  const none = <NeededText kpi={antiMalwareHosts} needed={{ is: 'keep', spare: 0 }} />
  const more = <NeededText kpi={pendingOverdue} needed={{ is: 'keep', spare: 3 }} />
  expect([two, none, more].map(said)).toEqual([
    'Đã đạt; đến cuối năm giảm không quá 2 máy',
    'Đã đạt; phải giữ đến cuối năm',
    'Đã đạt; đến cuối năm tăng không quá 3 hồ sơ đang quá hạn',
  ])
  await i18next.changeLanguage('en')
  expect([two, none].map(said)).toEqual([
    'Met; may lose at most 2 hosts by the end of the year',
    'Met; to be kept until the end of the year',
  ])
})

it('asks for what the row counts: of cameras their hours, on every day', async () => {
  const hours = <NeededText kpi={camerasOnline} needed={{ is: 'perDay', count: 1_880, of: 1_992, days: 39 }} />
  expect(said(hours)).toBe('Cần có số đếm ≥ 1.880/1.992 giờ camera mỗi ngày')
  await i18next.changeLanguage('en')
  expect(said(hours)).toBe('Needs ≥ 1,880 of 1,992 camera hours with a count each day')
})

it('goes on in a small letter after the target on a wall', async () => {
  const lost = <NeededText kpi={camerasOnline} needed={{ is: 'outOfReach', best: 95.6 }} short />
  const pace = <NeededText kpi={camerasOnline} needed={{ is: 'onPace' }} short />
  expect([lost, pace].map(said)).toEqual(['tối đa 95,6% trong năm', 'giữ được tiến độ này thì đạt, nhưng chưa chắc'])
  await i18next.changeLanguage('en')
  expect(said(pace)).toBe('met if this pace holds, which is not certain')
})
