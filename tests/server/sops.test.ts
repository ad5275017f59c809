import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sopsFor } from '../../domain/sops/sop.ts'
import { isVietnamese, type Text } from '../../domain/text.ts'
import { CityFileError } from '../../server/cityFiles/cityFileError.ts'
import { parseSop, readSopFolder, type SopFolder } from '../../server/cityFiles/sops.ts'
import { SOP_DIR } from '../support/hub.ts'
import { until } from '../support/until.ts'

const HEAD = ['---', 'Tên: Cháy rừng', 'Phiên bản: 1.10', 'Nhóm: Khác', 'Thời hạn: khẩn cấp', '---', '']
const parsed = (...lines: readonly string[]) => parseSop('chay-rung.md', Buffer.from(lines.join('\n')))

/** What is wrong with a file of these lines. */
function faultOf(...lines: readonly string[]): Text {
  try {
    parsed(...lines)
  } catch (error) {
    if (error instanceof CityFileError) return error.text
    throw error
  }
  throw new Error('the file was taken')
}

describe('the file of a procedure', () => {
  it('says what is done, by whom, within what time, and what must be done', () => {
    const sop = parsed(
      ...HEAD,
      'Khi có khói.',
      '',
      '## Xác minh / Verify',
      '',
      '1. Gọi **kiểm lâm**, hỏi [vị trí](https://example.org).',
      '   - Vai trò: Trưởng ca',
      '   - Thời hạn: 2 giờ',
      '   - Bắt buộc',
      '   - Ghi chú: hỏi cả hướng gió',
      '   - Tiếng Anh: Call the rangers.',
      '2. Ghi nhật ký.',
    )
    expect(sop).toMatchObject({
      ...{ id: 'chay-rung', version: '1.10', category: 'other', deadline: { is: 'hours', count: 24 } },
      title: { vi: 'Cháy rừng', en: 'Cháy rừng' },
      when: { vi: 'Khi có khói.', en: 'Khi có khói.' },
    })
    expect(sop.steps).toMatchObject([
      {
        ...{ number: 1, role: 'lead', withinMs: 7_200_000, mandatory: true },
        part: { vi: 'Xác minh', en: 'Verify' },
        title: { vi: 'Gọi kiểm lâm, hỏi vị trí.', en: 'Call the rangers.' },
        note: { vi: 'hỏi cả hướng gió' },
      },
      { number: 2, role: 'operator', withinMs: null, mandatory: false },
    ])
  })

  it.each([
    ['HTML', ['1. Gọi <script>alert(1)</script>'], /^dòng 8: không dùng HTML/, /^line 8: has HTML/],
    ['an unknown role', ['1. Gọi', '   - Vai trò: Bảo vệ'], /^dòng 9: vai trò "Bảo vệ" không có/, /^line 9: no role/],
    ['a limit in days', ['1. Gọi', '   - Thời hạn: 2 ngày'], /^dòng 9: thời hạn "2 ngày"/, /^line 9: the limit/],
    ['an unknown word', ['1. Gọi', '   - Bắt buộcc'], /^dòng 9: dòng "Bắt buộcc"/, /^line 9: the line "Bắt buộcc"/],
    ['no steps', ['Khi có khói.'], /^dòng 8: chưa có bước nào/, /^line 8: there is no step/],
    ['a table of steps', ['```', '1. Gọi', '```'], /dòng 8: chỉ gồm đề mục/, /line 8: may have headings/],
    ['an empty step', ['1. ', '2. Gọi'], /^dòng 8: bước 1 chưa nói/, /^line 8: step 1 does not say/],
  ])('is refused with its line when it has %s', (_what, lines, vi, en) => {
    const fault = faultOf(...HEAD, ...lines)
    expect(fault.vi).toMatch(vi)
    expect(fault.en).toMatch(en)
  })

  it.each([
    ['no declaration', ['1. Gọi'], /^dòng 1: phải bắt đầu/],
    ['a colon that is not quoted', ['---', 'Tên: Mặn: cao', '---', '1. Gọi'], /^dòng 2: phần khai báo không đọc được/],
    ['an unknown entry', ['---', 'Tên: A', 'Mức: cao', '---', '1. Gọi'], /dòng 3: không có mục "Mức"/],
    [
      'an unknown group',
      [...HEAD.map((line) => line.replace('Khác', 'Lửa')), '1. Gọi'],
      /^dòng 4: Nhóm "Lửa" không có/,
    ],
    ['another deadline', [...HEAD.map((line) => line.replace('khẩn cấp', 'gấp')), '1. Gọi'], /^dòng 5: Thời hạn "gấp"/],
  ])('is refused when it has %s', (_what, lines, vi) => {
    expect(faultOf(...lines).vi).toMatch(vi)
  })

  it('tells three problems, and how many more there are', () => {
    const fault = faultOf(...HEAD, ...Array.from({ length: 5 }, (_, n) => `${n + 1}. Gọi <b>`))
    expect(fault.vi.match(/dòng \d+/g)).toEqual(['dòng 8', 'dòng 9', 'dòng 10'])
    expect(fault.en).toMatch(/and 2 more$/)
  })

  it('keeps two contents of one version apart', () => {
    expect(parsed(...HEAD, '1. Gọi').digest).not.toBe(parsed(...HEAD, '1. Gọi ngay').digest)
  })
})

