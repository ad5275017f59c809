import { describe, expect, it } from 'vitest'
import { Statistic } from '../../domain/messages.ts'
import { addDays, eachDay } from '../../domain/periods.ts'
import { brokenRule } from '../../domain/systems/brokenRule.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../domain/time.ts'
import { parseTopic } from '../../domain/topics.ts'
import { EDITIONS } from '../../domain/units/unit.ts'
import { countAt } from '../../simulators/cameras/cameraDevice.ts'
import { createDemoCity } from '../../simulators/demoCity.ts'
import { OFFICE_FAULTS } from '../../simulators/faults.ts'
import type { Authority } from '../../simulators/systems/authority.ts'
import { isWorkingDay } from '../../simulators/systems/calendar.ts'
import type { ReportingSystem } from '../../simulators/systems/index.ts'
import { reportOf, reportsTo, SYSTEM_IDS } from '../../simulators/systems/systemDevice.ts'

const { authorities, offices } = createDemoCity({ seed: 7, edition: '2021', faults: 0 })
const LAST_MINUTE = DAY_MS - MINUTE_MS

function counts(system: ReportingSystem, office: Authority, at: number): Readonly<Record<string, number>> {
  return reportOf(system, office, at, 'ioc/v1').body.counts
}
const sum = (values: readonly (number | undefined)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0)

/** Monday to Sunday, with a weekend in front. */
const WEEK = Array.from({ length: 9 }, (_, n) => addDays('2026-11-14', n))

describe.each(SYSTEM_IDS)('%s', (system) => {
  const declared: SourceSystem = SYSTEMS[system]
  const reporters = authorities.filter((authority) => reportsTo(system, authority))

  it('reports exactly the declared counts, as the contract has it', () => {
    expect(reporters.length).toBeGreaterThan(0)
    for (const office of reporters.slice(0, 20)) {
      const at = Date.parse('2026-11-18T10:00:00+07:00')
      const { topic, body } = reportOf(system, office, at, 'ioc/v1')
      expect(parseTopic(topic, 'ioc/v1')).toEqual({ is: 'statistics', system, unit: office.unit.code })
      expect(Statistic.parse(body)).toEqual(body)
      expect(body).toMatchObject({ period: '2026-11-18', simulated: true })
      expect(Object.keys(body.counts).sort()).toEqual(Object.keys(declared.counts).sort())
    }
  })

  it('counts flows from zero at midnight, never back within a day', () => {
    for (const office of reporters.filter((_, n) => n % 17 === 0)) {
      for (const day of ['2026-11-16', '2026-11-21']) {
        let before = counts(system, office, startOfDay(day))
        for (const [name, { nature }] of Object.entries(declared.counts))
          if (nature === 'flow') expect(before[name]).toBe(0)
        for (let time = 7 * MINUTE_MS; time < DAY_MS; time += 7 * MINUTE_MS) {
          const now = counts(system, office, startOfDay(day) + time)
          for (const [name, { nature }] of Object.entries(declared.counts)) {
            const [earlier = Number.NaN, later = Number.NaN] = [before[name], now[name]]
            expect(Number.isInteger(later) && later >= 0).toBe(true)
            if (nature === 'flow' && !(later >= earlier)) expect.fail(`${name} of ${office.unit.code} fell on ${day}`)
          }
          before = now
        }
      }
    }
  })

  it('is the same for the same seed, whatever was asked before', () => {
    const again = createDemoCity({ seed: 7, edition: '2021', faults: 0 })
    for (const place of [0, 0.5, 0.99]) {
      const n = authorities.indexOf(reporters[Math.floor(place * reporters.length)] ?? expect.fail('nobody reports'))
      const [one, other] = [authorities[n], again.authorities[n]]
      if (one === undefined || other === undefined) expect.fail('no such office')
      const at = Date.parse('2026-11-19T15:31:00+07:00')
      expect(counts(system, other, at)).toEqual(counts(system, one, at))
    }
  })
})

