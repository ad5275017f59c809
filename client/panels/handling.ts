import { type Alert, isPutAside } from '../../domain/alerts/alert.ts'

/** Whether somebody is on it, as far as alerts tell. */
export type Handling =
  | { readonly is: 'taken'; readonly by: string; readonly at: number }
  /** An alert stands and nobody has taken it on. */
  | { readonly is: 'open'; readonly since: number }

/**
 * Who is on what some open alerts are about: the last who took one on; undefined where no alert stands
 * that people have not put aside.
 * @param alerts those about it
 */
export function handlingOf(alerts: readonly Alert[]): Handling | undefined {
  const open = alerts.filter((alert) => alert.clearedAt === null && !isPutAside(alert))
  if (open.length === 0) return undefined
  let taken: Handling | undefined
  for (const { acknowledgedAt: at, acknowledgedBy: by } of open) {
    if (at !== null && by !== null && (taken?.is !== 'taken' || at > taken.at)) taken = { is: 'taken', by, at }
  }
  return taken ?? { is: 'open', since: Math.min(...open.map(({ raisedAt }) => raisedAt)) }
}
