import { describe, expect, it } from 'vitest'
import { dwellOf, programme, step } from '../../../client/wall/rotation.ts'

const all = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
const ids = (settings: Parameters<typeof programme>[1]) => programme(all, settings).map(({ id }) => id)

describe('programme', () => {
  it('is every scene when nothing is chosen', () => expect(ids({})).toEqual(['a', 'b', 'c']))
  it('is the chosen scenes in their order', () => expect(ids({ scenes: ['c', 'a'] })).toEqual(['c', 'a']))
  it('is the pinned scene alone', () => expect(ids({ scene: 'b', scenes: ['c', 'a'] })).toEqual(['b']))
  it('passes over names nobody knows', () => expect(ids({ scenes: ['x', 'b'], scene: 'y' })).toEqual(['b']))
  it('is never empty because of a slip', () => expect(ids({ scenes: ['x'] })).toEqual(['a', 'b', 'c']))
})

describe('turning', () => {
  it('goes round in both directions', () => {
    expect(step(2, 1, 3)).toBe(0)
    expect(step(0, -1, 3)).toBe(2)
    expect(step(0, 1, 0)).toBe(0)
  })

  it('stays as long as the setting says, else as the scene says', () => {
    expect(dwellOf({ dwellMs: 40_000 }, {})).toBe(40_000)
    expect(dwellOf({ dwellMs: 40_000 }, { dwellS: 25 })).toBe(25_000)
  })
})
