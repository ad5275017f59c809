import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KPIS } from '../../domain/kpis/index.ts'
import { PLAN_TARGETS } from '../../domain/plan/targets.ts'
import { CALENDAR } from '../../server/cityFiles/calendar.ts'
import { readCityFile } from '../../server/cityFiles/cityFile.ts'
import { SYSTEM_STARTS } from '../../server/cityFiles/systemStarts.ts'
import { TARGETS } from '../../server/cityFiles/targets.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ioc-files-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const write = (name: string, content: unknown) =>
  writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content))

describe('the targets file', () => {
  it('is written with the plan’s own numbers, and read again without a word', () => {
    const targets = readCityFile(dir, TARGETS)
    const written = JSON.parse(readFileSync(join(dir, 'targets.json'), 'utf8'))
    expect(written).toMatchObject({ ...PLAN_TARGETS, M13: null, onTimeRate: 95 })
    for (const kpi of ['satisfactionRate', 'onTimeRate', 'waitingNow'] as const) {
      expect(targets.of(kpi)).toEqual('target' in KPIS[kpi] ? KPIS[kpi].target : undefined)
      expect(readCityFile(dir, TARGETS).of(kpi)).toEqual(targets.of(kpi))
    }
    expect(targets.entered('M13')).toBeNull()
  })

  it('sets what the city works towards; what it leaves out stays as declared', () => {
    write('targets.json', { T05: 92.5, onTimeRate: 97, M13: 2 })
    const targets = readCityFile(dir, TARGETS)
    expect(targets.of('satisfactionRate')).toEqual({ ...KPIS.satisfactionRate.target, value: 92.5 })
    expect(targets.of('onTimeRate')?.value).toBe(97)
    expect(targets.of('resolvedOnlineShare')?.value).toBe(25)
    expect(targets.entered('M13')).toBe(2)
  })

  it.each([
    ['{"T05": 92,', 'is not JSON'],
    [[90], 'must be a JSON object'],
    [{ T99: 5 }, 'knows no "T99"'],
    [{ satisfactionRate: 5 }, 'knows no "satisfactionRate"'],
    [{ T05: '92' }, 'T05 must be a number'],
    [{ T05: null }, 'T05 must be a number'],
    [{ T05: 920 }, 'T05 is in percent'],
    [{ T05: -1 }, 'T05 must be a number'],
    [{ M13: 4 }, 'M13 counts what is done of 3'],
  ])('refuses %j with a sentence that says what to write', (content, sentence) => {
    write('targets.json', content)
    expect(() => readCityFile(dir, TARGETS)).toThrow(sentence)
    expect(() => readCityFile(dir, TARGETS)).toThrow('targets.json')
  })
})

describe('the file of systems', () => {
  it('is written without a day, and says since when a system is in use', () => {
    expect(readCityFile(dir, SYSTEM_STARTS).of('portal')).toBeUndefined()
    write('systems.json', { portal: '2026-03-02' })
    const starts = readCityFile(dir, SYSTEM_STARTS)
    expect([starts.of('portal'), starts.of('oneStop')]).toEqual(['2026-03-02', undefined])
  })

  it.each([
    [[], /must be a JSON object/],
    [{ portel: '2026-03-02' }, /knows no system "portel": write one of portal, /],
    [{ portal: '2026-02-30' }, /portal phải là một ngày có thật.*portal must be a day there is.*\(line 1\)/],
    [{ portal: 2026 }, /portal must be a day there is/],
  ])('refuses %j, and says what to write', (content, why) => {
    write('systems.json', content)
    expect(() => readCityFile(dir, SYSTEM_STARTS)).toThrow(why)
  })
})

describe('the calendar file', () => {
  it('is written empty, and adds the city’s own days', () => {
    expect(readCityFile(dir, CALENDAR).isWorkingDay('2026-11-23')).toBe(true)
    const name = { vi: 'Nghỉ bù', en: 'Day in lieu' }
    write('calendar.json', { holidays: [{ from: '2026-11-23', to: '2026-11-23', name }], workdays: [] })
    expect(readCityFile(dir, CALENDAR).isWorkingDay('2026-11-23')).toBe(false)
    expect(readCityFile(dir, CALENDAR).isWorkingDay('2026-02-17')).toBe(false)
  })

  it('names the place of what it refuses', () => {
    write('calendar.json', {
      holidays: [{ from: '2026-13-01', to: '2026-13-01', name: { vi: 'a', en: 'b' } }],
      workdays: [],
    })
    expect(() => readCityFile(dir, CALENDAR)).toThrow('holidays.0.from')
  })
})
