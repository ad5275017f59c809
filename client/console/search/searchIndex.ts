import MiniSearch from 'minisearch'
import type { KpiId } from '../../../domain/kpis/index.ts'
import type { Page } from '../../../domain/pages.ts'
import type { PlanId } from '../../../domain/plan/index.ts'
import { foldedWords } from '../../../domain/units/search.ts'

type EntryGroup = 'unit' | 'system' | 'sensor' | 'camera' | 'kpi' | 'plan' | 'page'

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
  /** Groups by their best result, best first in each, at most `limit` a group. No words, no results. */
  find(query: string, limit: number): SearchEntry[]
}

/** Every typed word begins a word of the entry, in any order; words of a label or an id weigh more than those of the detail. */
const OPTIONS = {
  prefix: true,
  combineWith: 'AND',
  boost: { label: 4, id: 4 },
} as const

/** @param entries in the order in which equal results are shown */
export function createSearchIndex(entries: readonly SearchEntry[], collator: Intl.Collator): SearchIndex {
  const index = new MiniSearch<SearchEntry & { readonly place: number }>({
    idField: 'place',
    fields: ['label', 'detail', 'id'],
    // Folded before it is cut: a decomposed letter is one letter, with or without its marks, and đ is d.
    tokenize: foldedWords,
    processTerm: (term) => term,
    searchOptions: OPTIONS,
  })
  index.addAll(entries.map((entry, place) => ({ ...entry, place })))

  return {
    find(query, limit) {
      const words = foldedWords(query)
      if (words.length === 0) return []
      const asked = words.join(' ')
      const hits = index
        .search(query)
        .flatMap(({ id, score }) => {
          const entry = entries[id]
          return entry === undefined ? [] : [{ entry, score, fit: fitOf(entry, asked) }]
        })
        .sort((a, b) => b.fit - a.fit || b.score - a.score || collator.compare(a.entry.label, b.entry.label))
      const groups = [...new Set(hits.map(({ entry }) => entry.group))]
      return groups.flatMap((group) =>
        hits
          .filter(({ entry }) => entry.group === group)
          .slice(0, limit)
          .map(({ entry }) => entry),
      )
    },
  }
}

/** 2: the label, or the id, is what was typed; 1: it begins so; 0: neither. */
function fitOf({ label, id }: SearchEntry, asked: string): 0 | 1 | 2 {
  const own = [label, id].map((text) => foldedWords(text).join(' '))
  if (own.includes(asked)) return 2
  return own.some((text) => text.startsWith(asked)) ? 1 : 0
}
