import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { createSyslog, formatSyslog } from '../../../server/services/syslog.ts'

const message = { at: 0, id: 'auditHead', data: { number: '7', hash: 'a"]\\\r\nb' }, text: 'one\r\n<0>two\u001b[31m' }

it('is one line, in which nothing begins another or speaks to a terminal', () => {
  expect(formatSyslog(message, 'hub one', 5)).toBe(
    '<109>1 1970-01-01T00:00:00.000Z hub_one ioc 5 auditHead [ioc@32473 number="7" hash="a\\"\\]\\\\ b"] \uFEFFone <0>two [31m',
  )
})

it('arrives over UDP', async () => {
  const listener = createSocket('udp4')
  listener.bind(0, '127.0.0.1')
  await once(listener, 'listening')
  const arrived = once(listener, 'message')
  await createSyslog(`udp://127.0.0.1:${listener.address().port}`)(message)
  const [bytes] = (await arrived) as [Buffer]
  listener.close()
  expect(bytes.toString()).toMatch(/^<109>1 1970-01-01T00:00:00.000Z \S+ ioc \d+ auditHead \[ioc@32473 number="7"/)
})

it('arrives over TCP, framed by its length', async () => {
  const listener = createServer()
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const received = new Promise<Buffer>((resolve) => {
    listener.once('connection', (socket) => {
      const parts: Buffer[] = []
      socket.on('data', (part: Buffer) => parts.push(part))
      socket.on('end', () => resolve(Buffer.concat(parts)))
    })
  })
  await createSyslog(`tcp://127.0.0.1:${(listener.address() as AddressInfo).port}`)(message)
  const text = (await received).toString()
  listener.close()
  const [, length, body] = /^(\d+) (.*)$/s.exec(text) ?? []
  expect(Buffer.byteLength(body ?? '')).toBe(Number(length))
})
