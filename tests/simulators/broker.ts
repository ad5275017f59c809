import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { Aedes, type PublishPacket } from 'aedes'

/** A plain MQTT broker on a free port, for the demo city's side of the wire. */
export interface TestBroker {
  readonly url: string
  readonly port: number
  /** What clients have published, oldest first. */
  readonly published: PublishPacket[]
  /** Drops every connection; new ones are welcome. */
  drop(): void
  stop(): Promise<void>
}

export async function startBroker(port = 0): Promise<TestBroker> {
  const broker = await Aedes.createBroker()
  const published: PublishPacket[] = []
  broker.on('publish', (packet, client) => {
    if (client !== null) published.push(packet as PublishPacket)
  })
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    broker.handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const listening = (server.address() as AddressInfo).port
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `mqtt://127.0.0.1:${listening}`,
    port: listening,
    published,
    drop,
    async stop() {
      drop()
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Waits until `done` holds, for at most ten seconds. */
export async function until(done: () => boolean): Promise<void> {
  for (let waited = 0; !done(); waited += 20) {
    if (waited > 10_000) throw new Error('waited ten seconds in vain')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
