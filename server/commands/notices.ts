import { OUTSIDE } from '../../domain/notices/notice.ts'
import { addressFor, channelsFor, type NoticePreferences } from '../../domain/notices/preferences.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import { Problem } from '../problem.ts'
import type { Contacts } from '../services/notices/contacts.ts'
import type { Outbox } from '../services/notices/outbox.ts'
import { pushAddress } from '../services/notices/pushChannel.ts'
import { readTestNotices } from '../store/notices.ts'
import { type CommandHandler, carriesOut } from './handler.ts'

/** Nobody has said that an address is theirs who has it: whoever may have typed in a stranger's reaches them no oftener. */
const TEST_EVERY_MS = MINUTE_MS
const MOST_TESTS_A_DAY = 5

/** How people are told, and what they say of it. */
export function noticeCommands({ contacts, outbox }: { contacts: Contacts; outbox: Outbox }): CommandHandler[] {
  const look = () => void outbox.look()
  return [
    carriesOut('setNoticePreferences', (preferences, { principal }) => {
      checkAddresses(preferences)
      const { write, apply } = contacts.set(principal.id, preferences)
      return { write, apply, answer: () => ({ preferences }) }
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
