/** What a broker remembers of a message at QoS 2 between its two handshakes, as aedes asks its persistence for it. */
export interface Qos2Window {
  incomingStorePacket(client: { readonly id: string }, packet: { readonly messageId: number }): Promise<void>
  incomingGetPacket(client: { readonly id: string }, packet: { readonly messageId: number }): Promise<object>
  incomingDelPacket(client: { readonly id: string }, packet: { readonly messageId: number }): Promise<void>
  cleanIncoming(client: { readonly id: string }): Promise<void>
}

const KNOWN = {}
/** Why whoever has most of them is cut off. */
export const TOO_MANY_OPEN = 'too many QoS 2 messages wait for PUBREL'

/** Ids of clients begin with the name of their account: see `letIn` of the broker. Those without one are one together. */
const accountOf = (id: string) => id.slice(0, id.indexOf('\n') + 1)

/**
 * Remembers the number of each message only: by then the message itself is durable, and the number is all that is needed to know it again.
 * Aedes' own memory keeps the payload until the sender's last word, which need never come.
 * @param maxOpen handshakes of all clients together; beyond it, of the account that has most the client that has most gives way
 * @param giveWay told of that client, unless it is who asks: that one is refused
 */
export function createQos2Window(maxOpen: number, giveWay: (id: string) => void): Qos2Window {
  const open = new Map<string, Set<number>>()
  let total = 0

  function clean(id: string): void {
    total -= open.get(id)?.size ?? 0
    open.delete(id)
  }

  function holdsMost(): string | undefined {
    const byAccount = new Map<string, number>()
    for (const [id, { size }] of open) byAccount.set(accountOf(id), (byAccount.get(accountOf(id)) ?? 0) + size)
    const [most] = [...byAccount].sort(([, a], [, b]) => b - a)
    const clients = [...open].filter(([id]) => accountOf(id) === most?.[0])
    return clients.sort(([, a], [, b]) => b.size - a.size)[0]?.[0]
  }

  return {
    async incomingStorePacket({ id }, { messageId }) {
      if (total >= maxOpen) {
        const most = holdsMost()
        if (most === undefined || most === id) throw new Error(TOO_MANY_OPEN)
        clean(most)
        giveWay(most)
      }
      const numbers = open.get(id) ?? new Set()
      open.set(id, numbers)
      if (!numbers.has(messageId)) total++
      numbers.add(messageId)
    },
    async incomingGetPacket({ id }, { messageId }) {
      if (open.get(id)?.has(messageId) !== true) throw new Error('no such packet')
      return KNOWN
    },
    async incomingDelPacket({ id }, { messageId }) {
      if (open.get(id)?.delete(messageId) === true) total--
    },
    async cleanIncoming({ id }) {
      clean(id)
    },
  }
}
