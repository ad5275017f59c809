import type { KpiId } from '../../../domain/kpis/index.ts'
import { stateOfTone, type Tone } from '../../panels/tone.ts'

/** Colour of the words that matter: red and amber where somebody must act, none where all is well, grey where nobody can say. */
export type HeadlineTone = 'missed' | 'near' | 'calm' | 'unknown'

/** Colour of what stands in the list in a tone, as a headline has it. */
export function headlineTone(tone: Tone): HeadlineTone {
  const state = stateOfTone(tone)
  return state === 'met' ? 'calm' : state === 'unjudged' ? 'unknown' : state
}

/** Words that begin with a capital where they stand alone, as they stand in the midst of a sentence; an abbreviation stays what it is. */
export function midSentence(words: string): string {
  return words.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase())
}

/** The answer to a scene's question, in one sentence. */
export interface Headline {
  /** Its sentence below `headline` in the words of the wall; `<worst>` marks the words that matter. */
  readonly says: string
  readonly values: Readonly<Record<string, string | number>>
  readonly tone: HeadlineTone
}

/** What a headline is computed from, as a scene declares it. */
export type HeadlineUse =
  | { readonly is: 'communes'; readonly kpi: KpiId }
  | { readonly is: 'offices' }
  | { readonly is: 'plan' }
  | { readonly is: 'systems' }
  | { readonly is: 'city' }
  | { readonly is: 'water'; readonly gauge: string }
  | { readonly is: 'air' }
  | { readonly is: 'security' }
  | { readonly is: 'directives' }
  | { readonly is: 'unit' }
  /** Of the cameras that look at halls, or of the one in focus. */
  | { readonly is: 'cameras' }
  | { readonly is: 'incident' }
  | { readonly is: 'since' }
