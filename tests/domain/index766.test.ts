import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandOf } from '../../domain/index766/bands.ts'
import { CRITERIA, type Criterion, GROUPS, natureOfCriterion, type Reported } from '../../domain/index766/criteria.ts'
import { type CountedCriterion, type Index766Row, scoreIndex } from '../../domain/index766/index766.ts'
import { readFrom } from '../../domain/kpis/reads.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { Counts } from '../../domain/systems/system.ts'

const criteria = Object.entries(CRITERIA) as [string, Criterion][]

/** A commune about which everything is known, and easy to compute by hand. */
const REPORTED: Required<Reported> = {
  oneStop: {
    received: 1_000,
    resolvedEarly: 500,
    resolvedOnTime: 350,
    resolvedLate: 30,
    pendingInTerm: 100,
    pendingOverdue: 20,
    digitised: 800,
    resultsDue: 900,
    resultsElectronic: 720,
    dataReused: 400,
    personalStoreUsed: 250,
  },
  portal: { receivedDirect: 550, receivedOnline: 400, receivedPostal: 50, paidOnline: 180, feeDue: 400 },
  nationalPortal: {
    proceduresEligible: 100,
    proceduresOnline: 60,
    proceduresAnnounced: 40,
    announcedOnTime: 36,
    publicationsDue: 40,
    publishedOnTime: 40,
    proceduresPublished: 200,
    proceduresComplete: 190,
    dossiersSynced: 950,
    dossiersToSync: 980,
    onlineServices: 150,
    onlineServicesUsed: 90,
    feeProcedures: 50,
    feeProceduresOnline: 45,
    feeProceduresPaid: 20,
    proceduresCitizen: 80,
    proceduresPopulationData: 60,
    dossiersPopulationData: 700,
    certifiedCopies: 100,
    certifiedCopiesElectronic: 25,
    officialScoreHundredths: 8_123,
  },
  satisfaction: { dissatisfied: 40 },
  feedback: {
    received: 10,
    resolvedOnTime: 6,
    resolvedLate: 1,
    pendingInTerm: 2,
    pendingOverdue: 1,
    dissatisfied: 1,
  },
}

/** Everybody reported all days. */
function score(unit: string, level: 'city' | 'commune', reported: Reported): Index766Row {
  const official = reported.nationalPortal?.officialScoreHundredths
  const own = { official: official === undefined ? null : official / 100, officialUnpooled: false }
  return scoreIndex(unit, level, own, (id): CountedCriterion => {
    const share = CRITERIA[id].share(reported)
    return { share, reported: share === undefined ? 0 : 10, expected: 10 }
  })
}

const scores = (level: 'city' | 'commune', reported: Reported) =>
  Object.fromEntries(score('31117', level, reported).criteria.map((each) => [each.id, each.score]))

