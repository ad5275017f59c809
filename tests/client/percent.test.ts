import { expect, it } from 'vitest'
import { ENGLISH, VIETNAMESE } from '../../client/i18n/catalogues.ts'
import { COMMANDS } from '../../domain/commands/index.ts'
import { KPIS } from '../../domain/kpis/index.ts'
import { PLAN } from '../../domain/plan/index.ts'

/** Every text in a declaration or a catalogue, however deep it stands. */
function texts(of: unknown): string[] {
  if (typeof of === 'string') return [of]
  return typeof of === 'object' && of !== null ? Object.values(of).flatMap(texts) : []
}

it('writes the sign of per cent directly after its number, as numbers themselves are written', () => {
  const says = Object.values(COMMANDS).map((command) => ('says' in command ? command.says : {}))
  const all = texts([VIETNAMESE, ENGLISH, KPIS, PLAN, says])
  expect(all.length).toBeGreaterThan(1_000)
  expect(all.filter((text) => /[\d}]\s%/.test(text))).toEqual([])
})
