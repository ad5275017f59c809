import type { Logger } from 'pino'
import type { Accounts } from '../../accounts/accounts.ts'
import type { Picture } from '../../city/picture.ts'
import type { Gateways } from '../../cityFiles/gateways.ts'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import { type Contacts, createContacts } from './contacts.ts'
import { createHttpChannel } from './httpChannel.ts'
import { createMailChannel, type MailSettings } from './mailChannel.ts'
import { createOutbox, MOST_SENT, type Outbox } from './outbox.ts'
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
  maySee,
  picture,
  store,
  clock,
  log,
}: {
  settings: NoticeSettings
  gateways: () => Gateways
  origin: string | undefined
  accounts: Pick<Accounts, 'personOf' | 'takesNotices' | 'onChange'>
  /** See `createOutbox`. */
  maySee: Parameters<typeof createOutbox>[0]['maySee']
  picture: Pick<Picture, 'set' | 'remove'>
  store: Pick<Store, 'notices' | 'mark' | 'saveMark'>
  clock: Clock
  log: Logger
}): Notices {
  const { mail, pushContact } = settings
  const contacts = createContacts({ store: store.notices, takesNotices: accounts.takesNotices })
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
      return { name: person.name, grants: person.grants, preferences: contacts.of(id) }
    },
    maySee,
    publish: (row) => picture.set('notices', row),
    remove: (id) => picture.remove('notices', id),
    clock,
    log,
    mostSent: MOST_SENT,
  })
  /** Judgements go one after the other: each looks at what the one before has left. */
  let judging: Promise<void> | undefined
  accounts.onChange(() => {
    if (judging === undefined) return
    judging = judging
      .then(contacts.judge)
      .then(outbox.rightsChanged)
      .catch((error: unknown) => log.warn({ error }, 'browsers whose session has ended could not be forgotten'))
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
      judging = Promise.resolve()
    },
    async stop() {
      await judging
      judging = undefined
      await outbox.stop()
    },
  }
}
