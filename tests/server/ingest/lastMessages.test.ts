import { expect, it } from 'vitest'
import type { Accepted } from '../../../server/ingest/accepted.ts'
import { createLastMessages } from '../../../server/ingest/lastMessages.ts'

const incoming = (body: string, receivedAt = 7) => ({
  topic: 'ioc/v1/sensor/TV-01/reading',
  payload: Buffer.from(body),
  retained: false,
  receivedAt,
})
const reading: Accepted = { is: 'readings', id: 'TV-01', readings: [], receivedAt: 7, retained: false }

it('keeps the newest message to the byte, and of one that is too long says nothing rather than a piece', () => {
  const messages = createLastMessages()
  const body = ' {"note":"Cần Thơ ☀", "at":1e3,"values":{ "level":1.50}}\n'
  messages.keep(reading, incoming(body))
  expect(messages.reading('TV-01')).toEqual({ topic: 'ioc/v1/sensor/TV-01/reading', body, receivedAt: 7 })
  expect(messages.reading('TV-02')).toBeUndefined()
  messages.keep(reading, incoming(`[${' '.repeat(5_000)}]`, 8))
  expect(messages.reading('TV-01')).toBeUndefined()
})
