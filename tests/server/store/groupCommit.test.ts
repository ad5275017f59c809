import { describe, expect, it } from 'vitest'
import { createGroupCommit } from '../../../server/store/groupCommit.ts'
import type { Entry } from '../../../server/store/store.ts'

const entry = (id: number, values = 1): Entry => ({
  is: 'samples',
  samples: Array.from({ length: values }, (_, i) => ({
    source: `sensor/${id}`,
    at: i,
    receivedAt: 0,
    values: { v: 1 },
  })),
})
const idOf = (one: Entry) => (one.is === 'samples' ? Number(one.samples[0]?.source.split('/')[1]) : -1)

class BadRow extends Error {}

/** An engine that writes to a list, refuses whole transactions with a bad entry in it, and can be switched off. */
function fakeEngine(bad: readonly number[] = []) {
  const transactions: number[][] = []
  const engine = { away: false, tries: 0, transactions }
  const commits = createGroupCommit(
    async (entries) => {
      engine.tries++
      await new Promise((done) => setTimeout(done, 1))
      if (engine.away) throw new Error('no disk')
      const ids = entries.map(idOf)
      if (ids.some((id) => bad.includes(id))) throw new BadRow()
      transactions.push(ids)
    },
    (error) => error instanceof BadRow,
  )
  return { engine, commits }
}

describe('group commit', () => {
  it('lets what arrives during a commit share the next one, in the order in which it came', async () => {
    const { engine, commits } = fakeEngine()
    const first = [commits.append(entry(0)), commits.append(entry(1))]
    await new Promise((done) => setImmediate(done))
    await Promise.all([...first, ...[2, 3, 4].map((id) => commits.append(entry(id)))])
    expect(engine.transactions).toEqual([
      [0, 1],
      [2, 3, 4],
    ])
  })

  it('finds the bad ones without trying each of their neighbours, and keeps the order', async () => {
    const bad = [7, 700]
    const { engine, commits } = fakeEngine(bad)
    const outcomes = await Promise.allSettled(Array.from({ length: 1_000 }, (_, id) => commits.append(entry(id))))
    expect(outcomes.flatMap(({ status }, id) => (status === 'rejected' ? [id] : []))).toEqual(bad)
    const written = engine.transactions.flat()
    expect(written).toEqual(Array.from({ length: 1_000 }, (_, id) => id).filter((id) => !bad.includes(id)))
    expect(engine.tries).toBeLessThan(50)
  })

  it('refuses all at once when the engine is in trouble, and goes on when it is back', async () => {
    const { engine, commits } = fakeEngine()
    engine.away = true
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, (_, id) => commits.append(entry(id))))
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']))
    expect(engine.tries).toBe(1)
    engine.away = false
    await commits.append(entry(5))
    expect(engine.transactions).toEqual([[5]])
  })

  it('bounds a batch and what waits, and takes more when there is room again', async () => {
    const { engine, commits } = fakeEngine()
    const waiting = Array.from({ length: 400 }, (_, id) => commits.append(entry(id, 1_000)))
    await expect(commits.append(entry(400))).rejects.toThrow('400000 values behind')
    await Promise.all(waiting)
    expect(Math.max(...engine.transactions.map((ids) => ids.length))).toBe(20)
    await commits.append(entry(401))
    // One that is larger than a batch goes alone.
    await Promise.all([commits.append(entry(402, 30_000)), commits.append(entry(403))])
    expect(engine.transactions.slice(-2)).toEqual([[402], [403]])
  })

  it('is drained when everything was answered', async () => {
    const { engine, commits } = fakeEngine()
    void commits.append(entry(1))
    await commits.drained()
    expect(engine.transactions).toEqual([[1]])
  })
})
