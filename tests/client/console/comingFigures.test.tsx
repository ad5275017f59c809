// @vitest-environment jsdom
import { cleanup, renderHook, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { FigureRail } from '../../../client/console/devices/FigureRail.tsx'
import { SourceFacts } from '../../../client/console/devices/SourceFacts.tsx'
import { KpiCard } from '../../../client/console/figures/KpiRail.tsx'
import { useWayText } from '../../../client/console/parts/table/useWayText.ts'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(cleanup)

/** What is said of a figure that nobody has sent. */
const NOTHING = /Chưa có dữ liệu|Chưa thể đánh giá|chưa gửi trạng thái/

it('before the hub has told of its figures a card says that they are on their way; afterwards, that there are none', () => {
  const { tell } = renderScreen(<KpiCard id="onTimeRate" unit="92" />, { picture: {} })
  screen.getByText('Đang tải')
  expect(document.body.textContent).not.toMatch(NOTHING)
  tell('kpis', [])
  expect(screen.queryByText('Đang tải')).toBeNull()
  expect(document.body.textContent).toMatch(NOTHING)
})

it('so does the page of a camera or a sensor, of its figures and of its state', () => {
  const figures = [{ id: 'waiting', label: 'Người đang chờ', value: null, digits: 0, unit: 'người', thresholds: [] }]
  const page = (isComing: boolean) => (
    <>
      <FigureRail
        source="camera/MC-1"
        label="Đếm"
        {...{ figures, isComing }}
        chosen={undefined}
        freshness="never"
        at={null}
      />
      <SourceFacts source="camera/MC-1" everyMs={60_000} status={isComing ? undefined : null} place={null} />
    </>
  )
  renderScreen(page(true))
  expect(screen.getAllByText('Đang tải')).toHaveLength(2)
  expect(document.body.textContent).not.toMatch(NOTHING)
  cleanup()
  renderScreen(page(false))
  expect(screen.queryByText('Đang tải')).toBeNull()
  expect(document.body.textContent).toMatch(NOTHING)
})

it('the worst first is not called a rising severity', () => {
  const { result } = renderHook(useWayText)
  const severity = { ways: { rising: 'nặng nhất trước', falling: 'nhẹ nhất trước' } }
  expect(result.current(severity, { by: 'severity', falls: false })).toBe('nặng nhất trước')
  expect(result.current({}, { by: 'at', falls: true })).toBe('giảm dần')
})
