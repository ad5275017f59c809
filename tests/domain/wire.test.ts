import { describe, expect, it } from 'vitest'
import { FEEDS } from '../../domain/feeds/index.ts'
import { type FeedName, fromColumns, keyOf, toColumns } from '../../domain/wire.ts'

describe('columns', () => {
  it('are the rows, whatever is in them', () => {
    const rows = [
      {
        id: 'A',
        status: 'online' as const,
        at: 1,
        receivedAt: 2,
        lagMs: 7,
        values: [1.5, null],
        index: null,
        retained: false,
      },
      { id: 'B', status: null, at: null, receivedAt: null, lagMs: null, values: [], index: 40, retained: true },
    ]
    expect(fromColumns('readings', toColumns('readings', rows))).toEqual(rows)
    // As a screen gets them.
    expect(fromColumns('readings', JSON.parse(JSON.stringify(toColumns('readings', rows))))).toEqual(rows)
    expect(fromColumns('readings', toColumns('readings', []))).toEqual([])
  })

  it.each(Object.keys(FEEDS) as FeedName[])('of %s hold the key and nothing twice', (feed) => {
    const { key, columns } = FEEDS[feed]
    expect(columns).toContain(key)
    expect(new Set(columns).size).toBe(columns.length)
  })

  it('know the key of a row', () => {
    const row = {
      key: 'a|b',
      source: 'a',
      known: true,
      client: null,
      reason: 'b',
      params: {},
      topic: '',
      count: 1,
      firstAt: 1,
      lastAt: 1,
      sample: '',
    }
    expect(keyOf('quarantine', row)).toBe('a|b')
  })
})
