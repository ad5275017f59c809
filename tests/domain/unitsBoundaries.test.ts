import { describe, expect, it } from 'vitest'
import { checkBoundaries } from '../../domain/units/boundaries.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { EDITIONS, fullName, shortName } from '../../domain/units/unit.ts'
import { featureOf, hexagon, ringOf, type Survey, type SurveyFeature, survey } from './unitsSurvey.ts'

const tree = UNIT_TREES['2021']
const check = (file: unknown) => checkBoundaries(file, tree, 'commune')
const reasons = (file: unknown) => {
  const checked = check(file)
  return checked.ok ? [] : checked.problems.map(({ reason }) => reason)
}
const sentences = (file: unknown) => {
  const checked = check(file)
  return checked.ok ? [] : checked.problems.map(({ text }) => text)
}
/** A sound file of 2021, spoilt. */
const spoilt = (spoil: (file: Survey) => void): Survey => {
  const file = survey('2021')
  spoil(file)
  return file
}
const relabelled = (properties: (unit: (typeof tree.communes)[number]) => Record<string, unknown>): Survey =>
  spoilt((file) => {
    for (const [n, unit] of tree.communes.entries()) file.features[n] = { ...at(file, n), properties: properties(unit) }
  })
const at = (file: Survey, n: number): SurveyFeature => {
  const feature = file.features[n]
  if (feature === undefined) throw new Error(`no feature ${n}`)
  return feature
}

describe('a sound survey', () => {
  for (const edition of EDITIONS) {
    for (const level of ['commune', 'district'] as const) {
      it(`becomes the map file of ${level}s of ${edition}, whatever order it came in`, () => {
        const file = survey(edition, level)
        file.features.reverse()
        const checked = checkBoundaries(file, UNIT_TREES[edition], level)
        if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
        expect(checked.file.ioc).toEqual({ edition, boundaries: 'surveyed' })
        expect(checked.file.attribution).toBe('Sở Nông nghiệp và Môi trường')
        const units = UNIT_TREES[edition][level === 'commune' ? 'communes' : 'districts']
        expect(checked.file.features.map(({ properties }) => properties)).toEqual(
          units.map(({ code, name, type, parent }) => ({ code, name, type, parent })),
        )
      })
    }
  }

  it('is rounded to a metre, wound as GeoJSON asks, without heights', () => {
    const file = spoilt((sound) => {
      const ring = ringOf(sound, '31117')
      ring.reverse()
      for (const position of ring) position.push(2.5)
    })
    const checked = check(file)
    if (!checked.ok) throw new Error('refused')
    const [first] = checked.file.features
    const { lng, lat } = tree.communes[0] ?? { lng: 0, lat: 0 }
    const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5
    expect(first?.geometry.coordinates[0]).toEqual(hexagon({ lng, lat }).map(([x = 0, y = 0]) => [round(x), round(y)]))
  })

  it('may have parts and holes; slivers below a metre are left out', () => {
    const file = spoilt((sound) => {
      const { lng, lat } = tree.communes[0] ?? { lng: 0, lat: 0 }
      featureOf(sound, '31117').geometry = {
        type: 'MultiPolygon',
        coordinates: [
          [hexagon({ lng, lat }), hexagon({ lng, lat }, 0.001)],
          [hexagon({ lng: lng + 0.02, lat })],
          [hexagon({ lng: lng + 0.03, lat }, 0.000001)],
        ],
      }
    })
    const checked = check(file)
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
    const geometry = checked.file.features[0]?.geometry
    expect(geometry?.type).toBe('MultiPolygon')
    expect(geometry?.coordinates.map((part) => part.length)).toEqual([2, 1])
  })

  it('leaves no credit out, and says so when there is none', () => {
    const checked = check({ ...survey('2021'), attribution: ' ' })
    expect(checked.ok && checked.file.attribution).toMatch(/nguồn không ghi/)
  })
})

