import { parseArgs } from 'node:util'
import type { Language, Text } from '../../domain/text.ts'
import { EDITIONS, type Edition } from '../../domain/units/unit.ts'
import type { ShapeLevel } from '../../domain/units/unitMatching.ts'

/** What `npm run boundaries` is asked to do. */
interface Options {
  readonly file: string
  readonly edition: Edition
  readonly level: ShapeLevel
  /** Folder of the city's map files; `map` in the data directory when not given. */
  readonly map: string | undefined
  /** Languages to speak, in order. */
  readonly languages: readonly Language[]
}

export type ParsedOptions =
  | { readonly ok: true; readonly options: Options | 'help' }
  | { readonly ok: false; readonly reason: Text }

export const HELP: Text = {
  vi: `Cách dùng: npm run boundaries -- <tệp.geojson> [tuỳ chọn]

Thay ranh giới minh họa trên bản đồ bằng ranh giới đo đạc. Chỉ ghi khi mọi đơn vị đều có, đúng chỗ và hình hợp lệ.
Mỗi đơn vị là một Feature (Polygon hoặc MultiPolygon, WGS 84), nhận ra theo mã (code, ma_xa, GSO …), nếu không có thì theo tên.

  --edition 2021|2025            bản đơn vị hành chính                          2021
  --level communes|districts     xã, phường; hay quận, huyện (2025: khu vực)    communes
  --map <thư mục>                nơi ghi                                        IOC_DATA_DIR/map
  --lang vi|en                   chỉ nói một thứ tiếng                          cả hai
  --help                         trang này`,
  en: `Usage: npm run boundaries -- <file.geojson> [options]

Replaces the schematic boundaries of the map by surveyed ones; a running hub takes them up at once. Writes only when every unit is there, in its place, with a sound shape.
One Feature a unit (Polygon or MultiPolygon, WGS 84), known by its code (code, ma_xa, GSO …), otherwise by its name.

  --edition 2021|2025            map of units                                   2021
  --level communes|districts     communes, or districts (2025: areas)           communes
  --map <folder>                 where to write                                 IOC_DATA_DIR/map
  --lang vi|en                   one language only                              both
  --help                         this page`,
}

const LEVELS: Readonly<Record<string, ShapeLevel>> = { communes: 'commune', districts: 'district' }
const BOTH: readonly Language[] = ['vi', 'en']

/** One option's value: what of the options it sets; undefined when it cannot be used. */
type Read = (value: string) => Partial<Options> | undefined

const READERS: Readonly<Record<string, { readonly read: Read; readonly example: string }>> = {
  '--edition': {
    read: (value) => {
      const edition = EDITIONS.find((known) => known === value)
      return edition && { edition }
    },
    example: EDITIONS.map((edition) => `--edition ${edition}`).join(', '),
  },
  '--level': {
    read: (value) => {
      const level = Object.hasOwn(LEVELS, value) ? LEVELS[value] : undefined
      return level && { level }
    },
    example: '--level communes, --level districts',
  },
  '--map': { read: (map) => (map === '' ? undefined : { map }), example: '--map data/map' },
  '--lang': {
    read: (value) => {
      const language = BOTH.find((known) => known === value)
      return language && { languages: [language] }
    },
    example: '--lang vi, --lang en',
  },
}

const KINDS = Object.fromEntries(Object.keys(READERS).map((name) => [name.slice(2), { type: 'string' }] as const))

/** @param args as typed, `--name value` or `--name=value`; a wrong one is refused with what to write instead */
export function parseOptions(args: readonly string[]): ParsedOptions {
  let options: Omit<Options, 'file'> = { edition: '2021', level: 'commune', map: undefined, languages: BOTH }
  const files: string[] = []
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...KINDS, help: { type: 'boolean', short: 'h' } },
    // What is wrong is told in both languages, with what to write instead.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value = '' } = token
    if (name === 'help') return { ok: true, options: 'help' }
    const reader = Object.hasOwn(READERS, rawName) ? READERS[rawName] : undefined
    if (reader === undefined) {
      const known = [...Object.keys(READERS), '--help'].join(', ')
      return no(`${rawName} không phải tuỳ chọn: hãy dùng ${known}`, `${rawName} is not an option: use one of ${known}`)
    }
    const set = reader.read(value)
    if (set === undefined) {
      return no(`${rawName} cần giá trị như ${reader.example}`, `${rawName} needs a value like ${reader.example}`)
    }
    options = { ...options, ...set }
  }
  const [file] = files
  if (file === undefined || files.length > 1) {
    return no('hãy ghi đúng một tệp GeoJSON (xem --help)', 'name exactly one GeoJSON file (see --help)')
  }
  return { ok: true, options: { ...options, file } }
}

function no(vi: string, en: string): ParsedOptions {
  return { ok: false, reason: { vi, en } }
}
