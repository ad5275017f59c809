import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CALENDAR } from '../../server/cityFiles/calendar.ts'
import { parseFile, readCityFile } from '../../server/cityFiles/cityFile.ts'
import { CityFileError } from '../../server/cityFiles/cityFileError.ts'
import { fileBytes } from '../../server/cityFiles/fileBytes.ts'
import { lineOf, parseJson } from '../../server/cityFiles/jsonText.ts'
import { TARGETS } from '../../server/cityFiles/targets.ts'

const bytes = (text: string) => Buffer.from(text)
const name = { vi: 'Nghỉ bù', en: 'Day in lieu' }

function faultOf(read: () => unknown): CityFileError['text'] {
  try {
    read()
  } catch (error) {
    if (error instanceof CityFileError) return error.text
    throw error
  }
  throw new Error('it was taken')
}

/** The value in words, or why there is none. */
function outcomeOf(read: () => unknown): unknown {
  try {
    return { value: read() }
  } catch (error) {
    if (!(error instanceof CityFileError)) return 'no JSON'
    return error.text.vi.replace(/^không phải JSON: dòng \d+, cột \d+ .*$/, 'no JSON')
  }
}

describe('a file of the city', () => {
  it('is the value JSON.parse gives, or none where that gives none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(parseJson(bytes(text))).toEqual(JSON.parse(text))
      }),
    )
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', 'x', ' 1'), (value, n, slip) => {
        const text = JSON.stringify(value)
        const at = n % text.length
        const broken = text.slice(0, at) + slip + text.slice(at + 1)
        const said = outcomeOf(() => parseJson(bytes(broken)))
        const native = outcomeOf(() => JSON.parse(broken))
        // The slip may make one key of two.
        if (!String(said).startsWith('ghi ')) expect(said).toEqual(native)
      }),
      { numRuns: 500 },
    )
  })

  it('knows the line of whatever stands in it', () => {
    const text = bytes('{\n "holidays": [\n  {"from": 1,\n   "to": 2}\n ],\n\n "workdays": []\n}')
    expect(lineOf(text, [])).toBe(1)
    expect(lineOf(text, ['holidays'])).toBe(2)
    expect(lineOf(text, ['holidays', 0])).toBe(3)
    expect(lineOf(text, ['holidays', 0, 'to'])).toBe(4)
    // What is missing is missing from what is there.
    expect(lineOf(text, ['holidays', 0, 'name', 'vi'])).toBe(3)
    expect(lineOf(text, ['workdays'])).toBe(7)
    expect(lineOf(text, ['years'])).toBe(1)
  })

  it.each([
    [
      '{"T05": 92,\n "T05": 95}',
      'ghi "T05" hai lần trong cùng một đối tượng, lần sau ở dòng 2',
      'has "T05" twice in one object, the second time in line 2',
    ],
    ['{"a": {"b": 1, "\\u0062": 2}}', 'ghi "b" hai lần', 'has "b" twice'],
    ['{\n "T05": 92,\n}', 'dòng 3, cột 1 không đọc được từ "}"', 'in line 3, column 1 nothing can be made of "}"'],
    ['{"T05": 92', 'đã hết tệp mà chưa hết nội dung', 'the file ends before its content does'],
    ['', 'dòng 1, cột 1 đã hết tệp', 'line 1, column 1 the file ends'],
    ['{"T05": 09}', 'cột 9 không đọc được từ "0"', 'column 9 nothing can be made of "0"'],
    [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'không phải JSON', 'is not JSON'],
  ])('is not taken as %s', (text, vi, en) => {
    const said = faultOf(() => parseJson(bytes(text)))
    expect(said.vi).toContain(vi)
    expect(said.en).toContain(en)
  })

  it('may begin with a byte order mark, and must be UTF-8', () => {
    expect(parseJson(bytes('\ufeff{"T05": 92}'))).toEqual({ T05: 92 })
    expect(faultOf(() => parseJson(Buffer.from('{"T05": 92}', 'utf16le'))).vi).toMatch(/^không phải (UTF-8|JSON)/)
    expect(faultOf(() => parseJson(Buffer.from([0x22, 0xe0, 0x22]))).vi).toMatch(/^không phải UTF-8/)
  })

  it('may have one key in many objects', () => {
    expect(parseJson(bytes('[{"a": 1}, {"a": 2}, {"b": {"a": 3}}]'))).toHaveLength(3)
  })
})

