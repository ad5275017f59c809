import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cameraState, isWorking } from '../../domain/cameras/camera.ts'
import { freshness, patienceFor } from '../../domain/freshness.ts'
import { ALWAYS_OPEN, canJudgeSilence, judgedFreshness, type Reception } from '../../domain/reception.ts'

const NOW = Date.parse('2026-11-23T10:05:00+07:00')
const patience = patienceFor(10_000)
const openFor = (ms: number): Reception => ({ is: 'open', since: NOW - ms })
const cut: Reception = { is: 'cut', since: NOW - 180_000, cause: 'broker' }

describe('silence', () => {
  it('is judged only by who could have heard for as long as the source promised', () => {
    expect(canJudgeSilence(cut, NOW, patience)).toBe(false)
    expect(canJudgeSilence(openFor(25_000), NOW, patience)).toBe(false)
    expect(canJudgeSilence(openFor(25_001), NOW, patience)).toBe(true)
    expect(canJudgeSilence(ALWAYS_OPEN, NOW, patience)).toBe(true)
  })

  it('cannot be told from deafness: what is old is neither late nor lost then, and what is young stays live', () => {
    const at = (ageMs: number | null, reception: Reception, retained = false) =>
      judgedFreshness(ageMs === null ? null : NOW - ageMs, NOW, patience, reception, retained)
    for (const deaf of [cut, openFor(1_000)]) {
      expect(at(1_000, deaf)).toBe('live')
      for (const age of [26_000, 101_000, null]) expect(at(age, deaf)).toBe('unheard')
      expect(at(1_000, deaf, true)).toBe('unheard')
    }
    expect(at(101_000, openFor(26_000))).toBe('stale')
    expect(at(null, openFor(26_000))).toBe('never')
    expect(at(101_000, openFor(101_000))).toBe('lost')
  })

  it('is what the age alone says where everything could be heard, and never worse than that', () => {
    const order = ['live', 'unheard', 'stale', 'lost', 'never']
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.nat(1e6),
        fc.integer({ min: 1, max: 3_600_000 }),
        fc.boolean(),
        (age, open, every, retained) => {
          const byAge = freshness(NOW - age, NOW, patienceFor(every), retained)
          expect(judgedFreshness(NOW - age, NOW, patienceFor(every), ALWAYS_OPEN, retained)).toBe(byAge)
          const judged = judgedFreshness(NOW - age, NOW, patienceFor(every), openFor(open), retained)
          expect(order.indexOf(judged)).toBeLessThanOrEqual(order.indexOf(byAge))
          expect(judged === 'live').toBe(byAge === 'live')
        },
      ),
    )
  })
})

describe('a camera', () => {
  const view = {
    ...{ id: 'C', frozenSince: null, countAt: null, waiting: null, counters: null, countersStaffed: null },
    ...{ status: null, retained: false },
  }
  const state = (more: { frameAt: number | null; status?: 'offline'; frozenSince?: number }, reception: Reception) =>
    cameraState({ ...view, ...more }, 10_000, NOW, reception).is

  it('is neither lost nor without a picture while nobody could have seen one', () => {
    expect(state({ frameAt: NOW - 120_000 }, ALWAYS_OPEN)).toBe('lost')
    expect(state({ frameAt: NOW - 120_000 }, cut)).toBe('unheard')
    expect(state({ frameAt: NOW - 120_000, frozenSince: NOW - 200_000 }, cut)).toBe('unheard')
    expect(state({ frameAt: null }, openFor(500))).toBe('unheard')
    // What stood still before nobody could hear is no younger for it.
    for (const status of ['online', 'offline'] as const)
      expect(
        cameraState({ ...view, status, frameAt: NOW - 120_000, frozenSince: NOW - 900_000 }, 10_000, NOW, cut),
      ).toEqual({
        is: 'unheard',
        since: NOW - 900_000,
        before: status === 'offline' ? { is: 'lost', since: NOW - 120_000 } : { is: 'frozen', since: NOW - 900_000 },
      })
    expect(state({ frameAt: null }, ALWAYS_OPEN)).toBe('never')
    expect(state({ frameAt: NOW - 1_000 }, cut)).toBe('live')
  })

  it('that counts and sends no picture works, and says that its picture is missing', () => {
    const counting = { ...view, frameAt: null, countAt: NOW - 20_000, waiting: 3 }
    const of = (more: object, reception: Reception = ALWAYS_OPEN) => {
      const now = { ...counting, ...more }
      const state = cameraState(now, 10_000, NOW, reception)
      return [state.is, isWorking(state, now, NOW)]
    }
    expect(of({})).toEqual(['noPicture', true])
    expect(of({ frameAt: NOW - 120_000 })).toEqual(['noPicture', true])
    expect(of({ frameAt: NOW - 30_000 })).toEqual(['stale', true])
    expect(of({ frameAt: NOW - 30_000, countAt: null })).toEqual(['stale', false])
    expect(of({ frameAt: NOW - 1_000, countAt: null })).toEqual(['live', true])
    expect(of({ frameAt: NOW - 1_000, frozenSince: NOW - 40_000 })).toEqual(['frozen', false])
    expect(of({ countAt: NOW - 76_000 })).toEqual(['never', false])
    // A broker's memory is no word of now, a slow clock is.
    expect(of({ retained: true })).toEqual(['never', false])
    expect(of({ countAt: NOW - 300_000, lagMs: 290_000 })).toEqual(['noPicture', true])
    expect(of({ status: 'offline' })).toEqual(['lost', false])
    expect(of({}, cut)).toEqual(['unheard', false])
  })

  it('that said goodbye is lost, as long as it would be heard coming back', () => {
    expect(state({ frameAt: NOW - 1_000, status: 'offline' }, openFor(500))).toBe('lost')
    expect(state({ frameAt: NOW - 1_000, status: 'offline' }, cut)).toBe('unheard')
  })
})
