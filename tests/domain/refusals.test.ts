import { describe, expect, it } from 'vitest'
import { REFUSALS, type RefusalReason, refusalName, refusalSentence } from '../../domain/refusals.ts'

const reasons = Object.keys(REFUSALS) as RefusalReason[]
const placesIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe.each(reasons)('the refusal %s', (reason) => {
  const { name, say } = REFUSALS[reason]

  it('has a name and a sentence in both languages, about the same parameters', () => {
    for (const text of [name.vi, name.en, say.vi, say.en]) expect(text.trim()).toMatch(/\p{L}/u)
    expect(placesIn(say.vi)).toEqual(placesIn(say.en))
    expect(say.vi).not.toBe(name.vi)
  })
})

describe('a refusal', () => {
  it('says where in the message it is and what to send, in the language of the reader', () => {
    const params = { field: 'at', instead: '2026-11-28T09:00:00+07:00' }
    expect(refusalSentence('timeNoOffset', params)).toEqual({
      vi: 'at: Thời điểm thiếu múi giờ. Hãy ghi 2026-11-28T09:00:00+07:00',
      en: 'at: The time has no offset. Write 2026-11-28T09:00:00+07:00',
    })
  })

  it('of a newer hub is shown by its own word', () => {
    expect(refusalName('later')).toEqual({ vi: 'later', en: 'later' })
    expect(refusalName('constructor').vi).toBe('constructor')
    expect(refusalSentence('later', {})).toBeUndefined()
  })

  it('keeps what was sent from becoming a part of the sentence', () => {
    expect(refusalSentence('notNumber', { value: '{field} $& {value}' })?.en).toMatch(
      /Received: \{field\} \$& \{value\}$/,
    )
    expect(refusalSentence('notNumber', {})?.en).toMatch(/Received: …$/)
  })
})
