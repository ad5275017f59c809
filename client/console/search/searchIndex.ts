import type { KpiId } from '../../../domain/kpis/index.ts'
import type { Page } from '../../../domain/pages.ts'
import type { PlanId } from '../../../domain/plan/index.ts'
import { fold } from '../../../domain/units/search.ts'

export const ENTRY_GROUPS = ['unit', 'system', 'sensor', 'camera', 'kpi', 'plan', 'page'] as const
type EntryGroup = (typeof ENTRY_GROUPS)[number]

/** One thing that can be found. */
export interface SearchEntry {
  readonly group: EntryGroup
  /** Unique within the group: unit code, sensor id, … */
  readonly id: string
  readonly label: string
  /** Where it is or what it is; searched too, with less weight. */
  readonly detail: string
  readonly opens: Page | { readonly is: 'kpi'; readonly id: KpiId } | { readonly is: 'planItem'; readonly id: PlanId }
}

export interface SearchIndex {
  /** Best first inside each group, groups in their fixed order; at most `limit` a group. No words, no results. */
  find(query: string, limit: number): SearchEntry[]
}

interface Indexed {
  readonly entry: SearchEntry
  readonly label: string
  readonly labelWords: readonly string[]
  readonly otherWords: readonly string[]
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** How well one typed word fits: 3 a whole word of the label, 2 its beginning, 1 somewhere in it or beside it, 0 not at all. */
function matchPoints(word: string, indexed: Indexed): number {
  if (indexed.labelWords.includes(word)) return 3
  if (indexed.labelWords.some((own) => own.startsWith(word))) return 2
  if (indexed.otherWords.some((own) => own.startsWith(word))) return 1
  return 0
}

/** Every typed word must fit. A label that begins with, or is, what was typed goes before one that merely contains it. */
function score(query: string, words: readonly string[], indexed: Indexed): number {
  let sum = 0
  for (const word of words) {
    const points = matchPoints(word, indexed)
    if (points === 0) return 0
    sum += points
  }
  if (indexed.label === query) return sum + 20
  return indexed.label.startsWith(query) ? sum + 10 : sum
}

export function createSearchIndex(entries: readonly SearchEntry[], collator: Intl.Collator): SearchIndex {
  const all: Indexed[] = entries.map((entry) => ({
    entry,
    label: fold(entry.label),
    labelWords: wordsOf(entry.label),
    otherWords: [...wordsOf(entry.detail), ...wordsOf(entry.id), fold(entry.id)],
  }))
  return {
    find(query, limit) {
      const words = wordsOf(query)
      if (words.length === 0) return []
      const folded = words.join(' ')
      const hits = all
        .map((indexed) => ({ entry: indexed.entry, score: score(folded, words, indexed) }))
        .filter((hit) => hit.score > 0)
        .sort((a, b) => b.score - a.score || collator.compare(a.entry.label, b.entry.label))
      return ENTRY_GROUPS.flatMap((group) =>
        hits
          .filter((hit) => hit.entry.group === group)
          .slice(0, limit)
          .map((hit) => hit.entry),
      )
    },
  }
}
