import { describe, expect, it } from 'vitest'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { PLACES } from '../../domain/units/places.ts'
import { EDITIONS, fullName, shortName, unitKey } from '../../domain/units/unit.ts'

const unit = (edition: (typeof EDITIONS)[number], code: string) => {
  const found = UNIT_TREES[edition].byCode.get(code)
  if (found === undefined) throw new Error(`no unit ${edition} ${code}`)
  return found
}

describe('units of both editions', () => {
  it('are as many as the decrees say', () => {
    const counts = EDITIONS.map((edition) => {
      const { districts, communes, all } = UNIT_TREES[edition]
      return [districts.length, communes.length, all.length]
    })
    expect(counts).toEqual([
      [9, 83, 93],
      [3, 103, 107],
    ])
    const types = (edition: (typeof EDITIONS)[number]) =>
      ['phường', 'xã', 'thị trấn'].map(
        (type) => UNIT_TREES[edition].communes.filter((unit) => unit.type === type).length,
      )
    expect(types('2021')).toEqual([42, 36, 5])
    expect(types('2025')).toEqual([31, 72, 0])
  })

  for (const edition of EDITIONS) {
    const tree = UNIT_TREES[edition]

    it(`${edition}: codes are unique and stand as one MQTT topic level`, () => {
      expect(tree.byCode.size).toBe(tree.all.length)
      expect(tree.all.filter(({ code }) => !/^[a-z0-9-]{1,16}$/.test(code))).toEqual([])
    })

    it(`${edition}: every commune lies under a district, every district under the city`, () => {
      for (const commune of tree.communes) {
        expect(tree.lineage(commune.code)).toEqual([commune.code, commune.parent, '92'])
        expect(tree.byCode.get(commune.parent ?? '')?.level).toBe('district')
        expect(tree.communesOf(commune.code)).toEqual([commune.code])
        expect(tree.childrenOf(commune.code)).toEqual([])
      }
      expect(tree.city).toMatchObject({ code: '92', name: 'Cần Thơ', level: 'city' })
      expect(tree.childrenOf('92')).toEqual(tree.districts)
      expect(tree.districts.flatMap(({ code }) => tree.communesOf(code)).sort()).toEqual(
        [...tree.communesOf('92')].sort(),
      )
      expect(tree.communesOf('92')).toHaveLength(tree.communes.length)
    })

    it(`${edition}: unknown codes have no lineage, communes or children`, () => {
      for (const code of ['', '00000', 'toString', '__proto__']) {
        expect([tree.lineage(code), tree.communesOf(code), tree.childrenOf(code)]).toEqual([[], [], []])
      }
    })

    it(`${edition}: figures say what they rest on, unknown ones are left out`, () => {
      for (const { population, populationBasis, areaKm2 } of tree.all) {
        expect(population === undefined).toBe(populationBasis === undefined)
        if (population !== undefined) expect(population).toBeGreaterThan(0)
        if (areaKm2 !== undefined) expect(areaKm2).toBeGreaterThan(0)
      }
    })
  }

  it('show estimates of communes only as estimates', () => {
    expect(new Set(UNIT_TREES['2021'].communes.map(({ populationBasis }) => populationBasis))).toEqual(
      new Set(['demo']),
    )
    expect(new Set(UNIT_TREES['2021'].districts.map(({ populationBasis }) => populationBasis))).toEqual(
      new Set(['census2019']),
    )
    const sum = UNIT_TREES['2021'].districts.reduce((total, { population = 0 }) => total + population, 0)
    expect(sum).toBe(1_235_171)
  })

  it('leave the populations nobody knows unknown', () => {
    const unknown = UNIT_TREES['2025'].communes.filter(({ population }) => population === undefined)
    expect(unknown.map(({ name }) => name).sort()).toEqual(['Cờ Đỏ', 'Hỏa Lựu'])
  })

  it('keep codes apart that were reused with another meaning', () => {
    expect([unit('2021', '31135').name, unit('2025', '31135').name]).toEqual(['Tân An', 'Ninh Kiều'])
    expect([unit('2021', '31120').name, unit('2025', '31120').name]).toEqual(['An Hòa', 'Cái Khế'])
    expect(unitKey('2021', '31135')).not.toBe(unitKey('2025', '31135'))
  })
})

describe('names', () => {
  it('are written short and full, in both languages', () => {
    const written = (edition: (typeof EDITIONS)[number], code: string) => {
      const known = unit(edition, code)
      return [shortName(known, 'vi'), fullName(known, 'vi'), shortName(known, 'en'), fullName(known, 'en')]
    }
    expect(written('2021', '31150')).toEqual(['P. An Bình', 'phường An Bình', 'An Bình Ward', 'An Bình Ward'])
    expect(written('2021', '31261')).toEqual(['TT. Cờ Đỏ', 'thị trấn Cờ Đỏ', 'Cờ Đỏ Township', 'Cờ Đỏ Township'])
    expect(written('2021', '31288').slice(0, 3)).toEqual(['X. Định Môn', 'xã Định Môn', 'Định Môn Commune'])
    expect(written('2021', '916').slice(0, 3)).toEqual(['Q. Ninh Kiều', 'quận Ninh Kiều', 'Ninh Kiều District'])
    expect(written('2021', '926').slice(0, 3)).toEqual(['H. Phong Điền', 'huyện Phong Điền', 'Phong Điền District'])
    expect(written('2021', '92').slice(0, 3)).toEqual(['TP. Cần Thơ', 'thành phố Cần Thơ', 'Cần Thơ City'])
    expect(written('2025', 'soc-trang').slice(0, 3)).toEqual(['KV. Sóc Trăng', 'khu vực Sóc Trăng', 'Sóc Trăng Area'])
  })

  it('are NFC without stray spaces, so that equal names are equal texts', () => {
    const names = [
      ...EDITIONS.flatMap((edition) => UNIT_TREES[edition].all.map(({ name }) => name)),
      ...PLACES.map(({ name }) => name),
    ]
    expect(names.filter((name) => name !== name.normalize('NFC').trim() || /\s\s/.test(name))).toEqual([])
  })
})

describe('places', () => {
  it('stand once each, in a commune of either edition, with how far they may be off', () => {
    expect(PLACES).toHaveLength(75)
    expect(new Set(PLACES.map(({ id }) => id)).size).toBe(75)
    for (const { commune2021, commune2025, accuracyM } of PLACES) {
      expect(unit('2021', commune2021).level).toBe('commune')
      expect(unit('2025', commune2025).level).toBe('commune')
      expect(accuracyM).toBeGreaterThan(0)
    }
  })
})
