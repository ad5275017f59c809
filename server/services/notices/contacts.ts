import type { Transaction } from 'kysely'
import { NO_PREFERENCES, type NoticePreferences } from '../../../domain/notices/preferences.ts'
import {
  type NoticeStore,
  type PushSubscriptionRecord,
  removePush,
  writeContact,
  writePush,
} from '../../store/notices.ts'
import type { Tables } from '../../store/tables.ts'

/** A change of what is known of somebody, as a command makes it. */
interface PlannedContact {
  write(tables: Transaction<Tables>): Promise<void>
  apply(): void
}

/** How people want to be told, and by which browsers: held in memory over the store. */
export interface Contacts {
  start(): Promise<void>
  of(person: string): NoticePreferences
  set(person: string, preferences: NoticePreferences): PlannedContact
  pushOf(person: string): readonly PushSubscriptionRecord[]
  addPush(subscription: PushSubscriptionRecord): PlannedContact
  removePush(person: string, endpoint: string): PlannedContact
  /** A browser takes no notices any more. */
  forgetPush(endpoint: string): Promise<void>
  /** Forgets the browsers in whose session notices go on no longer. */
  judge(): Promise<void>
}

/** Browsers of one person; beyond it the oldest is forgotten. */
const MOST_BROWSERS = 10

export function createContacts({
  store,
  takesNotices,
}: {
  store: Pick<NoticeStore, 'contacts' | 'pushSubscriptions' | 'forgetPush'>
  /** Whether notices may go on to where they were asked for in a session. */
  takesNotices: (session: string) => boolean
}): Contacts {
  let preferences = new Map<string, NoticePreferences>()
  let browsers = new Map<string, PushSubscriptionRecord>()
  const pushOf = (person: string) =>
    [...browsers.values()].filter((each) => each.person === person && takesNotices(each.session))
  async function forgetPush(endpoint: string): Promise<void> {
    browsers.delete(endpoint)
    await store.forgetPush(endpoint)
  }
  async function judge(): Promise<void> {
    for (const { endpoint, session } of browsers.values()) if (!takesNotices(session)) await forgetPush(endpoint)
  }
  return {
    async start() {
      preferences = await store.contacts()
      browsers = new Map((await store.pushSubscriptions()).map((each) => [each.endpoint, each]))
      await judge()
    },
    of: (person) => preferences.get(person) ?? NO_PREFERENCES,
    set: (person, wanted) => ({
      write: (tables) => writeContact(tables, person, wanted),
      apply: () => void preferences.set(person, wanted),
    }),
    pushOf,
    addPush(subscription) {
      const { person, endpoint } = subscription
      const others = pushOf(person).filter((each) => each.endpoint !== endpoint)
      const gone = others.slice(0, Math.max(0, others.length + 1 - MOST_BROWSERS))
      return {
        async write(tables) {
          await writePush(tables, subscription)
          for (const each of gone) await removePush(tables, person, each.endpoint)
        },
        apply() {
          browsers.set(endpoint, subscription)
          for (const each of gone) browsers.delete(each.endpoint)
        },
      }
    },
    removePush: (person, endpoint) => ({
      write: (tables) => removePush(tables, person, endpoint),
      apply() {
        if (browsers.get(endpoint)?.person === person) browsers.delete(endpoint)
      },
    }),
    forgetPush,
    judge,
  }
}
