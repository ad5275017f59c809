import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
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

it('nobody takes all places for files: of one person two are read at once, of everybody eight', () => {
  const gate = createUploadGate({
    uploads: { take: () => Promise.reject(new Error('nothing is taken')) },
    audit: createAudit({ clock: { now: () => 0 }, note: () => undefined }),
    units,
  })
  const begin = (name: string) => gate.begin(personWith('operator', units.city.code, name), FROM)
  const [first] = [begin('An'), begin('An')]
  expect(() => begin('An')).toThrow(expect.objectContaining({ code: 'tooManyAtOnce' }))
  for (const name of ['Bé', 'Bé', 'Cúc', 'Cúc', 'Dung', 'Dung']) begin(name)
  expect(() => begin('Em')).toThrow(expect.objectContaining({ code: 'tooManyAtOnce' }))
  first?.()
  first?.()
  begin('An')
  expect(() => begin('An')).toThrow(expect.objectContaining({ code: 'tooManyAtOnce' }))
})

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-room-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const picture = (n: number) => Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from(`JFIF ${n}`.padEnd(60))])

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
