import { useEffect } from 'react'
import { getAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { keepAnswer, keptAnswer } from '../../live/kept.ts'
import type { WorkRow } from './replies.ts'

/** The first due are those that are looked for on the road. */
const MOST_MATTERS = 20

/**
 * Keeps what the first rows of a list lead to, each once for every step of it, one after the other behind everything else: whoever has read the list may
 * open it without a line too.
 */
export function useKeptMatters(person: string, rows: readonly WorkRow[] | undefined): void {
  useEffect(() => {
    if (rows === undefined) return undefined
    const stopping = new AbortController()
    void keepThem(person, rows.slice(0, MOST_MATTERS), stopping.signal)
    return () => stopping.abort()
  }, [person, rows])
}

async function keepThem(person: string, rows: readonly WorkRow[], signal: AbortSignal): Promise<void> {
  for (const { kind, id, version } of rows) {
    const params = { params: { id } }
    if (kind === 'directive') {
      const asked = ask('/directives/{id}', params)
      if (keptAnswer(person, asked, Date.now())?.answer.directive?.version === version) continue
      await getAnswer(asked, signal).then((answer) => keepAnswer(person, asked, answer, Date.now()), nothing)
    } else if (kind === 'explanation') {
      const asked = ask('/explanations/{id}', params)
      if (keptAnswer(person, asked, Date.now())?.answer.explanation?.version === version) continue
      await getAnswer(asked, signal).then((answer) => keepAnswer(person, asked, answer, Date.now()), nothing)
    } else if (kind === 'incident') {
      const asked = ask('/incidents/{id}', params)
      if (keptAnswer(person, asked, Date.now())?.answer.incident.version === version) continue
      await getAnswer(asked, signal).then((answer) => keepAnswer(person, asked, answer, Date.now()), nothing)
    }
    if (signal.aborted) return
  }
}

/** What does not come now comes with the next list. */
const nothing = () => undefined
