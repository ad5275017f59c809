import { parseArgs } from 'node:util'
import { parseInstant } from '../domain/instant.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/time.ts'
import { DEFAULT_PREFIX } from '../domain/topics.ts'
import { EDITIONS, type Edition } from '../domain/units/unit.ts'

/** What the demo city is asked to do. */
export interface Options {
  readonly broker: string
  readonly seed: number
  readonly edition: Edition
  readonly prefix: string
  /** History to fill in first, ms; 0: none. */
  readonly backfillMs: number
  /** Days of statistics to fill in first, which may reach farther back than the rest, ms. */
  readonly statisticsMs: number
  /** History to fill in first, from this moment, epoch ms; stands before `backfillMs`. */
  readonly since: number | undefined
  /** Devices that misbehave, percent. */
  readonly faults: number
}

export const HELP = `Usage: npm run simulate -- [options]

The demo city: sensors, source systems and one-stop cameras that speak MQTT, all marked as simulated.

  --broker <url>       where to publish            mqtt://127.0.0.1:1883
  --seed <number>      which city; same seed, same city, same day    7
  --edition <year>     2021 or 2025                2021
  --prefix <levels>    first levels of the topics  ${DEFAULT_PREFIX}
  --backfill <time>    history to fill in first: 90m, 12h, 30d       none
  --statistics <time>  days of statistics to fill in first: 400d     none
  --since <moment>     the same, from a moment: 2026-11-01T00:00:00+07:00
  --faults <percent>   devices that misbehave, every fault once at least; 0: none    5
  --help               this text

Ctrl-C says goodbye for every device and ends.
`

/** Longest history that can be filled in: what a hub still takes as late and not as a broken clock. */
const MAX_BACKFILL_MS = 390 * DAY_MS
/** Books of days are taken for longer. */
const MAX_STATISTICS_MS = 1_000 * DAY_MS
const UNIT_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS }

/** What holds where nothing is asked for. */
export const DEFAULTS: Options = {
  broker: 'mqtt://127.0.0.1:1883',
  seed: 7,
  edition: '2021',
  prefix: DEFAULT_PREFIX,
  backfillMs: 0,
  statisticsMs: 0,
  since: undefined,
  faults: 5,
}

export type ParsedOptions =
  | { readonly ok: true; readonly options: Options | 'help' }
  | { readonly ok: false; readonly reason: string }

/** One option's value: what of the options it sets, or what to write instead. */
type Read = (text: string) => Partial<Options> | string

const READERS: Readonly<Record<string, Read>> = {
  '--broker': (text) =>
    URL.canParse(text) && ['mqtt:', 'mqtts:', 'ws:', 'wss:', 'tcp:'].includes(new URL(text).protocol)
      ? { broker: text }
      : 'an address like --broker mqtt://127.0.0.1:1883',
  '--seed': (text) =>
    /^\d{1,9}$/.test(text) ? { seed: Number(text) } : 'a whole number of at most nine digits, for example --seed 7',
  '--edition': (text) => {
    const edition = EDITIONS.find((known) => known === text)
    return edition === undefined ? `${EDITIONS.join(' or ')}, for example --edition 2021` : { edition }
  },
  '--prefix': (text) =>
    /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+){0,4}$/.test(text)
      ? { prefix: text }
      : `topic levels without wildcards, for example --prefix ${DEFAULT_PREFIX}`,
  '--backfill': (text) => {
    const backfillMs = lengthOf(text)
    return backfillMs <= MAX_BACKFILL_MS ? { backfillMs } : 'a time of at most 390 days like --backfill 30d, 12h or 90m'
  },
  '--statistics': (text) => {
    const statisticsMs = lengthOf(text)
    return statisticsMs <= MAX_STATISTICS_MS ? { statisticsMs } : 'a time of at most 1000 days like --statistics 400d'
  },
  '--since': (text) => {
    const since = parseInstant(text)
    return since.ok ? { since: since.at } : 'a moment with its offset like --since 2026-11-01T00:00:00+07:00'
  },
  '--faults': (text) =>
    /^\d{1,3}(\.\d+)?$/.test(text) && Number(text) <= 100
      ? { faults: Number(text) }
      : 'a percentage from 0 to 100, for example --faults 5',
}

/** `30d`, `12h`, `90m` in ms; NaN when it is none. */
function lengthOf(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? []
  return Number(count) * (UNIT_MS[unit] ?? Number.NaN)
}

const KINDS = Object.fromEntries(Object.keys(READERS).map((name) => [name.slice(2), { type: 'string' }] as const))

/** @param args as typed, `--name value` or `--name=value`; a wrong one is refused with what to write instead */
export function parseOptions(args: readonly string[]): ParsedOptions {
  let options = DEFAULTS
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...KINDS, help: { type: 'boolean', short: 'h' } },
    // What is wrong is told with what to write instead.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'option' && token.name === 'help') return { ok: true, options: 'help' }
    const name = token.kind === 'option' ? token.rawName : token.value
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined
    if (read === undefined) {
      return { ok: false, reason: `${name} is not an option: write one of ${Object.keys(READERS).join(', ')}, --help` }
    }
    const result = read(token.value ?? '')
    if (typeof result === 'string') return { ok: false, reason: `${name} must be ${result}` }
    options = { ...options, ...result }
  }
  return { ok: true, options }
}
