import * as z from 'zod'
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
  pushKey,
}: {
  store: Pick<NoticeStore, 'list' | 'counts'>
  outbox: Pick<Outbox, 'channels'>
  contacts: Pick<Contacts, 'of' | 'pushOf'>
  accounts: Pick<Accounts, 'personOf'>
  /** Undefined: browsers take no notices here. */
  pushKey: () => string | undefined
}): Route[] {
  async function page({ state, channel, after, limit }: Filters, person?: string) {
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
      notices: shown.map((notice: Notice) => ({ ...notice, name: accounts.personOf(notice.person)?.name ?? null })),
      counts: { ...NONE, ...Object.fromEntries(counts) },
      channels: [...outbox.channels()],
      next: last === undefined ? null : encodePlace(question, [last.at, last.id]),
    }
  }

  return [
    answers(QUERIES.notices, ({ query }) => page(query)),
    answers(QUERIES.ownNotices, ({ query, principal }) => page(query, principal.id)),
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

const NONE = { pending: 0, sent: 0, failed: 0, givenUp: 0, cancelled: 0 }
