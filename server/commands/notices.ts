import { type NewNotice, OUTSIDE } from '../../domain/notices/notice.ts'
import { addressFor, channelsFor, type NoticePreferences } from '../../domain/notices/preferences.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { Problem } from '../problem.ts'
import type { Contacts } from '../services/notices/contacts.ts'
import type { Outbox } from '../services/notices/outbox.ts'
import { pushAddress } from '../services/notices/pushChannel.ts'
import { readTestNotices } from '../store/notices.ts'
import { type CommandHandler, carriesOut } from './handler.ts'
import type { ShowAgain } from './stepUp.ts'

/** Nobody has said that an address is theirs who has it: whoever may have typed in a stranger's reaches them no oftener. */
const TEST_EVERY_MS = MINUTE_MS
const MOST_TESTS_A_DAY = 5

/** How people are told, and what they say of it. */
export function noticeCommands({
  contacts,
  outbox,
  accounts,
  showAgain,
}: {
  contacts: Contacts
  outbox: Outbox
  accounts: Pick<Accounts, 'changes'>
  showAgain: ShowAgain
}): CommandHandler[] {
  const look = () => void outbox.look()
  return [
    carriesOut('setNoticePreferences', async ({ proof, ...preferences }, commanding) => {
      checkAddresses(preferences)
      const { principal, at } = commanding
      const moved = movedAddresses(contacts.of(principal.id), preferences)
      const keepShown = moved && (await showAgain(commanding, proof))
      const changes = accounts.changes()
      const { write, apply } = contacts.set(principal.id, preferences)
      return {
        async write(tables) {
          await keepShown?.(tables, changes)
          await write(tables)
          if (moved !== undefined) await outbox.planned(tables, [noticeOfMoved(principal.id, moved, at)])
        },
        apply() {
          changes.apply()
          apply()
          if (moved !== undefined) look()
        },
        answer: () => ({ preferences }),
      }
    }),
    carriesOut('seeNotices', ({ notices: ids }, { principal, at }) => ({
      write: (tables) => outbox.seen(tables, { person: principal.id, ids, at }),
      apply: look,
      answer: () => ({}),
    })),
    carriesOut('sendTestNotice', (_input, { principal, at }) => {
      const open = outbox.channels().filter(({ is }) => is !== 'off')
      const ways = channelsFor(contacts.of(principal.id), 'routine', new Set(open.map(({ channel }) => channel)))
      return {
        async write(tables) {
          checkTests(await readTestNotices(tables, { person: principal.id, since: at - DAY_MS }), at)
          await outbox.planned(tables, [
            {
              cause: `test/${principal.id}/${at}`,
              about: { matter: 'test', id: principal.id },
              ...{ person: principal.id, urgency: 'routine' },
              text: {
                vi: 'Tin gửi thử của trung tâm điều hành. Bạn đọc được tin này là cách nhận đã đúng.',
                en: 'A notice to try, from the operations centre. If you read this, you are reached this way.',
              },
              path: '/notices',
            },
          ])
        },
        apply: look,
        answer: () => ({ channels: [...ways] }),
      }
    }),
    carriesOut('subscribePush', ({ endpoint, p256dh, auth }, { principal, at }) => {
      const address = pushAddress(endpoint)
      if (address === undefined) throw new Problem('notPushService')
      const { write, apply } = contacts.addPush({
        ...{ endpoint: address, person: principal.id, session: principal.session ?? '', at },
        keys: { p256dh, auth },
      })
      return { write, apply, answer: () => ({}) }
    }),
    carriesOut('unsubscribePush', ({ endpoint }, { principal }) => {
      const { write, apply } = contacts.removePush(principal.id, pushAddress(endpoint) ?? endpoint)
      return { write, apply, answer: () => ({}) }
    }),
  ]
}

type Addresses = Pick<NoticePreferences, 'mail' | 'phone'>

/** Which addresses are somebody's no longer, as they were: null where there was none, or where it stays. Undefined: all stay. */
function movedAddresses(before: Addresses, after: Addresses): Addresses | undefined {
  if (before.mail === after.mail && before.phone === after.phone) return undefined
  return {
    mail: before.mail === after.mail ? null : before.mail,
    phone: before.phone === after.phone ? null : before.phone,
  }
}

/** Whoever is not who moved them learns of it on the console, and where they were told before. */
function noticeOfMoved(person: string, moved: Addresses, at: number): NewNotice {
  return {
    cause: `addresses/${person}/${at}`,
    about: { matter: 'account', id: person },
    ...{ person, urgency: 'urgent', path: '/account', at: moved },
    text: {
      vi: 'Địa chỉ nhận thông báo của bạn (thư điện tử hoặc số điện thoại) vừa được đổi. Nếu không phải bạn đổi, hãy đổi mật khẩu ngay và báo cho quản trị.',
      en: 'Where your notices go (mail address or phone number) has just been changed. If it was not you, change your password now and tell an administrator.',
    },
  }
}

/** @param tests when there were some within a day, the newest first @throws Problem where another one would be too many */
function checkTests(tests: readonly number[], at: number): void {
  const lately = tests[0] === undefined ? at : tests[0] + TEST_EVERY_MS
  const often = tests[MOST_TESTS_A_DAY - 1]
  const from = Math.max(lately, often === undefined ? at : often + DAY_MS)
  if (from > at) throw new Problem('testedLately', { at: from, seconds: Math.ceil((from - at) / SECOND_MS) })
}

/** @throws Problem where a way is wanted to which there is no address */
function checkAddresses(preferences: NoticePreferences): void {
  for (const channel of OUTSIDE)
    if (preferences.from[channel] !== null && channel !== 'push' && addressFor(channel, preferences) === null)
      throw new Problem('noAddressFor', { channel: channel === 'mail' ? 'e-mail' : channel === 'sms' ? 'SMS' : 'Zalo' })
}
