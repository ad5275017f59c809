/** Which map of units is in force. */
export const EDITIONS = ['2021', '2025'] as const
export type Edition = (typeof EDITIONS)[number]

/** `district`: quận and huyện in 2021, one of the three areas in 2025. */
export const UNIT_LEVELS = ['city', 'district', 'commune'] as const
export type UnitLevel = (typeof UNIT_LEVELS)[number]
export type UnitType = 'thành phố' | 'quận' | 'huyện' | 'khu vực' | 'phường' | 'xã' | 'thị trấn'

/** An administrative unit. Codes mean something only together with their edition. */
export interface Unit {
  readonly edition: Edition
  readonly code: string
  readonly level: UnitLevel
  readonly name: string
  readonly type: UnitType
  /** Code of the unit above; the city has none. */
  readonly parent?: string
  readonly lng: number
  readonly lat: number
  readonly areaKm2?: number
  readonly population?: number
  /** `demo`: an estimate made for simulated data, never shown as fact. */
  readonly populationBasis?: 'census2019' | 'listed' | 'demo'
}

/** The units of one edition, as a tree. */
export interface UnitTree {
  readonly edition: Edition
  readonly city: Unit
  readonly districts: readonly Unit[]
  readonly communes: readonly Unit[]
  /** City, districts, communes. */
  readonly all: readonly Unit[]
  readonly byCode: ReadonlyMap<string, Unit>
  /** The unit itself, then those above it up to the city; [] when unknown. */
  lineage(code: string): readonly string[]
  /** Codes of the communes under the unit, itself when it is one; [] when unknown. */
  communesOf(code: string): readonly string[]
  childrenOf(code: string): readonly Unit[]
}

export type UnitKey = `${Edition}:${string}`

/** The key of a unit across editions. */
export function unitKey(edition: Edition, code: string): UnitKey {
  return `${edition}:${code}`
}

/** The map of units that a key is of, and the code in it. */
export function partsOfKey(key: UnitKey): { readonly edition: Edition; readonly code: string } {
  const [edition, code] = key.split(':') as [Edition, string]
  return { edition, code }
}

const TYPE_SHORT: Record<UnitType, string> = {
  'thành phố': 'TP.',
  quận: 'Q.',
  huyện: 'H.',
  'khu vực': 'KV.',
  phường: 'P.',
  xã: 'X.',
  'thị trấn': 'TT.',
}
const TYPE_ENGLISH: Record<UnitType, string> = {
  'thành phố': 'City',
  quận: 'District',
  huyện: 'District',
  'khu vực': 'Area',
  phường: 'Ward',
  xã: 'Commune',
  'thị trấn': 'Township',
}

/** `P. An Bình`; in English `An Bình Ward`. */
export function shortName(unit: Unit, language: 'vi' | 'en'): string {
  return language === 'vi' ? `${TYPE_SHORT[unit.type]} ${unit.name}` : fullName(unit, language)
}

/** `phường An Bình`; in English `An Bình Ward`. */
export function fullName(unit: Unit, language: 'vi' | 'en'): string {
  return language === 'vi' ? `${unit.type} ${unit.name}` : `${unit.name} ${TYPE_ENGLISH[unit.type]}`
}
