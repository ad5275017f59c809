import { foldedWords } from './search.ts'
import { fullName, shortName, type Unit, type UnitLevel, type UnitTree } from './unit.ts'

/** Levels that have shapes of their own. */
export type ShapeLevel = Exclude<UnitLevel, 'city'>

/** What the properties of one map feature say about its unit, as written. */
export interface Claim {
  readonly code?: string
  readonly name?: string
  readonly type?: string
  readonly parent?: string
}

export type Match =
  | { readonly is: 'found'; readonly unit: Unit }
  /** Neither code nor name belongs to a unit of this edition and level. */
  | { readonly is: 'unknown' }
  /** The name fits several units. */
  | { readonly is: 'ambiguous'; readonly units: readonly Unit[] }
  /** The code belongs to another unit than the name: most often a file of the other edition. */
  | { readonly is: 'contradiction'; readonly unit: Unit }

/** Property names that surveyors, statistics offices and map tools use; without marks, capitals, spaces and underscores. The most telling first. */
const KEYS: Record<ShapeLevel, Record<keyof Claim, readonly string[]>> = {
  commune: {
    code: [
      'maxa',
      'maphuong',
      'maphuongxa',
      'communecode',
      'wardcode',
      'madvhc',
      'magso',
      'gso',
      'gsocode',
      'code',
      'ma',
    ],
    name: ['tenxa', 'tenphuong', 'tenphuongxa', 'communename', 'wardname', 'tendvhc', 'name3', 'namevi', 'ten', 'name'],
    type: ['loaixa', 'loaidvhc', 'type3', 'loai', 'type'],
    parent: [
      'mahuyen',
      'maquan',
      'tenhuyen',
      'tenquan',
      'districtcode',
      'districtname',
      'district',
      'huyen',
      'name2',
      'parent',
    ],
  },
  district: {
    code: [
      'mahuyen',
      'maquan',
      'makhuvuc',
      'districtcode',
      'areacode',
      'madvhc',
      'magso',
      'gso',
      'gsocode',
      'code',
      'ma',
    ],
    name: ['tenhuyen', 'tenquan', 'tenkhuvuc', 'districtname', 'areaname', 'tendvhc', 'name2', 'namevi', 'ten', 'name'],
    type: ['loaihuyen', 'loaidvhc', 'type2', 'loai', 'type'],
    parent: [],
  },
}

/** Reads the claim out of a feature's properties, whatever its keys are called among the usual ones. */
export function claimOf(properties: Readonly<Record<string, unknown>>, level: ShapeLevel): Claim {
  const values = new Map(
    Object.entries(properties).flatMap(([key, value]) => {
      const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
      return text === '' ? [] : [[foldedWords(key).join(''), text] as const]
    }),
  )
  const read = (keys: readonly string[]) => keys.map((key) => values.get(key)).find((value) => value !== undefined)
  const { code, name, type, parent } = KEYS[level]
  const claim = { code: read(code), name: read(name), type: read(type), parent: read(parent) }
  return Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined))
}

/** Finds the unit of a claim: by code, else by name in any usual form, narrowed by type and parent where names repeat. */
export function createMatcher(tree: UnitTree, level: ShapeLevel): (claim: Claim) => Match {
  const units = level === 'commune' ? tree.communes : tree.districts
  const byForm = new Map<string, Unit[]>()
  for (const unit of units) {
    for (const form of formsOf(unit)) byForm.set(form, [...(byForm.get(form) ?? []), unit])
  }
  const named = (...parts: (string | undefined)[]) => byForm.get(key(parts.join(' '))) ?? []

  const isParent = (unit: Unit, parent: string) => {
    const above = unit.parent === undefined ? undefined : tree.byCode.get(unit.parent)
    return above !== undefined && (above.code === parent || formsOf(above).has(key(parent)))
  }

  return ({ code, name, type, parent }) => {
    const byCode = units.find((unit) => unit.code === code)
    if (name === undefined) return byCode === undefined ? { is: 'unknown' } : { is: 'found', unit: byCode }
    const sameName = named(name)
    if (byCode !== undefined) {
      return sameName.includes(byCode) ? { is: 'found', unit: byCode } : { is: 'contradiction', unit: byCode }
    }
    const sameType = type === undefined ? [] : [...named(type, name), ...named(name, type)]
    const candidates = sameType.length > 0 ? sameType : sameName
    const sameParent = parent === undefined ? [] : candidates.filter((unit) => isParent(unit, parent))
    const left = [...new Set(sameParent.length > 0 ? sameParent : candidates)]
    const [unit] = left
    if (unit === undefined) return { is: 'unknown' }
    return left.length === 1 ? { is: 'found', unit } : { is: 'ambiguous', units: left }
  }
}

const key = (text: string) => foldedWords(text).join(' ')

/** Every way a unit's name is usually written. Areas of 2025 were provinces, and maps still call them so. */
function formsOf(unit: Unit): Set<string> {
  const forms = [
    unit.name,
    ...(['vi', 'en'] as const).flatMap((language) => [fullName(unit, language), shortName(unit, language)]),
    ...(unit.type === 'khu vực' ? [`tỉnh ${unit.name}`, `thành phố ${unit.name}`, `${unit.name} Province`] : []),
  ]
  return new Set(forms.map(key))
}