it('no count is more than what it is counted of', () => {
  const PARTS: readonly [ReportingSystem, part: string, of: string][] = [
    ['oneStop', 'resultsElectronic', 'resultsDue'],
    ['documents', 'workFilesOnline', 'workFiles'],
    ['reporting', 'reportsShared', 'reportsFiled'],
    ['reporting', 'reportsFiled', 'reportsDue'],
    ['nationalPortal', 'proceduresOnline', 'proceduresEligible'],
    ['nationalPortal', 'servicesIntegrated', 'servicesLevel34'],
    ['nationalPortal', 'dossiersSynced', 'dossiersToSync'],
    ['lgsp', 'systemsConnected', 'systemsInOperation'],
    ['sharedDatabases', 'formedAndConnected', 'planned'],
    ['openData', 'datasetsStale', 'datasetsPublished'],
    ['openData', 'datasetsWithApi', 'originalDatasets'],
    ['documentAxis', 'acknowledged', 'sent'],
    ['signatures', 'signedDocuments', 'outgoingDocuments'],
    ['videoConferencing', 'endpointsOnline', 'endpoints'],
    ['soc', 'dossiersApproved', 'systemsNeedingDossier'],
    ['antiMalware', 'hostsProtected', 'hosts'],
    ['antiMalware', 'endpointsProtected', 'endpoints'],
    ['firewalls', 'sitesProtected', 'sites'],
    ['dataCentre', 'serversUp', 'servers'],
    ['dataCentre', 'wanSitesUp', 'wanSites'],
    ['training', 'itStaffTrained', 'itStaff'],
    ['training', 'completed', 'enrolled'],
    ['queue', 'ticketsServed', 'ticketsIssued'],
  ]
  for (const [system, part, of] of PARTS) {
    for (const authority of authorities.filter((each) => reportsTo(system, each))) {
      for (const day of ['2025-06-10', '2026-11-18']) {
        const told = counts(system, authority, startOfDay(day) + 15 * HOUR_MS)
        const [less = Number.NaN, more = Number.NaN] = [told[part], told[of]]
        if (!(less <= more)) expect.fail(`${system} of ${authority.unit.code}: ${part} ${less} of ${of} ${more}`)
      }
    }
  }
})

describe.each(SYSTEM_IDS)('a year of %s', (system) => {
  it('keeps the rules of its counts at every hour, and what is spoiled keeps them too', () => {
    const declared: SourceSystem = SYSTEMS[system]
    const reporters = authorities.filter((authority) => reportsTo(system, authority)).filter((_, n) => n % 12 === 0)
    eachDay({ from: '2025-11-24', to: '2026-11-23' }).forEach((day, n) => {
      reporters.forEach((authority, m) => {
        // Another minute of every day and authority; the backfill tells the last one.
        const time = (n + m) % 3 === 0 ? LAST_MINUTE : ((n * 397 + m * 61) % 1_440) * MINUTE_MS
        for (const fault of [undefined, ...OFFICE_FAULTS]) {
          const told = reportOf(system, authority, startOfDay(day) + time, 'ioc/v1', fault).body.counts
          for (const [name, { most = Number.POSITIVE_INFINITY }] of Object.entries(declared.counts))
            if (!((told[name] ?? Number.NaN) <= most)) expect.fail(`${name} of ${authority.unit.code}: ${told[name]}`)
          const broken = brokenRule(declared, told)
          if (broken !== undefined) expect.fail(`${authority.unit.code} on ${day}: ${JSON.stringify(broken)}`)
        }
      })
    })
  })
})

it('tickets of the queue are the people in the hall that the camera sees', () => {
  const at = startOfDay('2026-11-18') + 9 * HOUR_MS
  for (const office of offices) {
    const { waiting, countersStaffed } = countAt(office, at)
    expect(counts('queue', office, at)).toMatchObject({ ticketsWaiting: waiting, countersOpen: countersStaffed })
  }
})

it('one-stop system and portal speak of the same dossiers', () => {
  for (const office of offices) {
    for (const day of WEEK) {
      const at = startOfDay(day) + 14 * HOUR_MS
      const { receivedDirect, receivedOnline, receivedPostal } = counts('portal', office, at)
      expect(counts('oneStop', office, at).received).toBe(sum([receivedDirect, receivedOnline, receivedPostal]))
    }
  }
})

it('what is pending changes by what came in less what was resolved, from day to day and over weekends', () => {
  const standing = ({ pendingInTerm, pendingOverdue, supplement }: Readonly<Record<string, number>>) =>
    sum([pendingInTerm, pendingOverdue, supplement])
  for (const office of offices) {
    let before = standing(counts('oneStop', office, startOfDay('2026-11-14') + LAST_MINUTE))
    for (const day of WEEK.slice(1)) {
      const end = counts('oneStop', office, startOfDay(day) + LAST_MINUTE)
      const resolved = sum([end.resolvedEarly, end.resolvedOnTime, end.resolvedLate])
      expect(standing(end)).toBe(before + (end.received ?? Number.NaN) - resolved)
      before = standing(end)
    }
  }
})

