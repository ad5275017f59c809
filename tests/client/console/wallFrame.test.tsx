// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { WallFrame } from '../../../client/console/control/WallFrame.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { DEFAULT_GEOMETRY } from '../../../domain/walls/geometry.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { fillDomGaps } from '../../support/domGaps.ts'

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

it.each([
  [1_280, 540, 1_280, 540],
  [1_920, 810, 1_920, 810],
  [3_840, 1_620, 1_920, 810],
])(
  'a wall of %d × %d is laid out in the preview as it is there, and made smaller as a picture',
  (width, height, across, down) => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(640)
    const geometry = { ...DEFAULT_GEOMETRY, columns: 4, rows: 3, bezelPx: 9 }
    const report = { width, height, geometry } as WallReport
    const { container } = render(<WallFrame wall="w-1" name="Sảnh" report={report} chosen={undefined} />)
    const frame = container.querySelector('iframe')
    expect([frame?.style.width, frame?.style.height]).toEqual([`${across}px`, `${down}px`])
    expect(frame?.style.transform).toBe(`scale(${640 / across})`)
    const said = new URL(frame?.src ?? '').searchParams
    expect([said.get('columns'), said.get('rows'), said.get('bezel'), said.get('across')]).toEqual([
      '4',
      '3',
      '9',
      '3840',
    ])
  },
)
