import { describe, expect, it } from 'vitest'
import { bounded, fromAddress, fromMemory, settle } from '../../../client/wall/settings.ts'
import { DEFAULT_VIEWING } from '../../../client/wall/viewing.ts'

const address = (text: string) => fromAddress(new URLSearchParams(text))

describe('settings of a wall', () => {
  it('reads every parameter of the address', () => {
    expect(
      address('distance=8&pitch=0.63&across=7680&dwell=30&scenes=oneStop,riverAir&scene=riverAir&lang=vi'),
    ).toEqual({
      distanceM: 8,
      pitchMm: 0.63,
      acrossPx: 7680,
      dwellS: 30,
      scenes: ['oneStop', 'riverAir'],
      scene: 'riverAir',
    })
  })

  it('takes a decimal comma, as people here write it', () => {
    expect(address('pitch=0,63').pitchMm).toBe(0.63)
  })

  it('draws a slip of the keyboard to the nearest bound and passes over what is no number', () => {
    expect(bounded('distanceM', '600')).toBe(30)
    expect(bounded('distanceM', '0')).toBe(1)
    expect(bounded('distanceM', 'sáu')).toBeUndefined()
    expect(bounded('distanceM', 'Infinity')).toBeUndefined()
    expect(address('distance=&dwell=x&scenes=,&scene=')).toEqual({})
  })

  it('the address wins over memory, memory over the default', () => {
    const memory = fromMemory('{"distanceM":9,"pitchMm":0.9}')
    expect(settle(address('distance=4'), memory)).toEqual({ ...DEFAULT_VIEWING, distanceM: 4, pitchMm: 0.9 })
  })

  it.each([null, '', 'null', '[]', '{"distanceM":"far"}', '{broken', '{"scenes":5}'])(
    'forgets what it cannot read: %s',
    (json) => {
      expect(settle({}, fromMemory(json))).toEqual(DEFAULT_VIEWING)
    },
  )
})
