import { describe, expect, it } from 'vitest'
import { DEMO_HELP, parseDemoOptions } from '../../simulators/demo/options.ts'

const optionsOf = (...args: string[]) => {
  const parsed = parseDemoOptions(args)
  return parsed.ok ? parsed.options : parsed.reason
}

describe('options of the demo', () => {
  it('begins now, or at another time of the city', () => {
    expect(optionsOf()).toEqual({ now: undefined, people: true })
    const morning = { now: Date.parse('2026-11-30T08:30:00+07:00'), people: true }
    expect(optionsOf('--now', '2026-11-30T08:30:00+07:00')).toEqual(morning)
    expect(optionsOf('--now=2026-11-30T01:30Z')).toEqual(morning)
  })

  it.each([['--now'], ['--now='], ['--now=08:30'], ['--now=2026-11-30T08:30:00'], ['--now=2026-02-30T08:30+07:00']])(
    'refuses %s with what to write instead',
    (arg) => {
      expect(optionsOf(arg)).toBe('--now must be a moment with its offset like --now 2026-11-30T08:30:00+07:00')
    },
  )

  it('has people at work unless told otherwise', () => {
    expect(optionsOf('--people', 'off')).toEqual({ now: undefined, people: false })
    expect(optionsOf('--people=on')).toEqual({ now: undefined, people: true })
    expect(optionsOf('--people=no')).toBe('--people must be on or off, for example --people off')
  })

  it('refuses what it does not know', () => {
    expect(optionsOf('--edition', '2025')).toBe('--edition is not an option: write --now, --people or --help')
    expect(optionsOf('morning')).toBe('morning is not an option: write --now, --people or --help')
  })

  it('explains itself', () => {
    expect(optionsOf('--help')).toBe('help')
    expect(DEMO_HELP).toContain('--now')
  })
})