it('overdue dossiers change only by what passes its term and what is resolved late', () => {
  for (const office of offices.slice(0, 20)) {
    for (const day of WEEK.filter(isWorkingDay)) {
      const opening = counts('oneStop', office, startOfDay(day)).pendingOverdue ?? Number.NaN
      const beforeClose = counts('oneStop', office, startOfDay(day) + 17 * HOUR_MS - 1)
      expect(beforeClose.pendingOverdue).toBe(opening - (beforeClose.resolvedLate ?? Number.NaN))
    }
  }
})

it('a few communes run late, and hear of it from the people', () => {
  const at = startOfDay('2026-11-18') + LAST_MINUTE
  const rows = offices.map((office) => {
    const done = counts('oneStop', office, at)
    const said = counts('satisfaction', office, at)
    return {
      late: (done.resolvedLate ?? 0) / sum([done.resolvedEarly, done.resolvedOnTime, done.resolvedLate]),
      content: sum([said.verySatisfied, said.satisfied]) / sum([said.verySatisfied, said.satisfied, said.dissatisfied]),
    }
  })
  const late = rows.filter((row) => row.late > 0.06)
  expect(late.length).toBeGreaterThanOrEqual(4)
  expect(late.length).toBeLessThan(rows.length / 4)
  const mean = (list: typeof rows) => sum(list.map(({ content }) => content)) / list.length
  expect(mean(late)).toBeLessThan(mean(rows.filter((row) => row.late < 0.03)))
  expect(mean(rows)).toBeGreaterThan(0.8)
  expect(mean(rows)).toBeLessThan(0.97)
})

it('between a third and two thirds of the dossiers come online, differently in each commune', () => {
  const shares = offices.map((office) => {
    const day = counts('portal', office, startOfDay('2026-11-18') + LAST_MINUTE)
    return (day.receivedOnline ?? 0) / sum([day.receivedDirect, day.receivedOnline, day.receivedPostal])
  })
  expect(Math.min(...shares)).toBeGreaterThan(0.2)
  expect(Math.max(...shares)).toBeLessThan(0.85)
  expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(0.2)
})

describe('the hall', () => {
  it('is empty at night, on Sundays and on holidays', () => {
    for (const { ledger } of offices) {
      for (const at of ['2026-11-18T03:00:00+07:00', '2026-11-22T09:00:00+07:00', '2026-09-02T09:00:00+07:00']) {
        const hall = ledger.hall(dayOf(Date.parse(at)))
        const time = Date.parse(at) - startOfDay(dayOf(Date.parse(at)))
        expect([hall.waiting(time), hall.staffed(time)]).toEqual([0, 0])
      }
    }
  })

  it('is fuller on Mondays, thinly staffed at noon, and has served everybody by the evening', () => {
    const waitingOn = (day: string) =>
      sum(offices.flatMap(({ ledger }) => [8, 9, 10, 14, 15].map((hour) => ledger.hall(day).waiting(hour * HOUR_MS))))
    expect(waitingOn('2026-11-16')).toBeGreaterThan(waitingOn('2026-11-18'))
    expect(waitingOn('2026-11-18')).toBeGreaterThan(0)
    for (const { ledger } of offices) {
      const hall = ledger.hall('2026-11-18')
      expect(hall.staffed(9 * HOUR_MS)).toBeLessThanOrEqual(ledger.profile.counters)
      expect(hall.staffed(12 * HOUR_MS)).toBeLessThanOrEqual(1)
      expect([hall.waiting(18 * HOUR_MS), hall.staffed(18 * HOUR_MS)]).toEqual([0, 0])
      expect(hall.served(18 * HOUR_MS)).toBeGreaterThan(0)
    }
  })
})

it.each(EDITIONS)('edition %s: every commune has an office, also where no population is known', (edition) => {
  const city = createDemoCity({ seed: 7, edition, faults: 0 })
  const at = startOfDay('2026-11-18') + 16 * HOUR_MS
  for (const office of city.offices) expect(counts('oneStop', office, at).received).toBeGreaterThan(0)
  expect(new Set(city.offices.map(({ cameraId }) => cameraId)).size).toBe(city.offices.length)
})
