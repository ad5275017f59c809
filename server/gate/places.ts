import { neighbourhoodOf, networkOf } from './network.ts'

/** So many places, for those whom nobody knows yet. */
export interface Places<T> {
  size(): number
  /**
   * Takes a place. Where none is left, the oldest of the network that has most gives way; of several, of one in the neighbourhood that has most of
   * them. Whoever has many addresses takes places from themselves, and everybody else keeps theirs.
   * @returns who has given way
   */
  take(one: T, address: string): T | undefined
  /** Leaves a place, if it has one. */
  leave(one: T): void
}

/** Those of one network, in the order in which they came. */
interface Network<T> {
  readonly name: string
  readonly neighbourhood: string
  readonly all: Set<T>
}

export function createPlaces<T>(max: number): Places<T> {
  const networks = new Map<string, Network<T>>()
  const networkOfOne = new Map<T, Network<T>>()

  function leave(one: T): void {
    const network = networkOfOne.get(one)
    if (network === undefined) return
    networkOfOne.delete(one)
    network.all.delete(one)
    if (network.all.size === 0) networks.delete(network.name)
  }

  function giveWay(): T | undefined {
    const all = [...networks.values()]
    const most = Math.max(...all.map((network) => network.all.size))
    const crowded = new Map<string, Network<T>[]>()
    for (const network of all)
      if (network.all.size === most) {
        const neighbours = crowded.get(network.neighbourhood)
        if (neighbours === undefined) crowded.set(network.neighbourhood, [network])
        else neighbours.push(network)
      }
    const largest = [...crowded.values()].reduce((largest, each) => (each.length > largest.length ? each : largest), [])
    const [oldest] = largest[0]?.all ?? []
    if (oldest !== undefined) leave(oldest)
    return oldest
  }

  return {
    size: () => networkOfOne.size,
    take(one, address) {
      const displaced = networkOfOne.size >= max ? giveWay() : undefined
      const name = networkOf(address)
      const network = networks.get(name) ?? { name, neighbourhood: neighbourhoodOf(address), all: new Set() }
      networks.set(name, network)
      network.all.add(one)
      networkOfOne.set(one, network)
      return displaced
    },
    leave,
  }
}
