import { connect, type MqttClient } from 'mqtt'

/** The demo city's way to a broker. The only module that knows MQTT. */
export interface Link {
  /** Begins to connect, and to connect again whenever the connection is lost. */
  start(): void
  /** Resolves once connected. @throws when that takes longer than `ms`, or the link is stopped first */
  connected(ms: number): Promise<void>
  /**
   * Resolves true when the broker has taken it (QoS 1: acknowledged), false when it was not sent: not connected, or
   * too much on its way already. Never rejects.
   */
  publish(topic: string, payload: string | Uint8Array, options: { qos: 0 | 1; retain?: boolean }): Promise<boolean>
  /** Resolves when there is room for one more QoS 1 message, or at once when not connected. */
  room(): Promise<void>
  /** Called at every connection, the first included. */
  onConnect(listener: () => void): void
  /** Called when a connection was lost or could not be made, with why. */
  onTrouble(listener: (why: string) => void): void
  /** Lets what is on its way arrive, for at most two seconds, and closes. */
  stop(): Promise<void>
}

const RECONNECT_MS = 2_000
const FLUSH_WITHIN_MS = 2_000
/** Bytes of frames waiting in the socket beyond which the next frame is dropped: a slow broker gets fewer pictures. */
const MAX_UNSENT_BYTES = 4 * 1024 * 1024

/** @param maxOnTheWay QoS 1 messages sent and not yet acknowledged */
export function createLink({
  url,
  clientId,
  maxOnTheWay = 800,
}: {
  url: string
  clientId: string
  maxOnTheWay?: number
}): Link {
  let client: MqttClient | undefined
  let onTheWay = 0
  let stopped = false
  const waiting: (() => void)[] = []
  const connectListeners = new Set<() => void>()
  const troubleListeners = new Set<(why: string) => void>()
  const stopListeners = new Set<() => void>()

  function arrived(): void {
    onTheWay--
    waiting.shift()?.()
  }

  function letEverybodyGo(): void {
    for (const go of waiting.splice(0)) go()
  }

  return {
    start() {
      client = connect(url, {
        clientId,
        clean: true,
        reconnectPeriod: RECONNECT_MS,
        connectTimeout: 10_000,
        // While away nothing is queued in the driver: it would have no bound.
        queueQoSZero: false,
      })
      // One listener for each frame on its way.
      client.setMaxListeners(0)
      client.on('connect', () => {
        for (const listener of connectListeners) listener()
      })
      let why = 'connection closed'
      client.on('error', (error) => {
        // A refused connection over several addresses has a code and no message.
        why = error.message || ('code' in error ? String(error.code) : why)
      })
      client.on('close', () => {
        letEverybodyGo()
        if (!stopped) for (const listener of troubleListeners) listener(why)
        why = 'connection closed'
      })
    },

    connected(ms) {
      if (client?.connected) return Promise.resolve()
      if (stopped) return Promise.reject(new Error('the link was stopped'))
      return new Promise((resolve, reject) => {
        let last = 'no answer'
        const finish = (then: () => void) => () => {
          clearTimeout(timer)
          connectListeners.delete(come)
          troubleListeners.delete(hear)
          stopListeners.delete(leave)
          then()
        }
        const hear = (why: string) => {
          last = why
        }
        const come = finish(resolve)
        const leave = finish(() => reject(new Error('the link was stopped')))
        const timer = setTimeout(
          finish(() => reject(new Error(`${redacted(url)}: ${last}`))),
          ms,
        )
        connectListeners.add(come)
        troubleListeners.add(hear)
        stopListeners.add(leave)
      })
    },

    publish(topic, payload, { qos, retain = false }) {
      const current = client
      if (current === undefined || !current.connected || stopped) return Promise.resolve(false)
      if (qos === 0 && current.stream.writableLength > MAX_UNSENT_BYTES) return Promise.resolve(false)
      if (qos === 1) {
        if (onTheWay >= maxOnTheWay) return Promise.resolve(false)
        onTheWay++
      }
      return new Promise((resolve) => {
        // The driver never says that a message of QoS 0 went down with its connection.
        const sunk = () => resolve(false)
        if (qos === 0) current.once('close', sunk)
        current.publish(
          topic,
          typeof payload === 'string' ? payload : Buffer.from(payload),
          { qos, retain },
          (error) => {
            if (qos === 1) arrived()
            else current.removeListener('close', sunk)
            resolve(!error)
          },
        )
      })
    },

    async room() {
      while (onTheWay >= maxOnTheWay && client?.connected) {
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },

    onConnect: (listener) => void connectListeners.add(listener),
    onTrouble: (listener) => void troubleListeners.add(listener),

    async stop() {
      for (let waited = 0; onTheWay > 0 && client?.connected && waited < FLUSH_WITHIN_MS; waited += 20) await pause(20)
      stopped = true
      letEverybodyGo()
      for (const listener of stopListeners) listener()
      // Forced: a broker that is gone would keep a polite goodbye waiting for ever.
      if (client !== undefined) await client.endAsync(!client.connected || onTheWay > 0)
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The address without the password: it is printed. */
export function redacted(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//…@')
}
