/**
 * A map handed out under a new identity at each change, without copying what may be ten thousand rows: React compares the identity,
 * and reads the rows that are there now.
 */
export class RowsView<V> implements ReadonlyMap<string, V> {
  readonly #rows: ReadonlyMap<string, V>

  constructor(rows: ReadonlyMap<string, V>) {
    this.#rows = rows
  }

  get size(): number {
    return this.#rows.size
  }
  get(key: string): V | undefined {
    return this.#rows.get(key)
  }
  has(key: string): boolean {
    return this.#rows.has(key)
  }
  forEach(each: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    this.#rows.forEach((value, key) => {
      each(value, key, this)
    })
  }
  entries() {
    return this.#rows.entries()
  }
  keys() {
    return this.#rows.keys()
  }
  values() {
    return this.#rows.values()
  }
  [Symbol.iterator]() {
    return this.#rows.entries()
  }
}
