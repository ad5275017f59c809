import type { Edition, Unit, UnitTree, UnitType } from './unit.ts'

export type DistrictRow = readonly [
  code: string,
  name: string,
  type: UnitType,
  lng: number,
  lat: number,
  population: number | undefined,
]
export type CommuneRow = readonly [
  code: string,
  name: string,
  type: UnitType,
  district: string,
  lng: number,
  lat: number,
  areaKm2: number | undefined,
  population: number | undefined,
]

/** Code of the city in both editions. */
const CITY_CODE = '92'

/** Builds the tree of one edition from its tables. */
export function unitTree(
  edition: Edition,
  districtRows: readonly DistrictRow[],
  communeRows: readonly CommuneRow[],
  communePopulation: 'listed' | 'demo',
): UnitTree {
  const city: Unit = {
    edition,
    code: CITY_CODE,
    level: 'city',
    name: 'Cần Thơ',
    type: 'thành phố',
    lng: 105.7852,
    lat: 10.0341,
  }
  const districts = districtRows.map(
    ([code, name, type, lng, lat, population]): Unit => ({
      edition,
      code,
      level: 'district',
      name,
      type,
      parent: CITY_CODE,
      lng,
      lat,
      ...(population !== undefined && { population, populationBasis: 'census2019' }),
    }),
  )
  const communes = communeRows.map(
    ([code, name, type, parent, lng, lat, areaKm2, population]): Unit => ({
      edition,
      code,
      level: 'commune',
      name,
      type,
      parent,
      lng,
      lat,
      ...(areaKm2 !== undefined && { areaKm2 }),
      ...(population !== undefined && { population, populationBasis: communePopulation }),
    }),
  )
  const all = [city, ...districts, ...communes]
  const byCode = new Map(all.map((unit) => [unit.code, unit]))
  const children = new Map(all.map(({ code }) => [code, all.filter((unit) => unit.parent === code)]))
  const lineages = new Map(all.map((unit) => [unit.code, lineageOf(unit, byCode)]))
  const communesUnder = new Map(
    all.map((unit) => [
      unit.code,
      communes.filter((commune) => lineages.get(commune.code)?.includes(unit.code)).map((commune) => commune.code),
    ]),
  )

  return {
    edition,
    city,
    districts,
    communes,
    all,
    byCode,
    lineage: (code) => lineages.get(code) ?? [],
    communesOf: (code) => communesUnder.get(code) ?? [],
    childrenOf: (code) => children.get(code) ?? [],
  }
}

function lineageOf(unit: Unit, byCode: ReadonlyMap<string, Unit>): string[] {
  const above = unit.parent === undefined ? undefined : byCode.get(unit.parent)
  return above === undefined ? [unit.code] : [unit.code, ...lineageOf(above, byCode)]
}
