import type { Logger } from 'pino'
import type { Accounts } from '../../accounts/accounts.ts'
import type { Picture } from '../../city/picture.ts'
import type { Gateways } from '../../cityFiles/gateways.ts'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import { type Contacts, createContacts } from './contacts.ts'
import { createHttpChannel } from './httpChannel.ts'
import { createMailChannel, type MailSettings } from './mailChannel.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createPushChannel, newVapidKeys, type VapidKeys } from './pushChannel.ts'

/** How notices leave the house; what is absent is not set up. */
export interface NoticeSettings {
  readonly mail?: MailSettings
  /** Who sends to browsers, `mailto:` or `https:`. */
  readonly pushContact?: string
}

/** Notices with their ways, and how people want to be told. */
export interface Notices {
  readonly outbox: Outbox
  readonly contacts: Contacts
  /** What browsers subscribe with; undefined: they take none here. */
  pushKey(): string | undefined
  start(): Promise<void>
  stop(): Promise<void>
}

const VAPID = 'notices.vapid'

/** @param origin address of the hub's pages as people open them, for links */
export function createNotices({
  settings,
  gateways,
  origin,
  accounts,
  picture,
  store,
  clock,
  log,
}: {
  settings: NoticeSettings
  gateways: () => Gateways
  origin: string | undefined
  accounts: Pick<Accounts, 'personOf'>
  picture: Pick<Picture, 'set' | 'remove'>
  store: Pick<Store, 'notices' | 'mark' | 'saveMark'>
  clock: Clock
  log: Logger
}): Notices {
  const { mail, pushContact } = settings
  const contacts = createContacts({ store: store.notices })
  let keys: VapidKeys | undefined
  const outbox = createOutbox({
    store: store.notices,
    ways: [
      ...(mail === undefined ? [] : [createMailChannel(mail, origin)]),
      createHttpChannel('sms', () => gateways().sms, origin),
      createHttpChannel('zalo', () => gateways().zalo, origin),
      ...(pushContact === undefined ? [] : [createPushChannel({ subject: pushContact, keys: () => keys, contacts })]),
    ],
    recipientOf(id) {
      const person = accounts.personOf(id)
      if (person === undefined || person.disabledAt !== null) return undefined
      return { name: person.name, preferences: contacts.of(id) }
    },
    publish: (row) => picture.set('notices', row),
    remove: (id) => picture.remove('notices', id),
    clock,
    log,
  })
  return {
    outbox,
    contacts,
    pushKey: () => keys?.publicKey,
    async start() {
      await contacts.start()
      if (pushContact !== undefined) {
        keys = (await store.mark(VAPID)) as VapidKeys | undefined
        if (keys === undefined) {
          keys = newVapidKeys()
          await store.saveMark(VAPID, keys)
        }
      }
      await outbox.start()
    },
    stop: outbox.stop,
  }
}
