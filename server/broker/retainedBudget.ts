/** What a retained topic costs beside its payload. */
const OVERHEAD_BYTES = 512

/** Counts what the embedded broker remembers. Retained messages live in memory, and anybody may ask for one more. */
export interface RetainedBudget {
  /** False: no room, so the message is passed on but not remembered. An empty payload gives its room back. */
  take(topic: string, payloadBytes: number): boolean
}

export function createRetainedBudget(maxBytes: number): RetainedBudget {
  const costs = new Map<string, number>()
  let total = 0
  return {
    take(topic, payloadBytes) {
      const before = costs.get(topic) ?? 0
      if (payloadBytes === 0) {
        costs.delete(topic)
        total -= before
        return true
      }
      const cost = payloadBytes + topic.length + OVERHEAD_BYTES
      if (total - before + cost > maxBytes) return false
      costs.set(topic, cost)
      total += cost - before
      return true
    },
  }
}