describe('index 766', () => {
  it('has six groups whose criteria make a hundred points', () => {
    expect(Object.values(GROUPS).reduce((sum, max) => sum + max, 0)).toBe(100)
    for (const [code, max] of Object.entries(GROUPS)) {
      const own = criteria.filter(([, { group }]) => group === code)
      expect(own.reduce((sum, [, criterion]) => sum + criterion.max, 0)).toBe(max)
    }
  })

  it('scores every criterion by its rule', () => {
    const city = scores('city', REPORTED)
    const by = (id: string, points: number) => expect(city[id], id).toBeCloseTo(points, 9)
    by('1.1', 6 * 0.9)
    by('1.2', 4)
    by('1.3', 2 * 0.95)
    // 1,000 by the portal's own count, more than the 980 of the national report.
    by('1.4', 6 * 0.95)
    by('2.1', 20 * 0.95)
    // 60 % of the 80 % that give all points.
    by('3.1', 2 * 0.75)
    by('3.2', 4 * 0.6)
    by('3.3', 6 * 0.8)
    // Beyond 80 % nothing is added.
    by('3.5a', 2)
    by('3.5b', 2 * 0.5)
    by('3.6', 6 * 0.45)
    by('4.1', 6 * 0.8)
    by('4.2', 4 * 0.8)
    by('4.3', 2 * 0.5)
    by('4.4', 4 * 0.25)
    by('4.5a', 2 * 0.75)
    by('4.5b', 2 * 0.7)
    by('4.x', 2 * 0.25)
    by('5.2', 6 * 0.8)
    by('5.3', 6 * 0.7)
    // 100 % less 5 % overdue, 4 % dislike, 1 % feedback; 90 % give all points.
    by('5.4', 6)
  })

  it('adds groups and total from them, with the official score beside it', () => {
    const row = score('92', 'city', REPORTED)
    const groupsSum = row.groups.reduce((sum, { score }) => sum + (score ?? Number.NaN), 0)
    expect(row.score).toBeCloseTo(groupsSum, 9)
    expect(row.knownMax).toBe(100)
    expect(row.official).toBe(81.23)
    expect(row.band).toBe(bandOf(row.score ?? 0))
  })

  it('gives a commune full marks for what it does not decide', () => {
    const { oneStop, portal, nationalPortal, satisfaction, feedback } = REPORTED
    const { proceduresOnline, onlineServicesUsed, proceduresPopulationData, dossiersPopulationData, ...own } =
      nationalPortal
    const commune = score('31117', 'commune', { oneStop, portal, nationalPortal: own, satisfaction, feedback })
    const exempt = commune.criteria.filter(({ applies }) => !applies)
    expect(exempt.map(({ id }) => id)).toEqual(['3.1', '3.2', '4.5a', '4.5b'])
    for (const { score, max } of exempt) expect(score).toBe(max)
    expect(commune.score).not.toBeNull()
  })

  it('holds unknown and zero apart: what nobody reported makes the total unknown, and what is known stays told', () => {
    const { feedback: _, ...rest } = REPORTED
    const row = score('92', 'city', rest)
    expect(row.score).toBeNull()
    expect(row.band).toBeNull()
    const satisfaction = row.groups.find(({ code }) => code === 'MDHL')
    expect(satisfaction).toMatchObject({ score: null, known: 0, knownMax: 0 })
    expect(row.knownMax).toBe(82)
    expect(score('92', 'city', {})).toMatchObject({ score: null, known: 0, knownMax: 0, official: null })
  })

  it('gives all points for no feedback at all, none for no dossiers, and none can say for a ratio over nothing', () => {
    const nobody = {
      received: 0,
      resolvedOnTime: 0,
      resolvedLate: 0,
      pendingInTerm: 0,
      pendingOverdue: 0,
      dissatisfied: 0,
    }
    const quiet = scores('city', { ...REPORTED, feedback: nobody })
    expect([quiet['5.2'], quiet['5.3']]).toEqual([6, 6])
    const idle: Counts = Object.fromEntries(Object.keys(REPORTED.oneStop).map((count) => [count, 0]))
    const closed = scores('city', { ...REPORTED, oneStop: idle })
    expect(closed['5.4']).toBe(0)
    expect(closed['2.1']).toBeNull()
  })

  it('reads only counts that the systems declare', () => {
    const asked: string[] = []
    const watched = Object.fromEntries(
      Object.entries(REPORTED).map(([system, counts]) => [
        system,
        new Proxy(counts, {
          get(target, name) {
            asked.push(`${system}.${String(name)}`)
            return Reflect.get(target, name)
          },
        }),
      ]),
    )
    for (const [, criterion] of criteria) criterion.share(watched)
    expect(asked.length).toBeGreaterThan(40)
    for (const each of asked) {
      const [system = '', count = ''] = each.split('.')
      expect(Object.keys(SYSTEMS[system as keyof Reported].counts)).toContain(count)
    }
  })

  it.each(criteria)('%s says something when all that it reads is known, and only then', (_, { reads, share }) => {
    const systems = Object.entries(reads)
    for (const [system, of] of systems)
      for (const name of of.flat()) expect(Object.keys(SYSTEMS[system as keyof Reported].counts)).toContain(name)
    const reported = fc.record(
      Object.fromEntries(
        Object.entries(REPORTED).map(([system, known]) => [
          system,
          fc.record(Object.fromEntries(Object.keys(known).map((name) => [name, fc.nat(900)])), { requiredKeys: [] }),
        ]),
      ),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(reported, (given) => {
        const known = given as Readonly<Record<string, Counts | undefined>>
        const isKnown = systems.every(([system, of]) => readFrom(of, known[system] ?? {}))
        expect(share(known as Reported) !== undefined).toBe(isKnown)
      }),
    )
  })

  it('counts thirty days to the end where it sets what stands beside what happened', () => {
    const mixed = criteria.flatMap(([id, criterion]) => (natureOfCriterion(criterion) === 'mixed' ? [id] : []))
    expect(mixed).toEqual(['2.1', '5.2', '5.3', '5.4'])
  })

  it('stays between nothing and its most points, whatever is reported', () => {
    const counts = (known: Counts) =>
      fc.record(Object.fromEntries(Object.keys(known).map((name) => [name, fc.nat(2_000)])), { requiredKeys: [] })
    const reported = fc.record(
      Object.fromEntries(Object.entries(REPORTED).map(([system, known]) => [system, counts(known)])),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(reported, (given) => {
        const row = score('92', 'city', given as Reported)
        for (const { score, max } of row.criteria) if (score !== null) expect(score >= 0 && score <= max).toBe(true)
        expect(row.known).toBeLessThanOrEqual(row.knownMax + 1e-9)
      }),
    )
  })
})
