import { expect, it } from 'vitest'
import { ask } from '../../../client/live/ask.ts'
import { QUERIES } from '../../../domain/queries/index.ts'

/** 22 November 2026. */
const FROM = 1_795_280_400_000

it('writes an address that the declaration reads', () => {
  const asked = ask('/sensors/{id}/series', {
    params: { id: 'Mực nước/1' },
    query: { from: FROM, to: '2026-11-23', value: 'level' },
  })
  const { pathname, searchParams } = new URL(asked, 'http://hub')
  expect(decodeURIComponent(pathname.split('/')[2] ?? '')).toBe('Mực nước/1')
  expect(QUERIES.sensorSeries.query.parse(Object.fromEntries(searchParams))).toMatchObject({
    from: FROM,
    value: 'level',
  })
})

it('leaves out what is not asked', () => {
  expect(ask('/plan', { query: { unit: undefined } })).toBe('/plan')
  expect(ask('/units')).toBe('/units')
})

it('knows what may be asked', () => {
  // @ts-expect-error: there is no such query
  ask('/nothing')
  // @ts-expect-error: the id is missing
  expect(ask('/systems/{id}')).toBe('/systems/undefined')
  // @ts-expect-error: no such kind of sensors
  ask('/sensors', { query: { kind: 'smell' } })
})
