import type { Directive } from '../../domain/directives/directive.ts'
import { writeFact } from '../../server/store/matters.ts'
import type { Store } from '../../server/store/store.ts'

const PER_WRITE = 5_000
const WHO = { is: 'person', id: 'p-1', name: 'Lê Minh Đức' } as const

/** Puts directives into a store as if each had just been given. @param one the directive of a number from 0 */
export async function seedDirectives(
  store: Pick<Store, 'audited'>,
  count: number,
  one: (n: number) => Directive,
): Promise<void> {
  const at = Date.now()
  const entry = { at, who: WHO, from: { address: '', via: 'http', agent: '' } as const, did: 'bench', input: {} }
  for (let from = 0; from < count; from += PER_WRITE) {
    await store.audited(
      () => ({ ...entry, unit: null, result: 'done' }),
      async (tables) => {
        for (let n = from; n < Math.min(count, from + PER_WRITE); n++) {
          const directive = one(n)
          const { id, openedAt, state, edition = '2021' } = directive
          const by = { ...WHO, roles: [] }
          const fact: Parameters<typeof writeFact>[1] = {
            ...{ matter: 'directive', id, version: 1, at: openedAt, by, did: 'give', from: null, to: state },
            ...{ edition, what: {} },
          }
          await writeFact(tables, fact, directive)
        }
      },
    )
  }
}
