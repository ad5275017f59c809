import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import { KPI_STATES } from '../../domain/kpis/kpi.ts'
import type { SettingChange } from '../../domain/settings/change.ts'
import { DEEDS } from '../../domain/since/deeds.ts'
import {
  type Happened,
  MOST_NAMED,
  SINCE_PARTS,
  type SincePart,
  sinceSentences,
  without,
} from '../../domain/since/since.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { shortName } from '../../domain/units/unit.ts'
import { alertRow } from '../support/alert.ts'

const units = UNIT_TREES['2021']
const communes = units.communes.map(({ code }) => code)
const nameOf = (code: string) => {
  const unit = units.byCode.get(code)
  return unit === undefined ? { vi: code, en: code } : { vi: shortName(unit, 'vi'), en: shortName(unit, 'en') }
}
const at = (text: string) => Date.parse(`2026-11-29T${text}:00+07:00`)
const NOTHING: Happened = {
  ...{ from: at('06:00'), to: at('14:00'), unwatched: [], gaps: [], turns: [], raised: [], ended: [] },
  ...{ hasMoreAlerts: false, handled: [], deeds: [], due: [], settings: [] },
}
const told = (happened: Partial<Happened>) => sinceSentences({ ...NOTHING, ...happened }, nameOf)
const vi = (part: SincePart, happened: Partial<Happened>) =>
  told(happened)
    .find((each) => each.part === part)
    ?.sentences.map(({ text }) => text.vi)

let alerts = 0
const alert = (how: Partial<Alert> = {}): Alert => ({
  ...alertRow('a'),
  ...{ id: `a-${alerts++}`, unit: '31117', severity: 'minor', raisedAt: at('09:10') },
  ...{ title: { vi: 'Mực nước vượt báo động II', en: 'Water above alert 2' } },
  ...how,
})

