import { expect, it } from 'vitest'
import { auditResult } from '../../../domain/access/auditResult.ts'
import { auditActs, auditSentence } from '../../../domain/access/auditSentence.ts'
import type { Command } from '../../../domain/commands/command.ts'
import { COMMANDS } from '../../../domain/commands/index.ts'
import type { Text } from '../../../domain/text.ts'

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

it('says things as they are called, and what was decided', () => {
  const title = { vi: 'Cảng Trà Nóc: mất kết nối', en: 'Trà Nóc port: no connection' }
  const called = { unit: { vi: 'P. Cái Khế', en: 'Cái Khế Ward' }, alert: title }
  const says = (did: string, input: Record<string, unknown>, more: Record<string, Text> = called) =>
    auditSentence({ did, input }, more)
  expect(says('acknowledgeAlert', { alert: 'aef2c887' })).toEqual({
    vi: 'Tiếp nhận cảnh báo aef2c887 (Cảng Trà Nóc: mất kết nối)',
    en: 'Acknowledged alert aef2c887 (Trà Nóc port: no connection)',
  })
  expect(says('giveDirective', { title: 'Rà soát', unit: '31117' }).vi).toBe(
    'Giao chỉ đạo “Rà soát” cho 31117 (P. Cái Khế)',
  )
  expect(says('giveDirective', { title: 'Rà soát', unit: '99999' }, {}).vi).toContain('99999')
  expect(says('takeOverShift', { shift: '2026-11-29-2200' })).toEqual({
    vi: 'Ký nhận: Ca 22:00–06:00, 29/11/2026',
    en: 'Took over from Shift 22:00–06:00, 29/11/2026',
  })
  expect(says('decideExtension', { directive: 'd-1', granted: false, note: 'Không có lý do' }).vi).toBe(
    'Không đồng ý gia hạn chỉ đạo d-1: Không có lý do',
  )
  expect(says('decideExtension', { directive: 'd-1', granted: true, note: 'Được' }).en).toBe(
    'Granted the extension of d-1: Được',
  )
  expect(says('handleAlerts', { act: 'shelve', alerts: ['a', 'b', 'c'], minutes: 15, note: 'Chờ sửa' })).toEqual({
    vi: 'Tạm gác 3 cảnh báo trong 15 phút: Chờ sửa',
    en: 'Shelved 3 alerts for 15 min: Chờ sửa',
  })
  expect(says('hubStep', { kind: 'alert', id: 'aef2c887', step: 'return' }, { id: title }).vi).toBe(
    'Cảnh báo aef2c887 (Cảng Trà Nóc: mất kết nối): hết thời gian tạm gác',
  )
  expect(says('hubStep', { kind: 'incident', id: 'SV-261130-X92N', step: 'callUp' })).toEqual({
    vi: 'Sự vụ SV-261130-X92N: chưa có người nhận, báo lên cấp trên',
    en: 'Incident SV-261130-X92N: nobody had taken it on: told to those above',
  })
  const asked = { path: '/incidents/{id}/files/{file}', id: 'SV-261130-X92N', file: 'f-1', name: 'hẻm 12.jpg' }
  expect(says('ask', asked).en).toBe('Asked /incidents/SV-261130-X92N/files/f-1 (hẻm 12.jpg)')
  expect(says('ask', { path: '/kpis/{kpi}' }).vi).toBe('Hỏi dữ liệu /kpis/{kpi}')
  expect(says('requestExplanation', { question: 'Còn 20\u202fhồ sơ\u00a0?' }).vi).toBe(
    'Yêu cầu giải trình: Còn 20 hồ sơ ?',
  )
})

it('tells what a target or a threshold was set to with its unit and the side that counts', () => {
  const target = { kpi: 'onTimeRate', value: 99.5, from: '2026-12-01' }
  expect(auditSentence({ did: 'changeTarget', input: target }).vi).toMatch(/ thành ≥ 99,5% từ ngày /)
  const threshold = { threshold: 'waterLevel/alert1', at: 1.75 }
  expect(auditSentence({ did: 'changeThreshold', input: threshold }).en).toMatch(/ to ≥ 1\.75\u202fm$/)
  const sent = { ...threshold, at: '\u202e'.repeat(500) }
  const told = auditSentence({ did: 'changeThreshold', input: sent }).en
  expect(told).not.toContain('\u202e')
  expect(told.length).toBeLessThan(200)
})
