import { recall, remember } from '../remembered.ts'
import type { Moment } from './hubClock.ts'
import { KEPT_FOR_MS } from './kept.ts'
import { pageMoment } from './pageMoment.ts'

/** Drafts that one browser keeps, the newest first. */
const MOST_DRAFTS = 50

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
  return draftsNow().find((draft) => draft.person === person && draft.form === form)
}

/** Keeps what stands in a form in place of what stood there before. @param typed undefined: nothing that is worth keeping */
export function keepDraft(person: string, form: string, typed: unknown): void {
  // On a hub without accounts the next one who comes may be anybody.
  if (person === '') return
  const before = draftsNow()
  const others = before.filter((draft) => draft.person !== person || draft.form !== form)
  if (typed === undefined && others.length === before.length) return
  const draft = { person, form, typed, writtenAt: pageMoment(), keptAt: Date.now() }
  remember('drafts', JSON.stringify(typed === undefined ? others : [draft, ...others].slice(0, MOST_DRAFTS)))
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
