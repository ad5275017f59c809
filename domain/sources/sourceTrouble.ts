import { COUNT_EVERY_MS } from '../cameras/camera.ts'
import { freshness, patienceFor } from '../freshness.ts'
import { type JudgedFreshness, judgedFreshness, type Reception } from '../reception.ts'
import { areRivals } from '../rivals.ts'
import { DAY_MS } from '../time.ts'
import type { Source } from './source.ts'

/** What is wrong with a source, worst first. A source has its worst trouble only. */
export const TROUBLES = [
  'lost',
  'stale',
  'skew',
  'rivals',
  'refused',
  'misplaced',
  'unheard',
  'silent',
  'none',
] as const
export type Trouble = (typeof TROUBLES)[number]

/**
 * Freshness of a source by the interval it promised; `live` for a source that promises none and has spoken. A device that said goodbye is
 * lost, however young its last message; one that only delivers what is old is as old as that.
 */
export function sourceFreshness(source: Source, now: number, reception: Reception): JudgedFreshness {
  if (source.status === 'offline' && source.lastReceivedAt !== null) return reception.is === 'open' ? 'lost' : 'unheard'
  if (source.everyMs === null) return source.lastReceivedAt === null ? 'never' : 'live'
  return judgedFreshness(source.asOf, now, patienceFor(source.nextWithinMs ?? source.everyMs), reception)
}

/**
 * How far a source's clock is off, ms, receipt minus device time; null when nothing tells. An event is told when somebody gets to know of it:
 * one told late says nothing of a clock, one from the future does.
 */
export function clockSkewMs({ id, skewMs }: Pick<Source, 'id' | 'skewMs'>): number | null {
  return sourceKind(id) === 'event' && skewMs !== null && skewMs > 0 ? null : skewMs
}

/**
 * Whether a source that is still heard has a wrong clock, by the hub's judgement: the same that raises the alert. Such a source is not lost, however old
 * what was last taken of it.
 */
export function isClockWrong({ id, clock, measuredAt, everyMs }: Source, now: number): boolean {
  if (clock !== 'ahead' && clock !== 'behind') return false
  // A camera's pictures say no time, its counts do.
  const tellsEveryMs = sourceKind(id) === 'camera' ? COUNT_EVERY_MS : everyMs
  return tellsEveryMs === null || freshness(measuredAt, now, patienceFor(tellsEveryMs)) === 'live'
}

/** So many good messages after a refusal, and what was wrong is mended. */
const MENDED_AFTER = 5
/** Who says so little that it never gets there is not marked for ever either. */
const REFUSED_WITHIN_MS = DAY_MS

/** Whether what was refused of a source still marks it: not after several good messages, and not after a day. */
function isRefusedLately(
  { lastRefusedAt, acceptedSince }: Pick<Source, 'lastRefusedAt' | 'acceptedSince'>,
  now: number,
): boolean {
  return lastRefusedAt !== null && acceptedSince < MENDED_AFTER && now - lastRefusedAt <= REFUSED_WITHIN_MS
}

/**
 * - `lost`, `stale`: it promised to speak and does not
 * - `skew`: its clock is wrong, which is why what it says is refused or not shown as live
 * - `rivals`: two senders speak for it, and what stands is whoever spoke last
 * - `refused`: it speaks, and some of what it said lately cannot be believed
 * - `misplaced`: the position it announced is doubtful
 * - `unheard`: it may well speak, the hub could not have heard it
 * - `silent`: announced, never heard
 */
export function troubleOf(source: Source, now: number, reception: Reception): Trouble {
  if (isClockWrong(source, now)) return 'skew'
  const fresh = sourceFreshness(source, now, reception)
  if (fresh === 'lost') return 'lost'
  if (fresh === 'stale') return 'stale'
  if (areRivals(source, now)) return 'rivals'
  if (isRefusedLately(source, now)) return 'refused'
  if (source.misplaced != null) return 'misplaced'
  if (fresh === 'unheard') return 'unheard'
  return fresh === 'never' ? 'silent' : 'none'
}

/** A source with what is wrong with it now. */
export interface TroubledSource {
  readonly source: Source
  readonly trouble: Trouble
}

/** Worst trouble first; among those that fell silent the longest silent first, else by id: what speaks would change places with every word. */
export function compareByTrouble(a: TroubledSource, b: TroubledSource): number {
  const silence = a.trouble === 'lost' || a.trouble === 'stale' ? heardAt(a) - heardAt(b) : 0
  return TROUBLES.indexOf(a.trouble) - TROUBLES.indexOf(b.trouble) || silence || (a.source.id < b.source.id ? -1 : 1)
}

const heardAt = ({ source }: TroubledSource) => source.asOf ?? 0

/** Kinds of sources; `unknown` for what nobody announced. */
export const SOURCE_KINDS = ['sensor', 'camera', 'statistics', 'event', 'link', 'unknown'] as const
type SourceKind = (typeof SOURCE_KINDS)[number]

/** The kind of source that its id says. */
export function sourceKind(id: string): SourceKind {
  const kind = id.slice(0, id.indexOf('/'))
  return SOURCE_KINDS.find((known) => known === kind) ?? 'unknown'
}
