import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from '../../domain/canonicalJson.ts'

it('says the same as JSON, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

it('has one form, in whatever order the fields were written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (fields) => {
      const backwards = Object.fromEntries(Object.entries(fields).reverse())
      expect(canonicalJson(backwards)).toBe(canonicalJson(fields))
    }),
  )
})

it('orders keys by their UTF-16 units, those that look like numbers too', () => {
  expect(canonicalJson({ '9': 1, '10': 2, b: [{ z: null, a: undefined }, undefined], '\u20ac': 3, a: 4 })).toBe(
    '{"10":2,"9":1,"a":4,"b":[{"z":null},null],"€":3}',
  )
})
