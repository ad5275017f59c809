import { expect, it } from 'vitest'
import { createPace } from '../../../server/http/paced.ts'

const turn = () => new Promise(setImmediate)

it('a few of one place are begun in a turn of the loop, in their order; another place waits for none of them', async () => {
  const pace = createPace(2)
  const begun: string[] = []
  for (const n of [1, 2, 3, 4, 5]) pace('a', () => begun.push(`a${n}`))
  pace('b', () => begun.push('b1'))
  expect(begun).toEqual(['a1', 'a2', 'b1'])
  await turn()
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4'])
  // Who comes now stands behind those that wait.
  pace('a', () => begun.push('a6'))
  await turn()
  await turn()
  await turn()
  expect(begun.slice(5)).toEqual(['a5', 'a6'])
  pace('a', () => begun.push('a7'))
  expect(begun.at(-1)).toBe('a7')
})
