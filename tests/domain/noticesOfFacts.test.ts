import { describe, expect, it } from 'vitest'
import { type Actor, type Fact, HUB_ACTOR } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { makesNeedless, tellingsOf } from '../../domain/notices/ofFact.ts'
import { shiftName } from '../../domain/shifts/shift.ts'

const AT = Date.parse('2026-12-30T09:00:00+07:00')
const AN: Actor = { is: 'person', id: 'an', name: 'Nguyễn An', roles: ['leader'] }
const directive: Matter & { urgent?: boolean; severity?: string } = {
  ...{ id: 'd-1', version: 2, state: 'given', unit: '31117', title: 'Rà soát hồ sơ $& quá hạn', openedAt: AT },
  ...{ closedAt: null, dueAt: AT + 3_600_000, givenBy: 'an', turn: 'unit/31117', simulated: false },
}
const fact = (did: string, more: Partial<Fact> = {}): Fact => ({
  ...{ matter: 'directive', id: 'd-1', version: 2, at: AT, by: AN, did, from: null, to: 'given', what: {} },
  ...more,
})

describe('what people are told of a fact', () => {
  it('whoever has the turn is told when it has come to them, with the deadline and the page', () => {
    expect(tellingsOf(fact('give'), undefined, directive)).toEqual([
      {
        cause: 'directive/d-1/2',
        about: { matter: 'directive', id: 'd-1' },
        to: 'unit/31117',
        urgency: 'routine',
        text: {
          vi: 'Chỉ đạo chờ xử lý: Rà soát hồ sơ $& quá hạn (tiếp nhận trước 10:00 30/12/2026)',
          en: 'Directive waits for you: Rà soát hồ sơ $& quá hạn (to be taken on by 10:00 30/12/2026)',
        },
        path: '/directive/d-1',
      },
    ])
    expect(tellingsOf(fact('resume'), { ...directive, turn: null }, { ...directive, state: 'underWay' })).toMatchObject(
      [{ text: { vi: 'Chỉ đạo chờ xử lý: Rà soát hồ sơ $& quá hạn (hạn 10:00 30/12/2026)' } }],
    )
    expect(tellingsOf(fact('progress'), directive, { ...directive, version: 3 })).toEqual([])
    expect(tellingsOf(fact('pause'), directive, { ...directive, turn: null })).toEqual([])
  })

  it('says what is wanted of them', () => {
    const vi = (kind: 'directive' | 'explanation' | 'incident', did: string, matter: Partial<Matter>) =>
      tellingsOf(
        fact(did, { matter: kind, ...(did === 'remind' && { by: HUB_ACTOR }) }),
        { ...directive, turn: 'unit/31117' },
        { ...directive, title: 'Rà soát', turn: 'person/an', ...matter },
      )[0]?.text.vi.replace(/ \(.*/, '')
    const asked = { state: 'underWay', asked: { dueAt: AT + 86_400_000 } }
    expect(vi('directive', 'askExtension', asked)).toBe('Chỉ đạo xin gia hạn đến 09:00 31/12/2026: Rà soát')
    expect(vi('directive', 'remind', asked)).toBe('Nhắc việc. Chỉ đạo xin gia hạn đến 09:00 31/12/2026: Rà soát')
    expect(vi('directive', 'submit', { state: 'awaitsApproval' })).toBe('Chỉ đạo chờ duyệt kết quả: Rà soát')
    expect(vi('directive', 'remind', { state: 'underWay' })).toBe('Nhắc việc. Chỉ đạo: Rà soát')
    expect(vi('incident', 'report', { state: 'confirming' })).toBe('Sự vụ chờ xác nhận kết quả: Rà soát')
    expect(vi('explanation', 'askMore', { state: 'moreAsked' })).toBe('Giải trình cần bổ sung: Rà soát')
  })

  it('that an alert has become worse is told to whoever has its incident and to the shift, a critical one as an emergency', () => {
    const incident: typeof directive = {
      ...directive,
      state: 'handling',
      title: 'Ngập',
      turn: 'person/an',
      dueAt: null,
      severity: 'critical',
    }
    const worsen = fact('worsen', { matter: 'incident', by: HUB_ACTOR })
    const lesser: typeof directive = { ...incident, severity: 'major' }
    expect(tellingsOf(worsen, lesser, incident)).toMatchObject([
      {
        ...{ to: 'person/an', also: ['role/lead'], urgency: 'emergency' },
        text: { vi: 'Cảnh báo đã nặng thêm. Sự vụ: Ngập', en: 'Its alert has become worse. Incident: Ngập' },
      },
    ])
    expect(tellingsOf(worsen, incident, lesser)).toMatchObject([{ urgency: 'routine' }])
  })

  it('of explanations, which ask many the same, says which unit is asked', () => {
    const leadName = { vi: 'Phường Cái Khế', en: 'Cai Khe ward' }
    const explanation = { ...directive, state: 'requested', title: 'Vì sao chưa đạt?', leadName }
    expect(tellingsOf(fact('request', { matter: 'explanation' }), undefined, explanation)[0]?.text).toEqual({
      vi: 'Giải trình chờ xử lý: Phường Cái Khế: Vì sao chưa đạt? (hạn 10:00 30/12/2026)',
      en: 'Explanation waits for you: Cai Khe ward: Vì sao chưa đạt? (due 10:00 30/12/2026)',
    })
  })

  it('a clock reminds whoever has the turn, and tells of silence whom the machine names', () => {
    const remind = fact('remind', { by: HUB_ACTOR })
    expect(tellingsOf(remind, directive, directive)).toMatchObject([{ to: 'unit/31117', urgency: 'routine' }])
    expect(tellingsOf(remind, directive, { ...directive, dueAt: AT })).toMatchObject([{ urgency: 'urgent' }])
    const escalate = fact('escalate', { by: HUB_ACTOR, what: { to: 'role/leader' } })
    expect(tellingsOf(escalate, directive, directive)).toMatchObject([
      { to: 'role/leader', urgency: 'urgent', text: { vi: expect.stringMatching(/^Chưa có phản hồi\. Chỉ đạo: /) } },
    ])
  })

  it('a late step is told beside those that were late before it, and a leader of those that have to be done', () => {
    const late = { done: null, told: { level: 0, at: AT } }
    const steps = [
      { ...late, number: 1, mandatory: true },
      { ...late, number: 2, mandatory: true, done: { at: AT, by: 'An', note: '' } },
      { ...late, number: 3, mandatory: false },
      { ...late, number: 4, mandatory: true, told: undefined },
      { ...late, number: 5, mandatory: true },
      { ...late, number: 6, mandatory: false },
    ]
    const incident = { ...directive, turn: 'role/operator', title: 'Ngập', dueAt: null, steps }
    const of = (did: string, what: Fact['what']) =>
      tellingsOf(fact(did, { matter: 'incident', by: HUB_ACTOR, what }), incident, incident)[0]
    expect(of('remind', { number: 3 })?.text).toEqual({
      vi: 'Bước 1, 5; bước 3, 6 (không bắt buộc) quá hạn. Sự vụ: Ngập',
      en: 'Steps 1, 5; steps 3, 6 (optional) are late. Incident: Ngập',
    })
    expect(of('remind', { number: 3 })).not.toHaveProperty('also')
    expect(of('escalate', { number: 1, level: 3, to: 'city/leader' })).toMatchObject({
      ...{ to: 'city/leader', urgency: 'urgent' },
      text: { vi: 'Bước 1, 5 quá hạn. Sự vụ: Ngập', en: 'Steps 1, 5 are late. Incident: Ngập' },
    })
  })

  it('a late step is told to who holds its role beside whose turn it is', () => {
    const told = { done: null, mandatory: true, told: { level: 0, at: AT } }
    const roles = ['operator', 'lead', 'unit', 'leader', 'support', 'recorder']
    const steps = roles.map((role, n) => ({ ...told, number: n + 1, role }))
    const also = (unit: string | null) =>
      roles.map((_, n) => {
        const incident = { ...directive, turn: 'unit/31117', title: 'Ngập', unit, steps }
        const late = fact('remind', { matter: 'incident', by: HUB_ACTOR, what: { number: n + 1 } })
        return tellingsOf(late, incident, incident).map((telling) => [telling.to, telling.also])[0]
      })
    expect(also('31117')).toEqual([
      ['unit/31117', ['role/operator']],
      ['unit/31117', ['role/lead']],
      ['unit/31117', ['unit/31117']],
      ['unit/31117', ['role/leader']],
      ['unit/31117', undefined],
      ['unit/31117', undefined],
    ])
    expect(also(null)[2]).toEqual(['unit/31117', undefined])
    const together = fact('remind', { matter: 'incident', by: HUB_ACTOR, what: { number: 2, others: [1, 5] } })
    const incident = { ...directive, turn: 'unit/31117', title: 'Ngập', unit: '31117', steps }
    expect(tellingsOf(together, incident, incident)[0]?.also).toEqual(['role/operator', 'role/lead'])
  })

  it('what the product called a matter is told in both languages', () => {
    const named = { ...directive, title: 'Trạm Cần Thơ: mất kết nối', titleEn: 'Trạm Cần Thơ: connection lost' }
    expect(tellingsOf(fact('give'), undefined, named)[0]?.text).toMatchObject({
      vi: expect.stringMatching(/: Trạm Cần Thơ: mất kết nối \(/),
      en: expect.stringMatching(/: Trạm Cần Thơ: connection lost \(/),
    })
  })

  it('that nobody has taken an incident on is told, urgently, to whom the machine names; what was told before stays', () => {
    const call = fact('callUp', { matter: 'incident', by: HUB_ACTOR, what: { level: 1, to: 'role/lead' } })
    const incident = { ...directive, turn: 'role/operator', title: 'Ngập' }
    expect(tellingsOf(call, incident, incident)).toMatchObject([
      {
        ...{ to: 'role/lead', urgency: 'urgent' },
        text: {
          vi: 'Chưa có người nhận. Sự vụ: Ngập (hạn 10:00 30/12/2026)',
          en: 'Nobody has taken this on. Incident: Ngập (due 10:00 30/12/2026)',
        },
      },
    ])
    expect(makesNeedless(call, incident, { ...incident, version: 3 })).toBe(false)
  })

  it('that a critical alert still holds is told, urgently, to whom the machine names; a deadline that comes nearer makes nothing needless', () => {
    const held = fact('stillHolds', { matter: 'incident', by: HUB_ACTOR, what: { level: 2, to: 'role/lead' } })
    const incident = { ...directive, turn: 'person/an', title: 'Ngập' }
    expect(tellingsOf(held, incident, incident)).toMatchObject([
      {
        ...{ to: 'role/lead', urgency: 'urgent' },
        text: {
          vi: 'Cảnh báo khẩn cấp chưa hết. Sự vụ: Ngập (hạn 10:00 30/12/2026)',
          en: 'A critical alert still holds. Incident: Ngập (due 10:00 30/12/2026)',
        },
      },
    ])
    expect(makesNeedless(held, incident, { ...incident, version: 3 })).toBe(false)
    const linked = fact('link', { matter: 'incident' })
    const dueAt = incident.dueAt ?? 0
    expect(makesNeedless(linked, incident, { ...incident, dueAt: dueAt - 1 })).toBe(false)
    expect(makesNeedless(linked, incident, { ...incident, dueAt: dueAt + 1 })).toBe(true)
  })

  it('whoever has the turn of an incident is reminded of its deadline, urgently once that is past', () => {
    const remind = fact('remindDue', { matter: 'incident', by: HUB_ACTOR, what: { reminder: 'due' } })
    const incident = { ...directive, turn: 'person/an', title: 'Ngập' }
    expect(tellingsOf(remind, incident, incident)).toMatchObject([
      { to: 'person/an', urgency: 'routine', text: { vi: 'Nhắc việc. Sự vụ: Ngập (hạn 10:00 30/12/2026)' } },
    ])
    expect(tellingsOf(remind, incident, { ...incident, dueAt: AT })).toMatchObject([{ urgency: 'urgent' }])
    expect(makesNeedless(remind, incident, { ...incident, version: 3 })).toBe(false)
  })

  it('a shift is called one in the language of the notice', () => {
    const shift = { ...directive, unit: null, title: shiftName({ from: AT, to: AT + 8 * 3_600_000 }).vi, dueAt: null }
    expect(tellingsOf(fact('handOver', { matter: 'shift' }), undefined, shift)[0]?.text).toEqual({
      vi: 'Bàn giao ca chờ xử lý: Ca 09:00–17:00, 30/12/2026',
      en: 'Handover of a shift waits for you: Shift 09:00–17:00, 30/12/2026',
    })
  })

  it('a critical alert disturbs quiet hours', () => {
    const alert = { ...directive, turn: 'role/lead', severity: 'critical' }
    const escalate = fact('escalate', { matter: 'alert', by: HUB_ACTOR })
    expect(tellingsOf(escalate, alert, alert)).toMatchObject([{ to: 'role/lead', urgency: 'emergency' }])
  })

  it('who began it is told of its end; what the hub began ends without a word', () => {
    const closed = { ...directive, closedAt: AT, turn: null }
    expect(tellingsOf(fact('approve'), directive, closed)).toMatchObject([
      { to: 'person/an', text: { en: 'Directive is closed: Rà soát hồ sơ $& quá hạn' } },
    ])
    expect(tellingsOf(fact('approve'), directive, { ...closed, givenBy: null })).toEqual([])
  })

  it('is needless once the matter has ended, or its state, turn or deadline is another; a remark and silence change nothing', () => {
    const needless = (did: string, after: Partial<Matter>) =>
      makesNeedless(fact(did), directive, { ...directive, ...after, version: 3 })
    expect(needless('receive', { state: 'received' })).toBe(true)
    expect(needless('askExtension', { turn: 'person/an' })).toBe(true)
    expect(needless('correct', { dueAt: null })).toBe(true)
    expect(needless('withdraw', { closedAt: AT })).toBe(true)
    expect(needless('progress', {})).toBe(false)
    expect(needless('remind', {})).toBe(false)
    expect(needless('escalate', { turn: 'role/leader' })).toBe(false)
    expect(makesNeedless(fact('give'), undefined, directive)).toBe(false)
  })
})
