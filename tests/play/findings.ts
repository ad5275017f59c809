import { appendFileSync } from 'node:fs'

/** Something that is not as it should be. */
export interface Finding {
  /** Time of the city. */
  readonly at: string
  /** `wall`, `console /plan`, `api`. */
  readonly screen: string
  readonly figure: string
  readonly expected: string
  readonly seen: string
  /** What was being played. */
  readonly during: string
}

/** Findings, each kind once and counted: a fault that stands for ten minutes is one. */
export interface Findings {
  add(finding: Omit<Finding, 'at' | 'during'>): void
  readonly all: readonly (Finding & { readonly times: number })[]
}

/** @param file where each is written as a line of JSON when it is found first */
export function createFindings({
  now,
  during,
  file,
  tell,
}: {
  now: () => number
  during: () => string
  file: string | undefined
  tell: (line: string) => void
}): Findings {
  const found = new Map<string, Finding & { times: number }>()
  return {
    add(what) {
      const key = `${what.screen} ${what.figure} ${what.expected.replaceAll(/[\d.,:]+/g, '#')}`
      const known = found.get(key)
      if (known !== undefined) {
        known.times++
        return
      }
      const finding = { at: new Date(now() + 7 * 3_600_000).toISOString().slice(11, 19), ...what, during: during() }
      found.set(key, { ...finding, times: 1 })
      const line = JSON.stringify(finding)
      if (file !== undefined) appendFileSync(file, `${line}\n`)
      tell(`FINDING ${line}`)
    },
    get all() {
      return [...found.values()]
    },
  }
}
