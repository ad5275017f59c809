/** What one sender may still send. */
export interface Allowance {
  /** Messages; below 0: it has sent more than it may. */
  left: number
  /** When that was counted, epoch ms. */
  at: number
}

/** Sources told apart; beyond, those that have not spoken lately begin anew. */
const MAX_SOURCES = 20_000

/** How often senders may send: so many messages at once, and so many a second from then on. */
export interface FloodControl {
  /** Of a sender that is new. */
  fresh(now: number): Allowance
  /** Of a source, by whatever names it. */
  of(source: string, now: number): Allowance
  /** Counts one message, or as many as it counts for. @returns for how long no more should be taken from its sender, ms; 0: it sends no more than it may */
  spend(allowance: Allowance, now: number, count?: number): number
  /** Whether one more message would be too many. */
  isSpent(allowance: Allowance, now: number): boolean
}

export function createFloodControl({ perSecond, burst }: { perSecond: number; burst: number }): FloodControl {
  let lately = new Map<string, Allowance>()
  let before = new Map<string, Allowance>()

  function refill(allowance: Allowance, now: number): void {
    const { left, at } = allowance
    // A clock that is put back gives nothing and takes nothing.
    allowance.left = Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond)
    allowance.at = now
  }

  const fresh = (now: number): Allowance => ({ left: burst, at: now })

  return {
    fresh,
    of(source, now) {
      const known = lately.get(source)
      if (known !== undefined) return known
      if (lately.size >= MAX_SOURCES) {
        before = lately
        lately = new Map()
      }
      const allowance = before.get(source) ?? fresh(now)
      lately.set(source, allowance)
      return allowance
    },
    spend(allowance, now, count = 1) {
      refill(allowance, now)
      allowance.left -= count
      return allowance.left >= 0 ? 0 : (-allowance.left / perSecond) * 1000
    },
    isSpent(allowance, now) {
      refill(allowance, now)
      return allowance.left < 1
    },
  }
}
