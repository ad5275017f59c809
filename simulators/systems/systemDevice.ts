import type { SystemId } from '../../domain/systems/index.ts'
import { type Day, dayOf } from '../../domain/time.ts'
import { formatTopic } from '../../domain/topics.ts'
import type { Office } from '../demoCity.ts'
import { SYSTEM_MODELS } from './index.ts'
import type { SystemModel } from './systemModel.ts'

export const SYSTEM_IDS = Object.keys(SYSTEM_MODELS) as SystemId[]

/** One report, ready to be sent. */
export interface Report {
  readonly topic: string
  readonly body: {
    readonly period: Day
    readonly at: number
    readonly counts: Readonly<Record<string, number>>
    readonly simulated: true
  }
}

/** What a source system says of a commune at a moment: totals of that day so far. */
export function reportOf(system: SystemId, { unit, ledger }: Office, at: number, prefix: string): Report {
  const model: SystemModel = SYSTEM_MODELS[system]
  return {
    topic: formatTopic({ is: 'statistics', system, unit: unit.code }, prefix),
    body: { period: dayOf(at), at, counts: model(ledger, at), simulated: true },
  }
}
