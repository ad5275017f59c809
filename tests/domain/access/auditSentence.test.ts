import { expect, it } from 'vitest'
import { auditResult } from '../../../domain/access/auditResult.ts'
import { auditActs, auditSentence } from '../../../domain/access/auditSentence.ts'
import type { Command } from '../../../domain/commands/command.ts'
import { COMMANDS } from '../../../domain/commands/index.ts'

const city = { today: '2026-11-29', weekAgo: '2026-11-22', sensor: 'MN-1', camera: 'MC-1', city: '92' }

it('says every command in both languages, with what it was given', () => {
  for (const [did, command] of Object.entries<Command>(COMMANDS)) {
    const input = Object.fromEntries(
      Object.entries(command.example(city)).filter(
        ([field]) => !(command.secret as string[] | undefined)?.includes(field),
      ),
    )
    for (const sentence of Object.values(auditSentence({ did, input }))) {
      expect(sentence).not.toMatch(/[{}]/)
      expect(sentence).not.toMatch(/undefined|\[object/)
    }
    expect(auditActs()).toHaveProperty(did)
  }
})

it('shows nothing that could act: neither what names hold, nor fields that nobody declared', () => {
  const camera = '\u202eMC\u0000\n\u001b[31m'
  expect(auditSentence({ did: 'watchCamera', input: { camera } }).en).toBe(
    'Looked at the pictures of camera \\u202eMC\\u0000\\u000a\\u001b[31m',
  )
  expect(auditSentence({ did: 'watchCamera', input: { camera: 'x'.repeat(5_000) } }).vi.length).toBeLessThan(110)
  expect(auditSentence({ did: 'watchCamera', input: {} }).vi).toBe('Xem hình camera –')
  expect(auditSentence({ did: '__proto__', input: {} }).vi).toBe('__proto__')
  const cameras = Array.from({ length: 24 }, (_, n) => `MC-${n + 1}`)
  expect(auditSentence({ did: 'watchCamera', input: { cameras } })).toEqual({
    vi: 'Xem hình camera MC-1, MC-2, MC-3, MC-4, MC-5 và 19 camera khác',
    en: 'Looked at the pictures of cameras MC-1, MC-2, MC-3, MC-4, MC-5 and 19 others',
  })
  expect(auditSentence({ did: 'watchCamera', input: { cameras: ['A', camera] } }).vi).not.toMatch(/\p{C}/u)
})

it('names a thing beside its id, safely whatever it is called', () => {
  const name = `\u202e=cmd()\n${'x'.repeat(500)}`
  const { vi } = auditSentence(
    { did: 'renameWall', input: { wall: 'w-1', name: 'Sảnh' } },
    { wall: { vi: name, en: name } },
  )
  expect(vi).toMatch(/^Đổi tên màn hình w-1 \(\\u202e=cmd\(\)\\u000ax+…\) thành Sảnh$/)
  expect(vi.length).toBeLessThan(150)
})

it('says since when refusals were counted, and of what', () => {
  const input = { since: Date.parse('2026-11-29T08:05:00+07:00'), times: 12, kinds: { 'ask forbidden': 12 } }
  expect(auditSentence({ did: 'refusals', input }).vi).toBe(
    'Bị từ chối thêm 12 lần từ 08:05 29/11/2026: {"ask forbidden":12}',
  )
  expect(auditSentence({ did: 'refusals', input: { ...input, names: { an: 11 } } }).en).toBe(
    'Rejected 12 more times since 08:05 29/11/2026: {"ask forbidden":12}; under the names: {"an":11}',
  )
})

it('names what an act came to', () => {
  expect(auditResult('done').vi).toBe('Đã thực hiện')
  expect(auditResult('forbidden').en).toBe('Rejected: not allowed')
  expect(auditResult('alreadyAcknowledged').vi).toBe('Từ chối: đã có thay đổi khác trước đó')
  expect(auditResult('ofAnotherVersion').en).toBe('Rejected: ofAnotherVersion')
})
