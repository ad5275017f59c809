// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { NeededText } from '../../../client/panels/NeededText.tsx'
import { TitleText } from '../../../client/ui/TitleText.tsx'
import { multiChannelServices } from '../../../domain/kpis/multiChannelServices.ts'
import { workFilesDistrict } from '../../../domain/kpis/workFilesDistrict.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

const REPORT = { vi: 'Ngập đường Nguyễn Văn Cừ', en: 'Ngập đường Nguyễn Văn Cừ' }

it('marks a citizen’s report on an English screen as Vietnamese, for eyes and for screen readers', async () => {
  await i18next.changeLanguage('en')
  render(<TitleText title={REPORT} />)
  expect(screen.getByText(REPORT.vi).lang).toBe('vi')
  expect(screen.getByTitle('in Vietnamese').textContent).toBe('VI')
})

it('marks nothing on a Vietnamese screen, nor what is written in English', async () => {
  const { container, rerender } = render(<TitleText title={REPORT} />)
  expect(container.innerHTML).toBe(REPORT.vi)
  await i18next.changeLanguage('en')
  rerender(<TitleText title={{ vi: 'Mực nước cao', en: 'High water' }} />)
  expect(container.innerHTML).toBe('High water')
})

it('marks the name of a device in an English sentence, and leaves its letters as they are', async () => {
  await i18next.changeLanguage('en')
  const en = 'Ngã ba Đầu Sấu: wrong clock, the device is 12 minutes ahead'
  const { container, rerender } = renderScreen(<TitleText title={{ vi: 'Ngã ba Đầu Sấu: lệch giờ', en }} />)
  expect(container.querySelector('[lang="vi"]')?.textContent).toBe('Ngã ba Đầu Sấu')
  expect(container.textContent).toBe(en)
  rerender(<TitleText title={{ vi: 'Cổng dịch vụ công: gián đoạn', en: 'Service portal: connection down' }} />)
  expect(container.querySelector('[lang]')).toBeNull()
})

it('says what it takes to reach a target as an office would ask for it', async () => {
  const needs = [
    <NeededText key="1" kpi={workFilesDistrict} needed={{ is: 'perDay', count: 346, of: 502, days: 23 }} />,
    <NeededText key="2" kpi={multiChannelServices} needed={{ is: 'total', count: 38, days: 23 }} />,
    <NeededText key="3" kpi={multiChannelServices} needed={{ is: 'total', count: 1, days: 1 }} />,
    <NeededText key="4" kpi={workFilesDistrict} needed={{ is: 'outOfReach', best: 95.6 }} />,
    <NeededText key="5" kpi={workFilesDistrict} needed={{ is: 'secured' }} />,
    <NeededText key="6" kpi={workFilesDistrict} needed={{ is: 'onPace' }} />,
  ]
  const { container, rerender } = render(needs[0])
  const said = needs.map((need) => {
    rerender(need)
    return container.textContent
  })
  expect(said).toEqual([
    'Cần xử lý trực tuyến ≥ 346/502 hồ sơ mỗi ngày làm việc',
    'Cần thêm 38 dịch vụ; còn 23 ngày làm việc',
    'Cần thêm 1 dịch vụ; còn 1 ngày làm việc',
    'Không thể đạt trong năm; tối đa 95,6%',
    'Giữ tiến độ hiện nay là đạt',
    'Giữ được tiến độ này thì đạt, nhưng chưa chắc',
  ])
  await i18next.changeLanguage('en')
  const english = needs.map((need) => {
    rerender(need)
    return container.textContent
  })
  expect(english).toEqual([
    'Needs ≥ 346 of 502 files processed online each working day',
    'Needs 38 more services; 23 working days left',
    'Needs 1 more service; 1 working day left',
    'Cannot be met this year; 95.6% at most',
    'Met at the present pace',
    'Met if this pace holds, which is not certain',
  ])
})
