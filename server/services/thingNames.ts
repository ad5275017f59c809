import type { MatterKind } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { placedTitle } from '../../domain/matters/matterKinds.ts'
import { parseSourceId } from '../../domain/sourceId.ts'
import type { Text } from '../../domain/text.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { City } from '../city/city.ts'
import type { Store } from '../store/store.ts'

/**
 * What a thing that an input names by its id is called now.
 * @param field the name that commands give to things of its kind: `alert`, `wall`
 * @returns undefined where nothing is known by that id, or it has no name
 */
export type ThingNames = (field: string, id: string) => Promise<Text | undefined>

export function createThingNames({
  matterOf,
  store,
  accounts,
  city,
}: {
  matterOf: (kind: MatterKind, id: string) => Promise<Matter | undefined>
  store: Pick<Store, 'alert'>
  accounts: Pick<Accounts, 'one' | 'personOf'>
  city: Pick<City, 'sensor' | 'camera'>
}): ThingNames {
  /** Of those that have one. */
  async function titleOf(kind: MatterKind, id: string): Promise<Text | undefined> {
    const matter = await matterOf(kind, id)
    return matter && placedTitle(kind, matter)
  }
  const sensor = (id: string) => city.sensor(id)?.name
  const camera = (id: string) => city.camera(id)?.name
  const kinds: Readonly<Record<string, (id: string) => Promise<string | Text | undefined> | string | undefined>> = {
    alert: async (id) => (await store.alert(id))?.title,
    incident: (id) => titleOf('incident', id),
    into: (id) => titleOf('incident', id),
    directive: (id) => titleOf('directive', id),
    explanation: (id) => titleOf('explanation', id),
    shift: (id) => titleOf('shift', id),
    wall: (id) => accounts.one('wall', id)?.name,
    person: (id) => accounts.personOf(id)?.name,
    token: (id) => accounts.one('token', id)?.name,
    sensor,
    camera,
    device(id) {
      const source = parseSourceId(id)
      if (source?.is === 'sensor') return sensor(source.id)
      return source?.is === 'camera' ? camera(source.id) : undefined
    },
  }
  return async (field, id) => {
    const name = Object.hasOwn(kinds, field) ? await kinds[field]?.(id) : undefined
    return typeof name === 'string' ? { vi: name, en: name } : name
  }
}