describe('the procedures of the product', () => {
  const sops = readdirSync(SOP_DIR).map((name) => parseSop(name, readFileSync(join(SOP_DIR, name))))

  it('are a dozen, in both languages, each with something that must be done', () => {
    expect(sops.length).toBeGreaterThanOrEqual(12)
    for (const { steps, title, when } of sops) {
      const notes = steps.flatMap(({ note }) => (note.vi === '' ? [] : [note]))
      const texts = [title, when, ...steps.map((step) => step.title), ...notes]
      expect(texts.filter(({ vi, en }) => vi === en || !isVietnamese(vi) || isVietnamese(en))).toEqual([])
      expect(steps.some(({ mandatory }) => mandatory)).toBe(true)
    }
  })

  it.each([
    ['waterLevel.level', 'minor', 'TG-1', 'bao-dong-1'],
    ['waterLevel.level', 'major', 'TG-1', 'bao-dong-2'],
    ['waterLevel.level', 'critical', 'TG-1', 'bao-dong-3'],
    ['salinity.salinity', 'minor', 'MN-1', 'do-man-lay-nuoc'],
    ['airQuality.index', 'major', 'KK-1', 'khong-khi-tren-150'],
    ['office.overCapacity', 'minor', '31135', 'mot-cua-qua-tai'],
    ['system.silent', 'major', 'portal', 'cong-dvc-gian-doan'],
    ['system.silent', 'major', 'lgsp', 'mat-duong-truyen-du-lieu'],
    ['event', 'critical', 'soc/92/x-1', 'soc-nghiem-trong'],
    ['camera.lost', 'minor', 'MC-1', 'camera-mat-tin-hieu'],
  ] as const)('%s at %s of %s calls for %s', (rule, severity, subjectId, id) => {
    expect(sopsFor(sops, { rule, severity, subjectId })[0]?.id).toBe(id)
  })

  it('air that is poor but not bad calls for none', () => {
    expect(sopsFor(sops, { rule: 'airQuality.index', severity: 'minor', subjectId: 'KK-1' })).toEqual([])
  })
})

describe('the folder of procedures', () => {
  let dataDir: string
  let folder: SopFolder
  let changes: number

  const open = () =>
    readSopFolder({
      ...{ dataDir, ownDir: SOP_DIR, changed: () => changes++, clock: { now: () => 1_000 } },
      ...{ log: pino({ level: 'silent' }), everyMs: 20 },
    })
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'ioc-sops-'))
    changes = 0
    folder = open()
    folder.start()
  })
  afterEach(() => {
    folder.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const save = (name: string, ...lines: readonly string[]) => {
    const path = join(dataDir, 'sops', name)
    writeFileSync(`${path}.new`, lines.join('\n'))
    renameSync(`${path}.new`, path)
  }

  it('begins with those of the product, and is the city’s from then on', async () => {
    expect(folder.all().length).toBe(readdirSync(SOP_DIR).length)
    rmSync(join(dataDir, 'sops', 'su-vu-chung.md'))
    await until(() => folder.get('su-vu-chung') === undefined || undefined)
    folder.stop()
    folder = open()
    expect(folder.get('su-vu-chung')).toBeUndefined()
    expect(existsSync(join(dataDir, 'sops', 'su-vu-chung.md'))).toBe(false)
  })

  it('has a file in force as soon as it is saved', async () => {
    save('chay-rung.md', ...HEAD, '1. Gọi')
    await until(() => folder.get('chay-rung') ?? undefined)
    expect(changes).toBe(1)
    expect(folder.problems()).toEqual([])
  })

  it('keeps what a file said when it is saved wrong, says which line is wrong, and forgets that when it is mended', async () => {
    const { digest } = folder.get('bao-dong-1') ?? {}
    save('bao-dong-1.md', ...HEAD, '1. Gọi <b>ngay</b>')
    const [problem] = await until(() => (folder.problems().length > 0 ? folder.problems() : undefined))
    expect(problem).toMatchObject({ file: 'sops/bao-dong-1.md', since: 1_000 })
    expect(problem?.what.vi).toMatch(/^dòng 8: không dùng HTML/)
    expect(folder.get('bao-dong-1')?.digest).toBe(digest)
    save('bao-dong-1.md', ...HEAD, '1. Gọi ngay')
    await until(() => folder.problems().length === 0 || undefined)
    expect(folder.get('bao-dong-1')?.title.vi).toBe('Cháy rừng')
  })

  it('has the product’s own where a file is wrong when the hub starts', () => {
    folder.stop()
    save('bao-dong-1.md', 'sai')
    save('Quy trình.md', ...HEAD, '1. Gọi')
    folder = open()
    expect(folder.get('bao-dong-1')?.title.vi).toBe('Lũ, triều cường trên báo động I')
    expect(folder.problems().map(({ file }) => file)).toEqual(['sops/Quy trình.md', 'sops/bao-dong-1.md'])
  })
})
