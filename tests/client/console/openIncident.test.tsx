// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { OpenDialog } from '../../../client/console/incidents/OpenIncident.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  fillDomGaps()
  startI18n()
})
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

it.each([
  ['vi', 'Điểm 10,0641°\u00a0B, 105,7822°\u00a0Đ'],
  ['en', 'Point 10.0641°\u00a0N, 105.7822°\u00a0E'],
])('says a point of the map as every place is written, in %s', async (language, said) => {
  await i18next.changeLanguage(language)
  fakeHub({ queries: { '/sops': () => ({ sops: [] }) } })
  const from = { is: 'point' as const, lng: 105.78215, lat: 10.06412 }
  renderScreen(<OpenDialog units={UNIT_TREES['2021']} from={from} close={() => undefined} />)
  expect((await screen.findByText(/^(Điểm|Point) /)).textContent).toBe(said)
})
