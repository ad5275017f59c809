interface Message {
  readonly messageId?: number | undefined
  readonly qos: 0 | 1 | 2
  readonly payload: { readonly length: number }
}

/**
 * Payload under way, bytes, beyond which the next message is not read: a broker may send a thousand large ones at once, more than the store takes.
 * Whoever refused some of them would be sent all that was unacknowledged again, and again.
 */
const MAX_UNDER_WAY_BYTES = 12 * 1024 * 1024

interface Packet {
  readonly cmd: string
}

/** What of an mqtt.js client acknowledging passes through. Two of its methods are inner ones; a test notices when they change. */
export interface AcknowledgingClient<M extends Message> {
  _sendPacket(packet: Packet, done?: (error?: Error) => void, ...rest: unknown[]): void
  handleMessage(packet: M, done: (error?: Error) => void): void
  on(event: 'close', listener: () => void): unknown
  readonly stream: { readonly destroyed?: boolean; destroy(): unknown }
}

interface Pending {
  readonly send: () => void
  ready: boolean
}

export interface DeferredAcks {
  /** Takes no further message, and resolves when everything taken has been acknowledged or given up. */
  finish(): Promise<void>
  /** Whether what is under way is so much that nothing is read: silence then says nothing about the line. */
  isFull(): boolean
}

/**
 * Lets mqtt.js go on to the next message at once while the acknowledgement of each waits until it has been received in
 * earnest. By itself the client handles one message at a time: with a disk behind it, one message a commit. Acknowledgements
 * leave in the order of arrival, as MQTT demands, and only on the connection that the message came by: the same number means
 * another message on the next one. When too many bytes are under way the client waits until half of them are received.
 *
 * @param receive resolves when the message may be acknowledged
 * @param failed called when it rejects; the connection is then dropped, so that the broker sends what is unacknowledged again
 */
export function deferAcknowledgements<M extends Message>(
  client: AcknowledgingClient<M>,
  receive: (message: M) => Promise<void>,
  failed: (error: unknown) => void,
): DeferredAcks {
  const sendPacket = client._sendPacket.bind(client)
  let queue: Pending[] = []
  const underWay = new Set<Promise<void>>()
  let finishing = false
  let underWayBytes = 0
  /** Reads on; undefined: nothing waits. */
  let readOn: (() => void) | undefined

  function continueReading(): void {
    const read = readOn
    readOn = undefined
    read?.()
  }

  // What was not acknowledged on a connection comes again on the next, what has arrived and was not read too.
  client.on('close', () => {
    queue = []
    readOn = undefined
  })

  function flush(from: Pending[]): void {
    if (from !== queue || client.stream.destroyed) return
    while (queue[0]?.ready === true) queue.shift()?.send()
  }

  client.handleMessage = (packet, next) => {
    const { messageId, qos, payload } = packet
    if (finishing) return next()
    const ofConnection = queue
    underWayBytes += payload.length
    const pending = qos === 0 || messageId === undefined ? undefined : enqueue(messageId)
    const work = receive(packet).then(
      () => {
        if (pending === undefined) return
        pending.ready = true
        flush(ofConnection)
      },
      (error: unknown) => {
        failed(error)
        if (pending !== undefined && ofConnection === queue) client.stream.destroy()
      },
    )
    const tracked = work.finally(() => {
      underWay.delete(tracked)
      underWayBytes -= payload.length
      if (underWayBytes <= MAX_UNDER_WAY_BYTES / 2) continueReading()
    })
    underWay.add(tracked)
    if (underWayBytes <= MAX_UNDER_WAY_BYTES) next()
    else readOn = next
  }

  function enqueue(messageId: number): Pending {
    const puback = { cmd: 'puback', messageId, reasonCode: 0 }
    const pending: Pending = { ready: false, send: () => sendPacket(puback) }
    queue.push(pending)
    return pending
  }

  // The client believes that it has acknowledged; what it sends here is held until the message is durable.
  client._sendPacket = (packet, done, ...rest) => {
    if (packet.cmd === 'puback') done?.()
    else sendPacket(packet, done, ...rest)
  }

  return {
    async finish() {
      finishing = true
      continueReading()
      await Promise.allSettled([...underWay])
    },
    isFull: () => readOn !== undefined,
  }
}
