import { expect, it } from 'vitest'
import { officeTone } from '../../../client/panels/officeTone.ts'

it('has one colour for what is equally grave: people who wait before nobody, and those who wait too long', () => {
  expect([officeTone('unstaffed'), officeTone('crowded')]).toEqual(['most', 'most'])
  expect([officeTone('closed'), officeTone('frozen'), officeTone('lost')]).toEqual(['little', 'little', 'unjudged'])
})
