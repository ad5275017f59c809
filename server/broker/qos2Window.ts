/** What a broker remembers of a message at QoS 2 between its two handshakes, as aedes asks its persistence for it. */
export interface Qos2Window {
  incomingStorePacket(client: { readonly id: string }, packet: { readonly messageId: number }): Promise<void>
  incomingGetPacket(client: { readonly id: string }, packet: { readonly messageId: number }): Promise<object>
  incomingDelPacket(client: { readonly id: string }, packet: { readonly messageId: number }): Promise<void>
  cleanIncoming(client: { readonly id: string }): Promise<void>
}

const KNOWN = {}

/**
 * Remembers the number of each message only: by then the message itself is durable, and the number is all that is needed to know it again.
 * Aedes' own memory keeps the payload until the sender's last word, which need never come.
 * @param maxOpen handshakes of all clients together
 */
export function createQos2Window(maxOpen: number): Qos2Window {
  const open = new Map<string, Set<number>>()
  let total = 0
  return {
    async incomingStorePacket({ id }, { messageId }) {
      if (total >= maxOpen) throw new Error('too many QoS 2 messages wait for PUBREL')
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
      total -= open.get(id)?.size ?? 0
      open.delete(id)
    },
  }
}
