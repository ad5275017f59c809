import { FIRST_GAUGE } from '../demoCity.ts'

/** What of `/api/v1/sensors/{id}` is looked at. */
interface Answer {
  readonly reading?: { readonly at?: number | null } | null
}

/**
 * The last moment of which the hub has the demo city's history, epoch ms; undefined when it has none.
 * @throws when the hub does not answer as it should
 */
export async function lastKnown(http: string): Promise<number | undefined> {
  const response = await fetch(`${http}/api/v1/sensors/${FIRST_GAUGE}`, { signal: AbortSignal.timeout(10_000) })
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`the hub's API answered ${response.status} for its sensors`)
  const { reading } = (await response.json()) as Answer
  return reading?.at ?? undefined
}
