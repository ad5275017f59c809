import { forget, recall, remember } from '../remembered.ts'
import type { Moment } from './hubClock.ts'
import { KEPT_FOR_MS } from './kept.ts'
import { pageMoment } from './pageMoment.ts'

/** Drafts that one browser keeps, the newest first. */
const MOST_DRAFTS = 50
/** All drafts are written at once: so long after a key was pressed, and before the page goes. */
const WRITTEN_AFTER_MS = 400

/** What somebody has typed into a form and not sent. */
export interface Draft {
  /** Account of who types it: it is shown to nobody else. */
  readonly person: string
  /** The form, and what it is about. */
  readonly form: string
  /** A text, or what stands in the fields of the form by their names. */
  readonly typed: unknown
  readonly writtenAt: Moment
  /** Epoch ms on this machine's clock, by which it is let go. */
  readonly keptAt: number
}

/** What a reader has typed into a form before, and never sent; undefined: nothing, or not lately. */
export function draftOf(person: string, form: string): Draft | undefined {
  writeDrafts()
  return draftsNow().find((draft) => draft.person === person && draft.form === form)
}

/** By person and form, what stands in a form since the drafts were written last; `typed` undefined: nothing that is worth keeping. */
const unwritten = new Map<string, Draft>()
let timer: ReturnType<typeof setTimeout> | undefined
globalThis.addEventListener?.('pagehide', writeDrafts)

/**
 * Keeps what stands in a form in place of what stood there before. It is written when nobody has typed for a moment: a page that ends without a word
 * loses no more than that. @param typed undefined: nothing that is worth keeping
 */
export function keepDraft(person: string, form: string, typed: unknown): void {
  // On a hub without accounts the next one who comes may be anybody.
  if (person === '') return
  const key = keyOf({ person, form })
  // What was typed last stands last.
  unwritten.delete(key)
  unwritten.set(key, { person, form, typed, writtenAt: pageMoment(), keptAt: Date.now() })
  clearTimeout(timer)
  timer = setTimeout(writeDrafts, WRITTEN_AFTER_MS)
}

const keyOf = ({ person, form }: Pick<Draft, 'person' | 'form'>) => JSON.stringify([person, form])

/** Writes what waits to be written; what another page of this browser has written meanwhile stays. */
export function writeDrafts(): void {
  clearTimeout(timer)
  if (unwritten.size === 0) return
  const before = draftsNow()
  const others = before.filter((draft) => !unwritten.has(keyOf(draft)))
  const typed = [...unwritten.values()].filter((draft) => draft.typed !== undefined).reverse()
  unwritten.clear()
  if (typed.length === 0 && others.length === before.length) return
  remember('drafts', JSON.stringify([...typed, ...others].slice(0, MOST_DRAFTS)))
}

/** How many forms a reader has begun on this machine and not sent. */
export function countDrafts(person: string): number {
  writeDrafts()
  return draftsNow().filter((draft) => draft.person === person).length
}

/** Whoever leaves a machine leaves nothing on it that the next one there could read. */
export function forgetDrafts(person: string): void {
  for (const key of [...unwritten.keys()]) if (unwritten.get(key)?.person === person) unwritten.delete(key)
  writeDrafts()
  const others = draftsNow().filter((draft) => draft.person !== person)
  if (others.length === 0) forget('drafts')
  else remember('drafts', JSON.stringify(others))
}

/** What is kept and not too old; nothing where it is no list of ours. */
function draftsNow(): readonly Draft[] {
  const now = Date.now()
  try {
    const parsed: unknown = JSON.parse(recall('drafts') ?? '[]')
    return Array.isArray(parsed)
      ? (parsed as Draft[]).filter(
          (each) => typeof each?.form === 'string' && Math.abs(now - each.keptAt) < KEPT_FOR_MS && isMoment(each),
        )
      : []
  } catch {
    return []
  }
}

const isMoment = ({ writtenAt }: Draft) => typeof writtenAt?.at === 'number'
