import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_PREFIX, formatTopic, isName, parseTopic, type Topic } from '../../domain/topics.ts'

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/).filter((text) => !text.includes('..'))
const topic: fc.Arbitrary<Topic> = fc.oneof(
  fc.record({
    is: fc.constant('sensor' as const),
    id: name,
    message: fc.constantFrom('announce' as const, 'status' as const, 'reading' as const),
  }),
  fc.record({
    is: fc.constant('camera' as const),
    id: name,
    message: fc.constantFrom('announce' as const, 'status' as const, 'frame' as const, 'count' as const),
  }),
  fc.record({ is: fc.constantFrom('statistics' as const, 'event' as const), system: name, unit: name }),
  fc.record({ is: fc.constant('hub' as const), id: name }),
)
const prefix = fc
  .array(fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/), { minLength: 1, maxLength: 5 })
  .map((levels) => levels.join('/'))

describe('topics', () => {
  it('are what the contract shows', () => {
    expect(formatTopic({ is: 'sensor', id: 'TG-01', message: 'reading' })).toBe('ioc/v1/sensor/TG-01/reading')
    expect(parseTopic('ioc/v1/statistics/oneStop/31135')).toEqual({
      is: 'statistics',
      system: 'oneStop',
      unit: '31135',
    })
    expect(parseTopic('ioc/v1/hub/hub-1/status')).toEqual({ is: 'hub', id: 'hub-1' })
  })

  it('come back from their text, under any prefix', () => {
    fc.assert(
      fc.property(topic, prefix, (said, under) => {
        expect(parseTopic(formatTopic(said, under), under)).toEqual(said)
      }),
    )
  })

  it('give back the very text they were read from, or are not topics', () => {
    const level = fc.oneof(
      name,
      fc.string({ maxLength: 8 }),
      fc.constantFrom('sensor', 'camera', 'event', 'status', '..'),
    )
    fc.assert(
      fc.property(fc.array(level, { maxLength: 6 }), (levels) => {
        const text = `${DEFAULT_PREFIX}/${levels.join('/')}`
        const parsed = parseTopic(text)
        if (parsed !== undefined) expect(formatTopic(parsed)).toBe(text)
      }),
    )
  })

  it('never throw on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(() => parseTopic(text)).not.toThrow()
        const parsed = parseTopic(`ioc/v1/sensor/${text}/reading`)
        expect(parsed === undefined).toBe(!isName(text))
      }),
    )
  })

  it.each([
    'ioc/v1/sensor/../status',
    'ioc/v1/sensor/a..b/status',
    'ioc/v1/sensor/%2f/status',
    'ioc/v1/sensor/a\u0000b/status',
    'ioc/v1/sensor/+/status',
    'ioc/v1/sensor/#',
    'ioc/v1/sensor/ТG-01/status',
    'ioc/v1/sensor/__proto__/status',
    'ioc/v1/sensor//status',
    'ioc/v1/sensor/a/frame',
    'ioc/v1/camera/a/reading',
    'ioc/v1/sensor/a/status/',
    'ioc/v1//sensor/a/status',
    'ioc/v11/sensor/a/status',
    'IOC/v1/sensor/a/status',
    '/ioc/v1/sensor/a/status',
    'ioc/v1',
    'ioc/v1/',
    '$SYS/broker/version',
    `ioc/v1/sensor/${'a'.repeat(65)}/status`,
    `ioc/v1/${'a/'.repeat(100)}b`,
    `ioc/v1/sensor/${'a'.repeat(60_000)}/status`,
  ])('does not know %s', (text) => {
    expect(parseTopic(text)).toBeUndefined()
  })
})
