/**
 * A new face on the same rows. React asks "is it another object?", and copying ten thousand rows ten times a second to answer
 * that would cost more than reading them. Who keeps an old face sees the new rows through it: read it while rendering, keep the rows.
 */
export class RowsView<Row> implements ReadonlyMap<string, Row> {
  readonly #rows: ReadonlyMap<string, Row>

  constructor(rows: ReadonlyMap<string, Row>) {
    this.#rows = rows
  }

  get size(): number {
    return this.#rows.size
  }
  get(key: string): Row | undefined {
    return this.#rows.get(key)
  }
  has(key: string): boolean {
    return this.#rows.has(key)
  }
  forEach(each: (row: Row, key: string, map: ReadonlyMap<string, Row>) => void): void {
    for (const [key, row] of this.#rows) each(row, key, this)
  }
  entries(): MapIterator<[string, Row]> {
    return this.#rows.entries()
  }
  keys(): MapIterator<string> {
    return this.#rows.keys()
  }
  values(): MapIterator<Row> {
    return this.#rows.values()
  }
  [Symbol.iterator](): MapIterator<[string, Row]> {
    return this.#rows[Symbol.iterator]()
  }
}
