import { addDays } from '../../domain/periods.ts'
import { dayOf } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { lastReport } from '../backfill.ts'
import { FIRST_GAUGE } from '../demoCity.ts'

/** What of `/api/v1/sensors/{id}` is looked at. */
interface SensorAnswer {
  readonly reading?: { readonly at?: number | null } | null
}

/** What of `/api/v1/statistics` is looked at. */
interface StatisticsAnswer {
  readonly reports?: readonly unknown[]
}

/**
 * The last moment of which the hub has the demo city's history, epoch ms; undefined when it has none.
 * @throws when the hub does not answer as it should
 */
export async function lastKnown(http: string, cookie = ''): Promise<number | undefined> {
  const { reading } = (await asked<SensorAnswer>(`${http}/api/v1/sensors/${FIRST_GAUGE}`, cookie)) ?? {}
  return reading?.at ?? undefined
}

/**
 * Whether the hub has the statistics of the years before that of `at` (epoch ms). They arrive while the city lives already, oldest
 * first, and are lost to a demo that is stopped within its first minutes.
 * @throws when the hub does not answer as it should
 */
export async function hasEarlierYears(http: string, edition: Edition, at: number, cookie = ''): Promise<boolean> {
  const last = lastReport(UNIT_TREES[edition])
  const day = addDays(`${dayOf(at).slice(0, 4)}-01-01`, -1)
  const query = new URLSearchParams({ ...last, from: day, to: day })
  const { reports = [] } = (await asked<StatisticsAnswer>(`${http}/api/v1/statistics?${query}`, cookie)) ?? {}
  return reports.length > 0
}

/**
 * Signs in as the demo's leader, who sees all of the city.
 * @returns the cookie to ask with
 * @throws when the hub does not answer as it should
 */
export async function signInToDemo(http: string): Promise<string> {
  const response = await fetch(`${http}/api/v1/commands/signInAs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ioc-command': '1' },
    body: JSON.stringify({ user: 'lanh-dao' }),
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok) throw new Error(`the hub's API answered ${response.status} when the demo signed in`)
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}

/** What the hub answers; undefined when it knows of no such thing. */
async function asked<Answer>(url: string, cookie: string): Promise<Answer | undefined> {
  const response = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(10_000) })
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`the hub's API answered ${response.status} for ${new URL(url).pathname}`)
  return (await response.json()) as Answer
}
