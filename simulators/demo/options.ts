import { parseArgs } from 'node:util'
import { parseInstant } from '../../domain/instant.ts'

export const DEMO_HELP = `Usage: npm run demo -- [options]

The city working: hub, broker, store, 30 days of history, the demo city. Settings of the hub are read from the environment.

  --now <moment>   begins at another time of the city, for example on a working morning: 2026-11-30T08:30:00+07:00.
                   The clocks of hub and demo city are ahead or behind alike; the data are thrown away at the end,
                   unless IOC_DATA_DIR or DATABASE_URL says where to keep them
  --people off     nobody but you acts: no simulated operators, units and leaders
  --help           this text
`

/** What the demo is asked to do. */
export interface DemoOptions {
  /** When it is in the city as the demo begins, epoch ms; undefined: what the machine's clock says. */
  readonly now: number | undefined
  /** Whether simulated people act beside whoever signs in. */
  readonly people: boolean
}

export type ParsedDemoOptions =
  | { readonly ok: true; readonly options: DemoOptions | 'help' }
  | { readonly ok: false; readonly reason: string }

/** @param args as typed; a wrong one is refused with what to write instead */
export function parseDemoOptions(args: readonly string[]): ParsedDemoOptions {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: { now: { type: 'string' }, people: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    // What is wrong is told with what to write instead.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  if (values.help === true) return { ok: true, options: 'help' }
  for (const token of tokens) {
    if (token.kind === 'option-terminator' || (token.kind === 'option' && isKnown(token.name))) continue
    const name = token.kind === 'option' ? token.rawName : token.value
    return { ok: false, reason: `${name} is not an option: write --now, --people or --help` }
  }
  if (values.people !== undefined && values.people !== 'on' && values.people !== 'off')
    return { ok: false, reason: '--people must be on or off, for example --people off' }
  const people = values.people !== 'off'
  if (values.now === undefined) return { ok: true, options: { now: undefined, people } }
  const now = parseInstant(typeof values.now === 'string' ? values.now : '')
  return now.ok
    ? { ok: true, options: { now: now.at, people } }
    : { ok: false, reason: '--now must be a moment with its offset like --now 2026-11-30T08:30:00+07:00' }
}

const isKnown = (name: string) => name === 'now' || name === 'people'
