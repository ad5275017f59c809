import * as z from 'zod'
import type { Principal } from '../../domain/access/principal.ts'
import type { Channel, Notice, NoticeState } from '../../domain/notices/notice.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Contacts } from '../services/notices/contacts.ts'
import type { Outbox } from '../services/notices/outbox.ts'
import type { NoticeStore } from '../store/notices.ts'
import { decodePlace, encodePlace } from './page.ts'
import { answers, type Route } from './route.ts'

/** When the last notice of a page arose, and its id. */
const Place = z.tuple([z.int(), z.string()])

interface Filters {
  readonly state?: NoticeState | undefined
  readonly channel?: Channel | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** The outbox as people look at it: whoever answers for it all of it, everybody else their own. */
export function noticeRoutes({
  store,
  outbox,
  contacts,
  accounts,
  maySee,
  pushKey,
}: {
  store: Pick<NoticeStore, 'list' | 'counts'>
  outbox: Pick<Outbox, 'channels'>
  contacts: Pick<Contacts, 'of' | 'pushOf'>
  accounts: Pick<Accounts, 'personOf'>
  maySee: (person: Pick<Principal, 'id' | 'grants'>, about: Notice['about']) => Promise<boolean>
  /** Undefined: browsers take no notices here. */
  pushKey: () => string | undefined
}): Route[] {
  /**
   * Notices as somebody who answers for the outbox reads them: who was told, in which way, when, and what came of it. What it says, and where it
   * leads, is for who may see what it is about.
   */
  async function seenBy(reader: Principal, notices: readonly Notice[]): Promise<Notice[]> {
    const asked = new Map<string, Promise<boolean>>()
    return Promise.all(
      notices.map(async (notice) => {
        const { about, person } = notice
        const key = `${about.matter}/${about.id}`
        const may = person === reader.id || (asked.get(key) ?? maySee(reader, about))
        if (may !== true) asked.set(key, Promise.resolve(may))
        return (await may) ? notice : { ...notice, text: WITHHELD, path: null }
      }),
    )
  }

  async function page(
    { state, channel, after, limit }: Filters,
    { person, read }: { person?: string; read: (notices: readonly Notice[]) => Promise<Notice[]> },
  ) {
    const question = JSON.stringify(['notices', state, channel, person])
    const [at, id] = after === undefined ? [] : decodePlace(after, question, Place)
    const [found, counts] = await Promise.all([
      store.list({
        ...{ person, state, channel, limit: limit + 1 },
        ...(at !== undefined && id !== undefined && { after: { at, id } }),
      }),
      store.counts({ person }),
    ])
    const shown = found.slice(0, limit)
    const last = found.length > limit ? shown.at(-1) : undefined
    return {
      notices: (await read(shown)).map((notice) => ({
        ...notice,
        name: accounts.personOf(notice.person)?.name ?? null,
      })),
      counts: { ...NONE, ...Object.fromEntries(counts) },
      channels: [...outbox.channels()],
      next: last === undefined ? null : encodePlace(question, [last.at, last.id]),
    }
  }

  return [
    answers(QUERIES.notices, ({ query, principal }) => page(query, { read: (notices) => seenBy(principal, notices) })),
    answers(QUERIES.ownNotices, ({ query, principal }) =>
      page(query, { person: principal.id, read: async (notices) => [...notices] }),
    ),
    answers(QUERIES.noticePreferences, ({ principal }) => ({
      preferences: contacts.of(principal.id),
      open: outbox
        .channels()
        .filter(({ is }) => is !== 'off')
        .map(({ channel }) => channel),
      pushKey: pushKey() ?? null,
      isHere: contacts.pushOf(principal.id).some(({ session }) => session === principal.session),
      browsers: contacts.pushOf(principal.id).length,
    })),
  ]
}

const WITHHELD = {
  vi: 'Nội dung chỉ hiện với người được xem việc này.',
  en: 'What it says is for those who may see what it is about.',
}
const NONE = { pending: 0, sent: 0, failed: 0, givenUp: 0, cancelled: 0 }
