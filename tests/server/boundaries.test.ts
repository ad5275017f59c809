import { execFile } from 'node:child_process'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoundaryFile } from '../../domain/units/boundaries.ts'
import { checkBoundaries } from '../../domain/units/boundaries.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { parseOptions } from '../../server/boundaries/options.ts'
import { featureOf, hexagon, ringOf, type Survey, survey } from '../domain/unitsSurvey.ts'

const root = resolve(import.meta.dirname, '../..')
const run = promisify(execFile)

let folder = ''
let map = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boundaries-'))
  map = join(folder, 'map')
  cpSync(join(root, 'public/map'), map, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command as `npm run boundaries` runs it, on a copy of the map. */
async function boundaries(...args: string[]): Promise<Ended> {
  const command = ['--import', 'tsx', join(root, 'server/boundaries.ts'), '--map', map, ...args]
  try {
    const { stdout, stderr } = await run(process.execPath, command, { cwd: root })
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

async function given(file: unknown): Promise<string> {
  const path = join(folder, 'survey.geojson')
  await writeFile(path, typeof file === 'string' || file instanceof Uint8Array ? file : JSON.stringify(file))
  return path
}

/** Every file of the map, byte by byte. */
const everything = () =>
  Object.fromEntries(readdirSync(map).map((name) => [name, readFileSync(join(map, name)).toString('base64')]))

const spoilt = (spoil: (file: Survey) => void): Survey => {
  const file = survey('2021')
  spoil(file)
  return file
}
const respelt = (change: (ring: number[][]) => number[][]): Survey =>
  spoilt((file) => {
    featureOf(file, '31117').geometry = { type: 'Polygon', coordinates: [change(ringOf(file, '31117'))] }
  })

describe('a sound file', () => {
  for (const [edition, level, args] of [
    ['2021', 'commune', []],
    ['2025', 'commune', ['--edition', '2025']],
    ['2021', 'district', ['--level=districts']],
    ['2025', 'district', ['--level', 'districts', '--edition=2025']],
  ] as const) {
    it(`takes the place of ${level}s-${edition}.geojson and of nothing else`, async () => {
      const before = everything()
      const name = `${level}s-${edition}.geojson`
      const ended = await boundaries(await given(survey(edition, level)), ...args)
      expect(ended).toMatchObject({ code: 0, err: '' })
      expect(ended.out).toContain(`Đã ghi ${join(map, name)}`)
      expect(ended.out).toContain(`Wrote ${join(map, name)}`)
      expect(ended.out).toMatch(/không giản lược/)

      const after = everything()
      expect(Object.keys(after)).toEqual(Object.keys(before))
      expect(Object.keys(after).filter((file) => after[file] !== before[file])).toEqual([name])
      const written: BoundaryFile = JSON.parse(readFileSync(join(map, name), 'utf8'))
      expect(written.ioc).toEqual({ edition, boundaries: 'surveyed' })
      // What was written is sound itself, and writing it again changes nothing.
      const again = checkBoundaries(written, UNIT_TREES[edition], level)
      expect(again.ok && again.file).toEqual(written)
    })
  }

  it('may begin with a byte order mark', async () => {
    const path = await given(`\uFEFF${JSON.stringify(survey('2021'))}`)
    expect((await boundaries(path)).code).toBe(0)
  })

  it('that no screen could draw is refused with its size, and nothing changes', async () => {
    const file = survey('2021', 'district')
    for (const feature of file.features) {
      const corners = Array.from({ length: 75_000 }, (_, n) => {
        const angle = (2 * Math.PI * n) / 75_000
        const { lng, lat } = UNIT_TREES['2021'].byCode.get(String(feature.properties?.code)) ?? { lng: 0, lat: 0 }
        return [lng + 0.25 * Math.cos(angle), lat + 0.25 * Math.sin(angle)]
      })
      feature.geometry = { type: 'Polygon', coordinates: [[...corners, corners[0]]] }
    }
    const before = everything()
    const ended = await boundaries(await given(file), '--level', 'districts', '--lang', 'en')
    expect(ended.code).toBe(1)
    expect(ended.err + ended.out).toMatch(/boundaries of \d+ MB, more than the 12 MB/)
    expect(everything()).toEqual(before)
  })

  it('that is heavy is taken whole, with the advice to simplify it', async () => {
    const file = survey('2021', 'district')
    for (const feature of file.features) {
      const corners = Array.from({ length: 30_000 }, (_, n) => {
        const angle = (2 * Math.PI * n) / 30_000
        const { lng, lat } = UNIT_TREES['2021'].byCode.get(String(feature.properties?.code)) ?? { lng: 0, lat: 0 }
        return [lng + 0.12 * Math.cos(angle), lat + 0.12 * Math.sin(angle)]
      })
      feature.geometry = { type: 'Polygon', coordinates: [[...corners, corners[0]]] }
    }
    const ended = await boundaries(await given(file), '--level', 'districts', '--lang', 'en')
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toContain('heavier than 4 MB')
    const written: BoundaryFile = JSON.parse(readFileSync(join(map, 'districts-2021.geojson'), 'utf8'))
    expect(written.features.map(({ geometry }) => geometry.coordinates[0]?.length ?? 0).every((n) => n > 25_000)).toBe(
      true,
    )
  })
})

describe('a bad file is refused, and nothing changes', () => {
  const cases: Record<string, readonly [file: unknown, vi: string, en: string]> = {
    'not JSON': ['{"type":', 'không phải JSON', 'not JSON'],
    'NaN, which JSON does not have': [
      JSON.stringify(survey('2021')).replace(/\[\[\[[\d.]+/, '[[[NaN'),
      'không phải JSON',
      'not JSON',
    ],
    'not UTF-8': [new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 'không phải UTF-8', 'not UTF-8'],
    'not a collection': [survey('2021').features[0], 'FeatureCollection', 'not a GeoJSON FeatureCollection'],
    'the schematic shapes themselves': [
      { ...survey('2021'), ioc: { edition: '2021', boundaries: 'schematic' } },
      'ranh giới minh họa',
      'calls itself schematic',
    ],
    'a missing unit': [
      spoilt((file) => {
        file.features.shift()
      }),
      '- thiếu phường Cái Khế (31117)',
      '- missing Cái Khế Ward (31117)',
    ],
    'a doubled unit': [
      spoilt((file) => {
        file.features.push(featureOf(file, '31117'))
      }),
      '- đối tượng 84 (31117 Cái Khế): phường Cái Khế (31117) đã có ở trước',
      'was there before',
    ],
    'an unknown unit': [
      spoilt((file) => {
        file.features.push({ ...featureOf(file, '31117'), properties: { name: 'Bến\nNghé' } })
      }),
      '- đối tượng 84 (Bến Nghé): không có đơn vị nào',
      'no unit has this code or name (Bến Nghé)',
    ],
    'an infinite coordinate': [
      JSON.stringify(survey('2021')).replace(/\[\[\[[\d.]+/, '[[[1e999'),
      'cặp số hữu hạn',
      'pairs of finite numbers',
    ],
    'a shape outside the city': [
      respelt((ring) => ring.map(([x = 0, y = 0]) => [x + 2, y])),
      'nằm ngoài thành phố',
      'lies outside the city',
    ],
    'latitude before longitude': [respelt((ring) => ring.map(([x = 0, y = 0]) => [y, x])), 'bị đảo', 'are swapped'],
    'an open ring': [respelt((ring) => ring.slice(0, -1)), 'không khép kín', 'not closed'],
    'a ring of three positions': [respelt(([a = [], b = []]) => [a, b, a]), 'cần ít nhất 4', '4 are the least'],
    'a ring that crosses itself': [
      respelt((ring) => ring.with(1, ring[2] ?? []).with(2, ring[1] ?? [])),
      'vòng tự cắt tại',
      'crosses itself at',
    ],
    'a line for a shape': [
      spoilt((file) => {
        featureOf(file, '31117').geometry = { type: 'LineString', coordinates: hexagon({ lng: 105.78, lat: 10.05 }) }
      }),
      'không phải LineString',
      'not LineString',
    ],
  }

  for (const [name, [file, vi, en]] of Object.entries(cases)) {
    it(name, async () => {
      const before = everything()
      const ended = await boundaries(await given(file))
      expect(ended).toMatchObject({ code: 1, out: '' })
      const lines = ended.err.trim().split('\n')
      expect(lines).toHaveLength(4)
      expect(lines[0]).toBe('Không thay gì. Số lỗi: 1')
      expect(lines[1]).toContain(vi)
      expect(lines[2]).toBe('Nothing was changed. Problems: 1')
      expect(lines[3]).toContain(en)
      expect(everything()).toEqual(before)
    })
  }

  it('each problem on a line of its own, in the language asked for', async () => {
    const before = everything()
    const file = spoilt((spoiling) => {
      spoiling.features.splice(0, 2)
      ringOf(spoiling, '31135').pop()
    })
    const ended = await boundaries(await given(file), '--lang', 'en')
    expect(ended.code).toBe(1)
    expect(ended.err.trim().split('\n')).toEqual([
      'Nothing was changed. Problems: 3',
      expect.stringContaining('(31135 Tân An): a ring is not closed'),
      '- missing Cái Khế Ward (31117)',
      '- missing An Hòa Ward (31120)',
    ])
    expect(everything()).toEqual(before)
  })

  it('of the other edition, with the option that would fit', async () => {
    const before = everything()
    const ended = await boundaries(await given(survey('2025')), '--lang', 'vi')
    expect(ended.code).toBe(1)
    expect(ended.err).toContain('mã là của phường Tân An (31135) nhưng tên ghi “Ninh Kiều”')
    expect(ended.err.trim().split('\n').at(-1)).toBe('tệp này hợp với --edition 2025 --level communes')
    expect(everything()).toEqual(before)
  })

  it('that is wrong throughout, in a bounded number of lines', async () => {
    const file = spoilt((spoiling) => {
      const one = featureOf(spoiling, '31117')
      for (let n = 0; n < 2000; n++) spoiling.features.push(one)
    })
    const ended = await boundaries(await given(file), '--lang', 'en')
    const lines = ended.err.trim().split('\n')
    expect(lines[0]).toContain('Problems: 2000')
    expect(lines).toHaveLength(502)
    expect(lines.at(-1)).toBe('… and 1500 more')
  })

  it('a file that is not there', async () => {
    const ended = await boundaries(join(folder, 'nowhere.geojson'))
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toMatch(/không đọc được: ENOENT/)
  })

  it('a map folder that cannot be made', async () => {
    const ended = await boundaries(await given(survey('2021')), '--map', join(folder, 'survey.geojson', 'map'))
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/cannot write: ENOTDIR/)
  })

  it('a map file that cannot be replaced, leaving nothing half written beside it', async () => {
    await rm(join(map, 'communes-2021.geojson'))
    await mkdir(join(map, 'communes-2021.geojson'))
    const before = readdirSync(map)
    const ended = await boundaries(await given(survey('2021')))
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/cannot write: EISDIR/)
    expect(readdirSync(map)).toEqual(before)
  })
})

it('the data directory is where they are written when no other folder is named, made if need be', async () => {
  const dataDir = join(folder, 'new', 'data')
  const path = await given(survey('2025'))
  const command = ['run', '-s', 'boundaries', '--', path, '--edition', '2025']
  const { stdout } = await run('npm', command, { cwd: root, env: { ...process.env, IOC_DATA_DIR: dataDir } })
  const written = join(dataDir, 'map/communes-2025.geojson')
  expect(stdout).toContain(written)
  expect(JSON.parse(readFileSync(written, 'utf8')).ioc.boundaries).toBe('surveyed')
})

describe('options', () => {
  const reason = (...args: string[]) => {
    const parsed = parseOptions(args)
    return parsed.ok ? undefined : parsed.reason.en
  }

  it('hold what is asked for, and what is usual otherwise', () => {
    expect(parseOptions(['a.geojson'])).toEqual({
      ok: true,
      options: { file: 'a.geojson', edition: '2021', level: 'commune', map: undefined, languages: ['vi', 'en'] },
    })
    expect(parseOptions(['--edition=2025', '--level', 'districts', '--map=m', 'a', '--lang', 'vi'])).toEqual({
      ok: true,
      options: { file: 'a', edition: '2025', level: 'district', map: 'm', languages: ['vi'] },
    })
    expect(parseOptions(['--help'])).toEqual({ ok: true, options: 'help' })
  })

  it('that are wrong are refused with what to write instead', () => {
    expect(reason()).toMatch(/exactly one/)
    expect(reason('a', 'b')).toMatch(/exactly one/)
    expect(reason('a', '--edition', '2020')).toMatch(/--edition 2021, --edition 2025/)
    expect(reason('a', '--edition')).toMatch(/needs a value/)
    expect(reason('a', '--level', 'toString')).toMatch(/--level communes/)
    expect(reason('a', '--lang=fr')).toMatch(/--lang vi/)
    expect(reason('a', '--map=')).toMatch(/--map data\/map/)
    expect(reason('a', '--toString', 'x')).toMatch(/not an option/)
    expect(reason('a', '-x')).toMatch(/not an option/)
  })

  it('end the command with 1 when wrong, and with the help when asked', async () => {
    expect(await boundaries('--edition', '1999')).toMatchObject({ code: 1, out: '' })
    const help = await boundaries('--help')
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain('Cách dùng: npm run boundaries')
    expect(help.out).toContain('Usage: npm run boundaries')
  })
})
