import { describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import { HELP, parseOptions } from '../../simulators/options.ts'

const optionsOf = (text: string) => {
  const parsed = parseOptions(text === '' ? [] : text.split(' '))
  return parsed.ok ? parsed.options : parsed.reason
}

describe('options of the demo city', () => {
  it('has a default for each', () => {
    expect(optionsOf('')).toEqual({
      broker: 'mqtt://127.0.0.1:1883',
      seed: 7,
      edition: '2021',
      prefix: 'ioc/v1',
      backfillMs: 0,
      statisticsMs: 0,
      since: undefined,
      faults: 5,
    })
  })

  it('reads each, with a space or an equals sign', () => {
    expect(
      optionsOf(
        '--broker=mqtts://b.example:8883 --seed 12 --edition 2025 --prefix a/b --backfill 30d --statistics 400d --since 2026-11-01T00:00:00+07:00 --faults 0',
      ),
    ).toEqual({
      broker: 'mqtts://b.example:8883',
      seed: 12,
      edition: '2025',
      prefix: 'a/b',
      backfillMs: 30 * DAY_MS,
      statisticsMs: 400 * DAY_MS,
      since: Date.parse('2026-11-01T00:00:00+07:00'),
      faults: 0,
    })
    expect(optionsOf('--backfill 90m')).toMatchObject({ backfillMs: 90 * MINUTE_MS })
    expect(optionsOf('--faults=2.5')).toMatchObject({ faults: 2.5 })
  })

  it.each([
    ['--broker', '--broker must be an address like --broker mqtt://127.0.0.1:1883'],
    ['--broker http://x', '--broker must be an address like --broker mqtt://127.0.0.1:1883'],
    ['--seed seven', '--seed must be a whole number of at most nine digits, for example --seed 7'],
    ['--edition 2024', '--edition must be 2021 or 2025, for example --edition 2021'],
    ['--prefix a/#', '--prefix must be topic levels without wildcards, for example --prefix ioc/v1'],
    ['--backfill 30', '--backfill must be a time of at most 390 days like --backfill 30d, 12h or 90m'],
    ['--backfill 800d', '--backfill must be a time of at most 390 days like --backfill 30d, 12h or 90m'],
    ['--statistics 2000d', '--statistics must be a time of at most 1000 days like --statistics 400d'],
    ['--since yesterday', '--since must be a moment with its offset like --since 2026-11-01T00:00:00+07:00'],
    ['--since 2026-11-01T00:00:00', '--since must be a moment with its offset like --since 2026-11-01T00:00:00+07:00'],
    ['--faults 101', '--faults must be a percentage from 0 to 100, for example --faults 5'],
    ['--faults -1', '--faults must be a percentage from 0 to 100, for example --faults 5'],
  ])('refuses %s with what to write instead', (text, reason) => {
    expect(optionsOf(text)).toBe(reason)
  })

  it('refuses what it does not know, naming what it does', () => {
    for (const strange of ['--speed 3', 'speed', '--constructor 1', '--backfill-days 3']) {
      expect(optionsOf(strange)).toMatch(/is not an option: write one of --broker, --seed, .*--help/)
    }
  })

  it('explains itself', () => {
    expect(optionsOf('--help')).toBe('help')
    expect(optionsOf('--seed 3 -h')).toBe('help')
    for (const name of ['--broker', '--seed', '--edition', '--prefix', '--backfill', '--since', '--faults']) {
      expect(HELP).toContain(name)
    }
  })
})