describe('units are recognised', () => {
  const bare = (unit: (typeof tree.communes)[number]) =>
    // The one name that repeats: the township and the commune Thạnh An.
    unit.name === 'Thạnh An' ? { type: unit.type } : {}

  for (const key of ['code', 'ma_xa', 'Mã xã', 'MaXa', 'GSO', 'maxa', 'ward_code', 'MA_DVHC']) {
    it(`by a code called ${key}, as text or number`, () => {
      expect(reasons(relabelled(({ code }) => ({ [key]: code })))).toEqual([])
      expect(reasons(relabelled(({ code }) => ({ [key]: Number(code) })))).toEqual([])
    })
  }

  it('by name, in any usual form, with or without diacritics', () => {
    expect(reasons(relabelled((unit) => ({ name: unit.name, ...bare(unit) })))).toEqual([])
    expect(reasons(relabelled((unit) => ({ TEN_XA: fullName(unit, 'vi').toUpperCase() })))).toEqual([])
    expect(reasons(relabelled((unit) => ({ ten: shortName(unit, 'vi') })))).toEqual([])
    expect(reasons(relabelled((unit) => ({ name: fullName(unit, 'en') })))).toEqual([])
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
    expect(reasons(relabelled((unit) => ({ name: plain(fullName(unit, 'vi')) })))).toEqual([])
    expect(
      reasons(
        relabelled((unit) => ({
          NAME_3: unit.name,
          TYPE_3: unit.type,
          NAME_2: tree.byCode.get(unit.parent ?? '')?.name,
        })),
      ),
    ).toEqual([])
  })

  it('by name where a foreign code means nothing here', () => {
    expect(reasons(relabelled((unit) => ({ code: `VNM.${unit.code}`, name: fullName(unit, 'vi') })))).toEqual([])
  })

  it('not by a name that fits two: the type must tell the township Thạnh An from the commune', () => {
    const file = relabelled((unit) => ({ name: unit.name }))
    expect(reasons(file)).toEqual(['ambiguous', 'ambiguous'])
    expect(sentences(file)[0]?.vi).toContain('thị trấn Thạnh An (31231), xã Thạnh An (31240)')
  })

  it('as provinces of before too, where areas are asked for', () => {
    const file = survey('2025', 'district')
    const names = ['Thành phố Cần Thơ', 'Tỉnh Hậu Giang', 'Soc Trang Province']
    for (const [n, feature] of file.features.entries()) feature.properties = { name: names[n] }
    expect(checkBoundaries(file, UNIT_TREES['2025'], 'district').ok).toBe(true)
  })
})