describe('what happened since somebody last looked', () => {
  it('is nothing where nothing happened', () => {
    expect(told({})).toEqual([])
  })

  it('says which figures turned, red first, and how many places there are beyond those named', () => {
    const turn = (unit: string, was = 'met', is = 'missed', kpi = 'onTimeRate') =>
      ({
        ...{ kpi, unit, was, is, at: at('08:00') },
      }) as Happened['turns'][number]
    const turns = [
      turn('31117', 'missed', 'met', 'honestOnTimeRate'),
      ...communes.slice(0, MOST_NAMED + 12).map((unit) => turn(unit)),
      turn('31135', 'near', 'unjudged', 'honestOnTimeRate'),
      turn('31117', 'unjudged', 'missed', 'meanWait'),
      turn('31135', 'unjudged', 'met', 'meanWait'),
    ]
    const sentences = vi('kpis', { turns })
    expect(sentences).toHaveLength(4)
    expect(sentences?.[0]).toMatch(/^Chuyển sang chưa đạt \(đỏ\): .* tại (P|X|TT)\..* và 12 nơi khác\.$/)
    expect(sentences?.[0]?.split(', ')).toHaveLength(MOST_NAMED)
    expect(sentences?.[1]).toMatch(/^Chuyển sang đạt \(xanh\): /)
    expect(sentences?.[2]).toMatch(
      /^1 chỉ số không còn đánh giá được vì thiếu số liệu hoặc số liệu đã cũ: .+, tại (P|X|TT)\. [^,]+\.$/,
    )
    const lost = told({ turns }).find(({ part }) => part === 'kpis')?.sentences[2]
    expect(lost?.brief?.vi).toBe('1 chỉ số không còn đánh giá được vì thiếu số liệu hoặc số liệu đã cũ.')
    // What was not known before has not turned red.
    const known =
      /^2 chỉ số trước đó chưa đánh giá được, nay đã đủ số liệu: 1 chưa đạt, 1 đạt; tại (P|X|TT)\. .+ và (P|X|TT)\. .+\.$/
    expect(sentences?.[3]).toMatch(known)
  })

  it('counts what a figure has come to, not how often it turned', () => {
    const turn = (was: string, is: string, time: string) =>
      ({ kpi: 'onTimeRate', unit: '31117', was, is, at: at(time) }) as Happened['turns'][number]
    expect(vi('kpis', { turns: [turn('missed', 'met', '09:00'), turn('met', 'missed', '08:00')] })).toEqual([
      expect.stringMatching(/^1 chỉ số đã đổi trạng thái rồi trở lại như cũ, tại (P|X|TT)\. [^,]+\.$/),
    ])
    expect(
      told({ turns: [turn('met', 'near', '08:00'), turn('near', 'missed', '09:00')] })[0]?.sentences,
    ).toMatchObject([
      { path: '/unit/31117?kpi=onTimeRate', text: { vi: expect.stringMatching(/^Chuyển sang chưa đạt/) } },
    ])
  })

  it('says what was not watched, before everything else', () => {
    const happened = { unwatched: [{ from: at('07:00'), to: at('08:15') }], raised: [alert()] }
    expect(told(happened).map(({ part }) => part)).toEqual(['unknown', 'alerts'])
    expect(vi('unknown', happened)).toEqual([
      'Từ 07:00 29/11/2026 đến 08:15 29/11/2026 trung tâm không theo dõi: chưa rõ chỉ số có đổi trạng thái hay không.',
    ])
  })

  it('tells of alerts by number, the worst one by one, and who dealt with them', () => {
    const raised = [
      alert({ clearedAt: at('10:00') }),
      alert({ severity: 'major', acknowledgedAt: at('09:12'), acknowledgedBy: 'Nguyễn An' }),
      alert({ severity: 'critical' }),
    ]
    expect(vi('alerts', { raised, handled: [{ by: 'Nguyễn An', did: { acknowledge: 5, close: 2 } }] })).toEqual([
      'Phát sinh 3 cảnh báo (1 khẩn cấp, 1 nghiêm trọng, 1 nhẹ); 1 trong số đó đã kết thúc.',
      `Khẩn cấp: Mực nước vượt báo động II tại ${nameOf('31117').vi}, từ 09:10 29/11/2026, chưa ai tiếp nhận.`,
      `Nghiêm trọng: Mực nước vượt báo động II tại ${nameOf('31117').vi}, từ 09:10 29/11/2026, Nguyễn An đã tiếp nhận.`,
      'Nguyễn An tiếp nhận 5, đóng 2 cảnh báo.',
    ])
    const handled = [{ by: 'Nguyễn An', did: { acknowledge: 5, close: 1 } }]
    expect(told({ handled }).flatMap(({ sentences }) => sentences.map(({ text }) => text.en))).toEqual([
      'Nguyễn An acknowledged 5, closed 1 alert.',
    ])
  })

  it('tells of a drill apart, and of a cause without its members: no exercise was a night of the city’s', () => {
    const storm = alert({ severity: 'major', inDrill: true, clearedAt: at('10:00') })
    const rain = (inDrill: boolean, cause: string) =>
      alert({ severity: 'major', cause, inDrill, clearedAt: at('10:00') })
    const own = alert({ severity: 'major', title: { vi: 'Mưa diện rộng', en: 'Rain' } })
    const raised = [
      ...[storm, rain(true, storm.id), rain(true, storm.id), own, rain(false, own.id)],
      alert({ severity: 'critical', inDrill: true, clearedAt: at('10:00') }),
      alert({ rule: 'sensor.lost', key: 'x', inDrill: true, clearedAt: at('10:00') }),
    ]
    const said = vi('alerts', { raised, ended: [alert({ inDrill: true, clearedAt: at('09:00') })] })
    expect(said).toEqual([
      'Phát sinh 1 cảnh báo (1 nghiêm trọng).',
      `Nghiêm trọng: Mưa diện rộng tại ${nameOf('31117').vi}, từ 09:10 29/11/2026, chưa ai tiếp nhận.`,
      'Trong diễn tập: phát sinh 3 cảnh báo (1 khẩn cấp, 1 nghiêm trọng, 1 nhẹ), đều đã kết thúc.',
    ])
    expect(vi('sources', { raised })).toBeUndefined()
  })

  it('says of each sentence whether it is over: what has ended, what is good, and what was done', () => {
    const done = alert({ severity: 'critical', clearedAt: at('10:00') })
    const overOf = (happened: Partial<Happened>) =>
      told(happened).flatMap(({ sentences }) => sentences.map(({ isOver }) => isOver === true))
    expect(overOf({ raised: [done, alert({ severity: 'critical' })] })).toEqual([false, false, true])
    expect(overOf({ raised: [done], ended: [done] })).toEqual([true, true, true])
    expect(overOf({ handled: [{ by: 'Nguyễn An', did: { close: 1 } }] })).toEqual([true])
    const turn = (was: string, is: string) =>
      ({ ...{ kpi: 'onTimeRate', unit: '31117', was, is, at: at('08:00') } }) as Happened['turns'][number]
    expect(overOf({ turns: [turn('missed', 'met')] })).toEqual([true])
    for (const [was, is] of [
      ['met', 'missed'],
      ['met', 'unjudged'],
      ['unjudged', 'missed'],
    ] as const)
      expect(overOf({ turns: [turn(was, is)] })).toEqual([false])
  })

  it('says of how many alerts that were raised have ended only where one has', () => {
    const first = (raised: readonly Alert[]) => vi('alerts', { raised })?.[0]
    const over = alert({ clearedAt: at('10:00') })
    expect(first([alert(), alert()])).toBe('Phát sinh 2 cảnh báo (2 nhẹ).')
    expect(first([over, over])).toBe('Phát sinh 2 cảnh báo (2 nhẹ), đều đã kết thúc.')
    expect(first([over])).toBe('Phát sinh 1 cảnh báo (1 nhẹ), đã kết thúc.')
  })

  it('tells of a source once, as what it has come to, however often it came and went', () => {
    const lost = (key: string, from: string, to?: string) =>
      alert({
        ...{ rule: 'sensor.lost', key, title: { vi: `${key}: mất kết nối`, en: key } },
        ...{ raisedAt: at(from), clearedAt: to === undefined ? null : at(to) },
      })
    const raised = [
      lost('Cảng Trà Nóc', '09:00'),
      lost('Cảng Trà Nóc', '08:00', '08:20'),
      lost('Trạm A', '07:00', '07:30'),
      lost('Trạm A', '10:00', '10:30'),
    ]
    expect(vi('sources', { raised, ended: [lost('Trạm A', '05:00', '06:10')] })).toEqual([
      'Mất kết nối, đến giờ chưa có lại (1): Cảng Trà Nóc.',
      'Đã kết nối trở lại (1): Trạm A.',
    ])
  })

  it('tells who fell silent and who is heard again', () => {
    const lost = (name: string, how: Partial<Alert> = {}) =>
      alert({ rule: 'sensor.lost', key: name, title: { vi: name, en: name }, ...how })
    const happened = {
      raised: [lost('Trạm A: mất kết nối'), lost('Trạm B: mất kết nối', { clearedAt: at('11:00') })],
      ended: [
        lost('Trạm C: mất kết nối', { clearedAt: at('12:00') }),
        lost('Mực nước: 12/15 mất kết nối', { rule: 'sensor.manyLost', clearedAt: at('12:00') }),
      ],
    }
    expect(vi('sources', happened)).toEqual([
      'Mất kết nối, đến giờ chưa có lại (1): Trạm A.',
      'Đã kết nối trở lại (3): Trạm B, Trạm C và Mực nước (12/15).',
    ])
  })

  it('tells what was decided, what came due, and what was set', () => {
    const happened: Partial<Happened> = {
      deeds: [{ kind: 'directive', id: 'd-1', title: 'Rà soát', did: 'approve', by: 'Lê Đức', at: at('10:05') }],
      due: [{ kind: 'explanation', id: 'e-1', title: 'Hồ sơ trễ', dueAt: at('11:30') }],
      settings: [
        {
          ...{ number: 1, at: at('09:00'), by: 'Lê Đức', what: 'target', key: 'onTimeRate', value: 98.5, before: 95 },
          ...{ from: '2026-12-01', note: '', undoes: null, undoneBy: null },
        },
      ],
    }
    expect(told(happened).flatMap(({ sentences }) => sentences.map(({ path }) => path))).toEqual([
      ...['/directive/d-1', '/explanation/e-1', '/settings?show=changes'],
    ])
    expect(vi('matters', happened)).toEqual(['Chỉ đạo “Rà soát”: Lê Đức duyệt kết quả lúc 10:05 29/11/2026.'])
    expect(vi('due', happened)).toEqual(['Đã đến hạn lúc 11:30 29/11/2026 mà chưa xong: Giải trình “Hồ sơ trễ”.'])
    expect(vi('settings', happened)?.[0]).toMatch(
      /^Lê Đức đổi mục tiêu .* từ ≥ 95% thành ≥ 98,5%, áp dụng từ 01\/12\/2026/,
    )
    const threshold = {
      ...happened.settings?.[0],
      what: 'threshold',
      key: 'waterLevel/alert1',
      value: 1.75,
      before: null,
    }
    expect(vi('settings', { settings: [threshold as SettingChange] })?.[0]).toContain(
      'từ như ban đầu thành ≥ 1,75\u202fm,',
    )
  })

  it('is the same whatever order it is told in, complete in both languages, and its numbers are right', () => {
    const turn = fc.record({
      kpi: fc.constantFrom('onTimeRate', 'honestOnTimeRate'),
      unit: fc.constantFrom(...communes.slice(0, 20)),
      was: fc.constantFrom(...KPI_STATES),
      is: fc.constantFrom(...KPI_STATES),
      at: fc.integer({ min: NOTHING.from, max: NOTHING.to }),
    })
    const raised = fc.uniqueArray(
      fc.record({ n: fc.integer(), over: fc.boolean(), severity: fc.constantFrom('minor', 'critical') }),
      { maxLength: 30, selector: ({ n }) => n },
    )
    fc.assert(
      fc.property(fc.uniqueArray(turn, { selector: (each) => each.at }), raised, (turns, drawn) => {
        const all = drawn.map(({ n, over, severity }) =>
          alert({ id: `a${n}`, severity: severity as 'minor', clearedAt: over ? at('10:00') : null }),
        )
        const sentences = told({ turns, raised: all })
        expect(told({ turns: turns.toReversed(), raised: all.toReversed() })).toEqual(sentences)
        for (const { text, path } of sentences.flatMap((part) => part.sentences)) {
          expect(text.vi).toMatch(/\.$/)
          expect(text.en).toMatch(/\.$/)
          expect(path).toMatch(/^\//)
          expect(`${text.vi}${text.en}`).not.toMatch(/undefined|null|NaN/)
        }
        const first = sentences.find(({ part }) => part === 'alerts')?.sentences[0]?.text.en
        const over = all.filter(({ clearedAt }) => clearedAt !== null).length
        expect(first === undefined ? [] : first.match(/\d+/g)?.map(Number)).toEqual(
          all.length === 0
            ? []
            : [
                all.length,
                ...['critical', 'minor']
                  .map((severity) => all.filter((each) => each.severity === severity).length)
                  .filter((count) => count > 0),
                // Of none and of all no number is said.
                ...(over > 0 && over < all.length ? [over] : []),
              ],
        )
        if (first !== undefined) expect(/ ended\.$/.test(first)).toBe(over > 0)
      }),
    )
  })

  it('knows the words of each step in both languages', () => {
    for (const [step, { vi: said, en }] of Object.entries(DEEDS))
      expect([step, said !== '', en !== '']).toEqual([step, true, true])
    expect(SINCE_PARTS[0]).toBe('unknown')
  })
})

describe('a stretch without what was watched', () => {
  it('is what no watch covers, whatever the watches', () => {
    const span = { from: 0, to: 100 }
    expect(without(span, [], 5)).toEqual([span])
    expect(
      without(
        span,
        [
          { from: -10, to: 40 },
          { from: 60, to: 200 },
        ],
        5,
      ),
    ).toEqual([{ from: 40, to: 60 }])
    expect(without(span, [{ from: 3, to: 97 }], 5)).toEqual([])
    expect(without(span, [{ from: 150, to: 160 }], 5)).toEqual([span])
  })
})