describe('what is wrong in', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ioc-faults-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  const calendar = (content: object) => `{"holidays": [],\n"workdays": [],\n${JSON.stringify(content).slice(1)}`
  const day = { from: '2027-01-02', to: '2027-01-02', name }

  it.each([
    [CALENDAR, '{}', /^holidays: còn thiếu; hãy ghi danh sách các đợt nghỉ, như .*\(dòng 1\)$/],
    [CALENDAR, '{"holidays": []\n}', /^workdays: còn thiếu; hãy ghi danh sách ngày làm bù/],
    [CALENDAR, '[]', /^tệp: phải là một đối tượng JSON/],
    [CALENDAR, '{"holidays": [],\n"workdays": {}}', /^workdays: phải là danh sách .* không phải \{\} \(dòng 2\)$/],
    [CALENDAR, calendar({ holiday: [] }), /^không có mục "holiday"; .*\(dòng 3\)$/],
    [
      CALENDAR,
      calendar({ years: ['2030'] }),
      /^years\.0: phải là một năm từ 2000 đến 2100, .* không phải "2030" \(dòng 3\)$/,
    ],
    [CALENDAR, calendar({ years: [203] }), /^years\.0: phải là một năm/],
    [
      CALENDAR,
      calendar({ yearly: [{ date: '24-11', since: 2026, name, inForce: true }] }),
      /^yearly\.0\.date: phải là một ngày trong năm, tháng-ngày/,
    ],
    [
      CALENDAR,
      calendar({ yearly: [{ date: '11-24', since: 2026, name, inForce: 'có' }] }),
      /^yearly\.0\.inForce: phải là true hoặc false, .* không phải "có"/,
    ],
    [
      CALENDAR,
      `{"workdays": [],\n"holidays": [\n${JSON.stringify({ ...day, from: '2027-13-01' })}]}`,
      /^holidays\.0\.from: phải là một ngày có thật, .* không phải "2027-13-01" \(dòng 3\)$/,
    ],
    [
      CALENDAR,
      `{"workdays": [],\n"holidays": [\n${JSON.stringify({ ...day, from: '2027-01-03' })}]}`,
      /^holidays\.0: from không được sau to, .*\(dòng 3\)$/,
    ],
    [
      CALENDAR,
      `{"workdays": [],\n"holidays": [\n${JSON.stringify({ from: day.from, name })}]}`,
      /^holidays\.0\.to: còn thiếu; .*\(dòng 3\)$/,
    ],
    [
      CALENDAR,
      `{"workdays": [],\n"holidays": [\n${JSON.stringify({ ...day, name: { vi: '', en: 'x' } })}]}`,
      /^holidays\.0\.name\.vi: phải là một tên không để trống/,
    ],
    [
      CALENDAR,
      `{"workdays": [],\n"holidays": [\n${JSON.stringify({ ...day, name: 'Tết' })}]}`,
      /^holidays\.0\.name: phải là tên bằng hai thứ tiếng/,
    ],
    [
      CALENDAR,
      `{"workdays": [],\n"holidays": ["2027-01-02"]}`,
      /^holidays\.0: phải là một mục của danh sách, .*\(dòng 2\)$/,
    ],
    [CALENDAR, '{"holidays": [], "holidays": [], "workdays": []}', /^ghi "holidays" hai lần/],
    [TARGETS, '{\n"T05": 90,\n"T99": 5}', /^không có mục "T99": .*\(dòng 3\)$/],
    [TARGETS, '{\n"T05": 920}', /^T05 tính bằng phần trăm: .*\(dòng 2\)$/],
    [TARGETS, '{"T05": 90,\n"T05": 95}', /^ghi "T05" hai lần .* dòng 2/],
  ])('$name is told in both languages with its place, at start as later: %#', (file, text, vi) => {
    const said = faultOf(() => parseFile<unknown>(file, bytes(text)))
    expect(said.vi).toMatch(vi)
    for (const sentence of [said.vi, said.en]) expect(sentence).not.toMatch(/invalid|expected|received|undefined/i)
    expect(said.en).not.toMatch(/\b(phải|hãy|dòng)\b/)
    writeFileSync(join(dir, file.name), text)
    expect(() => readCityFile<unknown>(dir, file)).toThrow(`${join(dir, file.name)}: ${said.vi} / ${said.en}`)
  })
})

describe('what is no file that a city could have written', () => {
  const refused = (make: (path: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'ioc-no-file-'))
    const path = join(folder, 'targets.json')
    try {
      make(path)
      return faultOf(() => fileBytes(path)).en
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  it('is not read: what is too large, waits for a writer, never ends, or is a folder', () => {
    const large = (path: string) => {
      writeFileSync(path, '')
      truncateSync(path, 3 * 1024 ** 3)
    }
    expect(refused(large)).toMatch(/has 3072 MB, more than 64 MB/)
    expect(refused((path) => void execFileSync('mkfifo', [path]))).toMatch(/no ordinary file/)
    expect(refused((path) => symlinkSync('/dev/zero', path))).toMatch(/no ordinary file/)
    expect(refused((path) => mkdirSync(path))).toMatch(/no ordinary file/)
  })

  it('sets nothing of what every object has', () => {
    for (const text of ['{"__proto__": {"onTimeRate": 1}}', '{"constructor": 5}', '{"targets": {"__proto__": 1}}'])
      expect(() => parseFile(TARGETS, bytes(text)), text).toThrow(CityFileError)
    expect(({} as Record<string, unknown>).onTimeRate).toBeUndefined()
  })
})
