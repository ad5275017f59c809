import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDueTimes } from '../../../server/services/kpis/dueTimes.ts'

it('tells every key once, after its moment and not long after, whatever moved it before', () => {
  const act = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.nat(5_000), pass: fc.nat(400) })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const times = createDueTimes()
      const wanted = new Map<string, number>()
      let now = 0
      const look = () => {
        for (const key of times.take(now)) {
          const at = wanted.get(key) ?? expect.fail(`${key} was told twice`)
          expect(at).toBeLessThan(now)
          wanted.delete(key)
        }
        for (const at of wanted.values()) expect(now).toBeLessThanOrEqual(at + 25)
        const next = times.next()
        for (const at of wanted.values()) expect(next).toBeLessThanOrEqual(at + 25)
      }
      for (const { key, at, pass } of acts) {
        const moment = now + at
        times.set(key, moment)
        // A key that is due earlier already is looked at then, and asked for its moment anew.
        wanted.set(key, Math.min(wanted.get(key) ?? moment, moment))
        now += pass
        look()
      }
      now += 10_000
      look()
      expect(wanted.size).toBe(0)
    }),
  )
})
