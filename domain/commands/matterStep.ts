import * as z from 'zod'
import type { MatterKind } from '../matters/fact.ts'
import { ExpectedVersion, MatterId } from '../matters/fields.ts'
import { REACH } from '../queries/query.ts'
import { type Command, defineCommand } from './command.ts'

/**
 * Declares the steps on matters of a kind that are there. Whoever may take a step somewhere may ask for it: of a matter that is no unit's, and of one
 * that is not there, the handler tells.
 * @param gives what each of them answers
 * @param id of a matter, for examples
 */
export function stepsOn<K extends MatterKind, A extends z.ZodObject>(kind: K, gives: A, id: string) {
  const which = { [kind]: MatterId, expectedVersion: ExpectedVersion } as Record<K, typeof MatterId> & {
    readonly expectedVersion: typeof ExpectedVersion
  }
  return <S extends z.ZodRawShape>(
    does: Pick<Command, 'summary' | 'says' | 'names' | 'do'>,
    shape: S,
    example: z.input<z.ZodObject<S>>,
  ) =>
    defineCommand({
      ...does,
      input: z.object({ ...which, ...shape }),
      gives,
      place: async (input, city) => (await city.matterUnit(kind, (input as Record<K, string>)[kind])) ?? REACH,
      about: (input) => ({ kind, id: (input as Record<K, string>)[kind] }),
      example: () => ({ [kind]: id, expectedVersion: 1, ...example }) as never,
    })
}
