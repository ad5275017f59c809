// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { AlertEvidence } from '../../../client/console/alerts/AlertEvidence.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { SHOWS_MOST_FIRST } from '../../../domain/cameras/camera.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
beforeEach(fillDomGaps)
afterEach(cleanup)

const seen = (value: string, n: number) => ({
  ...{ label: { vi: `Điều ${n}`, en: `Thing ${n}` }, value, source: 'camera/MC-31135', at: 1_796_000_000_000 },
})

it('says the state of a camera in words, and a number as it is', () => {
  renderScreen(<AlertEvidence evidence={[...SHOWS_MOST_FIRST, '12', '3/5'].map(seen)} />)
  const values = screen.getAllByRole('row').slice(1)
  const said = values.map((row) => row.querySelectorAll('td')[0]?.textContent)
  expect(said.slice(-2)).toEqual(['12', '3/5'])
  expect(said[SHOWS_MOST_FIRST.indexOf('lost')]).toBe('Mất kết nối')
  for (const state of SHOWS_MOST_FIRST) expect(said).not.toContain(state)
})
