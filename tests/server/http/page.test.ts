import { expect, it } from 'vitest'
import * as z from 'zod'
import { decodePlace, encodePlace } from '../../../server/http/page.ts'

const Place = z.tuple([z.number(), z.string()])

it('a place that somebody wrote themselves has no text that a store refuses: no NUL, no half of a pair', () => {
  const [, id] = decodePlace(encodePlace('incident', [1, 'a\u0000b\ud800c']), 'incident', Place)
  expect(id).not.toContain('\u0000')
  expect(id).not.toMatch(/\p{Cs}/u)
  expect(decodePlace(encodePlace('incident', [1, 'SV-1']), 'incident', Place)).toEqual([1, 'SV-1'])
})

it('a place of another question is none, nor is what has arrays within arrays without end', () => {
  const refused = expect.objectContaining({ code: 'pageOfOther' })
  expect(() => decodePlace(encodePlace('directive', [1, 'a']), 'incident', Place)).toThrow(refused)
  const deep = Buffer.from(`["incident",${'['.repeat(5_000)}${']'.repeat(5_000)}]`).toString('base64url')
  expect(() => decodePlace(deep, 'incident', Place)).toThrow(refused)
})
