import { OUTSIDE } from '../../domain/notices/notice.ts'
import { addressFor, channelsFor, type NoticePreferences } from '../../domain/notices/preferences.ts'
import { Problem } from '../problem.ts'
import type { Contacts } from '../services/notices/contacts.ts'
import type { Outbox } from '../services/notices/outbox.ts'
import { isPushService } from '../services/notices/pushChannel.ts'
import { type CommandHandler, carriesOut } from './handler.ts'

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
      const ways = channelsFor(contacts.of(principal.id), 'emergency', new Set(open.map(({ channel }) => channel)))
      return {
        write: (tables) =>
          outbox.planned(tables, [
            {
              cause: `test/${principal.id}/${at}`,
              about: { matter: 'test', id: principal.id },
              ...{ person: principal.id, urgency: 'emergency' },
              text: {
                vi: 'Tin gửi thử của trung tâm điều hành. Bạn đọc được tin này là cách nhận đã đúng.',
                en: 'A notice to try, from the operations centre. If you read this, you are reached this way.',
              },
              path: '/notices',
            },
          ]),
        apply: look,
        answer: () => ({ channels: [...ways] }),
      }
    }),
    carriesOut('subscribePush', ({ endpoint, p256dh, auth }, { principal, at }) => {
      if (!isPushService(endpoint)) throw new Problem('notPushService')
      const { write, apply } = contacts.addPush({ endpoint, person: principal.id, at, keys: { p256dh, auth } })
      return { write, apply, answer: () => ({}) }
    }),
    carriesOut('unsubscribePush', ({ endpoint }, { principal }) => {
      const { write, apply } = contacts.removePush(principal.id, endpoint)
      return { write, apply, answer: () => ({}) }
    }),
  ]
}

/** @throws Problem where a way is wanted to which there is no address */
function checkAddresses(preferences: NoticePreferences): void {
  for (const channel of OUTSIDE)
    if (preferences.from[channel] !== null && channel !== 'push' && addressFor(channel, preferences) === null)
      throw new Problem('noAddressFor', { channel: channel === 'mail' ? 'e-mail' : channel === 'sms' ? 'SMS' : 'Zalo' })
}