describe('a survey is refused', () => {
  const { lng, lat } = tree.byCode.get('31117') ?? { lng: 0, lat: 0 }
  const reshaped = (type: string, coordinates: unknown) =>
    spoilt((file) => {
      featureOf(file, '31117').geometry = { type, coordinates }
    })
  const ringed = (change: (ring: number[][]) => unknown) => reshaped('Polygon', [change(hexagon({ lng, lat }))])

  const cases: Record<string, readonly [file: unknown, reasons: string[], sentence: RegExp]> = {
    'nothing at all': [null, ['notCollection'], /FeatureCollection/],
    'a single feature': [survey('2021').features[0], ['notCollection'], /FeatureCollection/],
    'schematic shapes': [{ ...survey('2021'), ioc: { boundaries: 'schematic' } }, ['schematic'], /schematic/],
    'a file in VN-2000': [
      { ...survey('2021'), crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::9210' } } },
      ['projection'],
      /EPSG::9210/,
    ],
    'a feature without properties': [
      spoilt((file) => {
        at(file, 3).properties = null
      }),
      ['notFeature', 'missing'],
      /đối tượng 4:/,
    ],
    'a missing unit': [
      spoilt((file) => {
        file.features.shift()
      }),
      ['missing'],
      /thiếu phường Cái Khế \(31117\)/,
    ],
    'a doubled unit': [
      spoilt((file) => {
        file.features.push(at(file, 0))
      }),
      ['doubled'],
      /đối tượng 84 \(31117 Cái Khế\): phường Cái Khế/,
    ],
    'an unknown unit': [
      spoilt((file) => {
        file.features.push({ ...at(file, 0), properties: { code: '26734', name: 'Bến Nghé' } })
      }),
      ['unknown'],
      /Bến Nghé/,
    ],
    'an unknown unit that says nothing': [
      spoilt((file) => {
        file.features.push({ ...at(file, 0), properties: {} })
      }),
      ['unknown'],
      /đối tượng 84:/,
    ],
    'a code of the other edition': [
      spoilt((file) => {
        featureOf(file, '31135').properties = { code: '31135', name: 'Ninh Kiều' }
      }),
      ['contradiction'],
      /phường Tân An \(31135\).*Ninh Kiều/,
    ],
    'a point for a shape': [reshaped('Point', [lng, lat]), ['geometryType'], /Point/],
    'no geometry': [
      spoilt((file) => {
        featureOf(file, '31117').geometry = null
      }),
      ['geometryType'],
      /null/,
    ],
    'a coordinate that is no number': [
      ringed((ring) => [...ring.slice(0, 3), [null, 10], ...ring.slice(3)]),
      ['notFinite'],
      /hữu hạn/,
    ],
    'an infinite coordinate': [ringed((ring) => ring.with(2, [JSON.parse('1e999'), 10])), ['notFinite'], /hữu hạn/],
    'a NaN coordinate': [ringed((ring) => ring.with(2, [Number.NaN, 10])), ['notFinite'], /hữu hạn/],
    'a Polygon nested as a MultiPolygon': [reshaped('Polygon', [[hexagon({ lng, lat })]]), ['notFinite'], /lồng/],
    'an empty Polygon': [reshaped('Polygon', []), ['notFinite'], /lồng/],
    'latitude before longitude': [ringed((ring) => ring.map(([x, y]) => [y, x])), ['swapped'], /đảo/],
    'metres for degrees': [
      ringed((ring) => ring.map(([x = 0, y = 0]) => [x * 5e3, y * 1e5])),
      ['notDegrees'],
      /VN-2000/,
    ],
    'a shape outside the city': [
      ringed((ring) => ring.map(([x = 0, y = 0]) => [x + 1, y])),
      ['outside'],
      /ngoài thành phố/,
    ],
    'one corner outside the city': [ringed((ring) => ring.with(2, [105.7, 12])), ['outside'], /105\.7 12/],
    "a neighbour's shape": [ringed((ring) => ring.map(([x = 0, y = 0]) => [x - 0.1, y])), ['misplaced'], /Cái Khế/],
    'an open ring': [ringed((ring) => ring.slice(0, -1)), ['unclosed'], /khép/],
    'a ring of three positions': [ringed((ring) => [ring[0], ring[1], ring[0]]), ['tooFewPoints'], /3 điểm/],
    'a ring that crosses itself': [
      ringed((ring) => ring.with(1, ring[2] ?? []).with(2, ring[1] ?? [])),
      ['selfIntersecting'],
      /tự cắt tại 105\.\d+ 10\.\d+/,
    ],
    'a hole outside': [
      reshaped('Polygon', [hexagon({ lng, lat }), hexagon({ lng: lng + 0.02, lat })]),
      ['holeOutside'],
      /MultiPolygon/,
    ],
    'a shape below a metre': [reshaped('Polygon', [hexagon({ lng, lat }, 0.000001)]), ['noArea'], /diện tích/],
  }

  for (const [name, [file, expected, sentence]] of Object.entries(cases)) {
    it(`with ${name}`, () => {
      expect(reasons(file)).toEqual(expected)
      expect(sentences(file)[0]?.vi).toMatch(sentence)
      for (const { vi, en } of sentences(file)) {
        expect(`${vi} ${en}`).not.toMatch(/undefined|NaN|\(\)/)
        expect(en).not.toBe(vi)
      }
    })
  }

  it('for everything that is wrong with it, each once', () => {
    const file = spoilt((spoiling) => {
      spoiling.features.push(at(spoiling, 5))
      spoiling.features.shift()
      ringOf(spoiling, '31135').pop()
      featureOf(spoiling, '31120').geometry = null
    })
    expect(reasons(file).sort()).toEqual(['doubled', 'geometryType', 'missing', 'unclosed'])
  })

  it('of the other edition, for the codes that were reused', () => {
    const found = new Set(reasons(survey('2025')))
    expect(found).toEqual(new Set(['contradiction', 'unknown', 'missing', 'misplaced', 'outside']))
  })
})
