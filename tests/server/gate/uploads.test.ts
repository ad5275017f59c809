import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../domain/access/auditEntry.ts'
import { FILES_AN_HOUR } from '../../../domain/files/upload.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createFileContents, KEPT_FREE_BYTES } from '../../../server/files/contents.ts'
import { createUploads } from '../../../server/files/uploads.ts'
import { createAudit } from '../../../server/gate/audit.ts'
import { createUploadGate } from '../../../server/gate/uploads.ts'
import { handClock } from '../../support/clock.ts'
import { personWith } from '../../support/people.ts'

const units = UNIT_TREES['2021']
const FROM = { address: '10.0.0.1', via: 'http', agent: 'curl' } as const

describe('files on their way', () => {
  function openGate() {
    const clock = handClock()
    const log: AuditEntry[] = []
    const gate = createUploadGate({
      uploads: { take: () => Promise.reject(new Error('nothing is taken')) },
      audit: createAudit({ clock, note: (entry) => void log.push(entry) }),
      units,
      clock,
    })
    const gaveWay: string[] = []
    const begin = (name: string, file = name) =>
      gate.begin({
        principal: personWith('operator', units.city.code, name),
        from: FROM,
        giveWay: ({ code }) => void gaveWay.push(`${file} ${code}`),
      })
    return { clock, log, begin, gaveWay }
  }
  const MB = 1024 * 1024
  const PEOPLE = ['An', 'Bé', 'Cúc', 'Dung', 'Em', 'Phú']

  it('are two of one person at most, who is told that it is their own that they wait for', () => {
    const { begin } = openGate()
    const [first] = [begin('An'), begin('An')]
    expect(() => begin('An')).toThrow(expect.objectContaining({ code: 'ownFilesUnderWay', params: { most: 2 } }))
    first?.end()
    first?.end()
    begin('An')
    expect(() => begin('An')).toThrow(expect.objectContaining({ code: 'ownFilesUnderWay' }))
  })

  it('that come slowly refuse nobody else’s, however many they are', () => {
    const { begin, gaveWay } = openGate()
    for (let n = 0; n < 50; n++) for (const file of [1, 2]) begin(`Chậm ${n}`, `${n}/${file}`).came(100)
    const fast = begin('An')
    fast.came(10 * MB)
    fast.whole()
    expect(gaveWay).toEqual([])
  })

  it('hold the memory of eight of the largest: of whoever holds most the slowest gives way, and is named in the log', () => {
    const { clock, log, begin, gaveWay } = openGate()
    const [slow, slower] = [begin('Chậm', 'một'), begin('Chậm', 'hai')]
    clock.advance(MINUTE_MS)
    slow.came(10 * MB)
    slower.came(9 * MB)
    for (const name of PEOPLE) begin(name).came(10 * MB)
    expect(gaveWay).toEqual([])
    const last = begin('Vân')
    last.came(2 * MB)
    expect(gaveWay).toEqual(['hai fileGaveWay'])
    expect(log).toMatchObject([{ who: { name: 'Chậm' }, did: 'ask', input: { path: '/files' }, result: 'fileGaveWay' }])
    // What gives way holds nothing any more, though its last bytes are still to come.
    slower.came(10 * MB)
    last.came(8 * MB)
    expect(gaveWay).toHaveLength(1)
  })

  it('that have come as a whole give way to none', () => {
    const { begin, gaveWay } = openGate()
    for (const name of ['Chậm', ...PEOPLE, 'Vân']) {
      const file = begin(name)
      file.came(10 * MB)
      file.whole()
    }
    const late = begin('Xuân')
    late.came(1)
    expect(gaveWay).toEqual(['Xuân fileGaveWay'])
  })
})

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-room-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const WIDE = 8
/** Pictures of one length, each of another shade. */
const picture = (n: number) => {
  const canvas = createCanvas(WIDE, WIDE)
  const pen = canvas.getContext('2d')
  pen.fillStyle = `rgb(${8 * n} 0 0)`
  pen.fillRect(0, 0, WIDE, WIDE)
  const jpeg = canvas.encodeSync('jpeg', 70)
  return Buffer.concat([jpeg, Buffer.alloc(1_000 - jpeg.length)])
}

it('takes twenty files an hour of each person, added to something or not, and says when the next may come', async () => {
  const clock = handClock()
  const uploads = createUploads({ contents: createFileContents(folder), clock })
  const send = (name: string, n = 0) => uploads.take(personWith('operator', units.city.code, name), 'a.jpg', picture(n))
  for (let n = 0; n < FILES_AN_HOUR; n++) {
    const { upload } = await send('An', n)
    uploads.done(upload)
    clock.advance(MINUTE_MS)
  }
  await expect(send('An')).rejects.toMatchObject({ code: 'filesTooOften', params: { most: 20, minutes: 40 } })
  await expect(send('Bé')).resolves.toMatchObject({ type: 'image/jpeg' })
  clock.advance(40 * MINUTE_MS)
  await expect(send('An')).resolves.toMatchObject({ type: 'image/jpeg' })
  await expect(send('An')).rejects.toMatchObject({ code: 'filesTooOften', params: { minutes: 1 } })
})

it('keeps files up to a bound, over a restart too, and leaves the disk room for data', async () => {
  const clock = handClock()
  const send = (contents: ReturnType<typeof createFileContents>, n: number) =>
    createUploads({ contents, clock }).take(personWith('operator', units.city.code, 'An'), 'a.jpg', picture(n))
  const bounded = createFileContents(folder, { maxBytes: 2 * picture(0).length })
  await send(bounded, 0)
  await send(bounded, 1)
  await expect(send(bounded, 2)).rejects.toMatchObject({ code: 'filesFull' })
  await expect(send(createFileContents(folder, { maxBytes: 2 * picture(0).length }), 2)).rejects.toMatchObject({
    code: 'filesFull',
  })
  const nearlyFull = createFileContents(folder, { freeBytes: async () => KEPT_FREE_BYTES })
  await expect(send(nearlyFull, 2)).rejects.toMatchObject({
    code: 'diskNearlyFull',
    params: { free: 2048, kept: 2048 },
  })
  // Where nobody can tell how much is free, the bound alone holds.
  await expect(send(createFileContents(folder, { freeBytes: async () => undefined }), 2)).resolves.toBeDefined()
})
