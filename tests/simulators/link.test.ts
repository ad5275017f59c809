import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createLink, type Link, redacted } from '../../simulators/link.ts'
import { startBroker, type TestBroker, until } from './broker.ts'

const cleanup: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of cleanup.splice(0).reverse()) await undo()
})

async function linked(options: { maxOnTheWay?: number } = {}): Promise<{ broker: TestBroker; link: Link }> {
  const broker = await startBroker()
  cleanup.push(broker.stop)
  const link = createLink({ url: broker.url, clientId: 'test', ...options })
  cleanup.push(link.stop)
  link.start()
  await link.connected(5_000)
  return { broker, link }
}

describe('the link to a broker', () => {
  it('publishes as asked, and says when it has arrived', async () => {
    const { broker, link } = await linked()
    expect(await link.publish('a/b', 'text', { qos: 1, retain: true })).toBe(true)
    expect(await link.publish('a/c', new Uint8Array([1, 2]), { qos: 0 })).toBe(true)
    await until(() => broker.published.length === 2)
    expect(broker.published[0]).toMatchObject({ topic: 'a/b', qos: 1, retain: true, payload: Buffer.from('text') })
    expect(broker.published[1]).toMatchObject({ topic: 'a/c', qos: 0, retain: false, payload: Buffer.from([1, 2]) })
  })

  it('says that it did not send while there is no connection, and comes back by itself', async () => {
    const { broker, link } = await linked()
    let connections = 0
    const troubles: string[] = []
    link.onConnect(() => void connections++)
    link.onTrouble((why) => troubles.push(why))
    broker.drop()
    await until(() => troubles.length > 0)
    expect(await link.publish('a', 'lost', { qos: 1 })).toBe(false)
    expect(await link.publish('a', 'lost', { qos: 0 })).toBe(false)
    await until(() => connections > 0)
    expect(await link.publish('a', 'back', { qos: 1 })).toBe(true)
    expect(broker.published.map(({ payload }) => payload.toString())).toEqual(['back'])
  })

  it('has no more on its way than allowed, and room again when something has arrived', async () => {
    const { broker, link } = await linked({ maxOnTheWay: 3 })
    const results = await Promise.all([1, 2, 3, 4, 5].map((n) => link.publish('a', String(n), { qos: 1 })))
    expect(results).toEqual([true, true, true, false, false])
    for (let n = 0; n < 50; n++) {
      await link.room()
      void link.publish('b', String(n), { qos: 1 })
    }
    await until(() => broker.published.length === 53)
  })

  it('gives up waiting for a broker that is not there, with its address but not its password', async () => {
    const probe = createServer()
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
    const { port } = probe.address() as AddressInfo
    await new Promise((resolve) => probe.close(resolve))
    const link = createLink({ url: `mqtt://user:secret@127.0.0.1:${port}`, clientId: 'test' })
    cleanup.push(link.stop)
    link.start()
    const error = await link.connected(600).then(
      () => undefined,
      (reason: Error) => reason,
    )
    expect(error?.message).toContain(`127.0.0.1:${port}`)
    expect(error?.message).toContain('ECONNREFUSED')
    expect(error?.message).not.toContain('secret')
    expect(redacted('mqtt://user:secret@host:1')).toBe('mqtt://…@host:1')
  })

  it('lets what is on its way arrive before it closes', async () => {
    const { broker, link } = await linked()
    for (let n = 0; n < 100; n++) void link.publish('a', String(n), { qos: 1 })
    await link.stop()
    expect(broker.published.length).toBe(100)
    expect(await link.publish('a', 'late', { qos: 1 })).toBe(false)
  })
})
