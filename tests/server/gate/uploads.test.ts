import { expect, it } from 'vitest'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createAudit } from '../../../server/gate/audit.ts'
import { createUploadGate } from '../../../server/gate/uploads.ts'
import { personWith } from '../../support/people.ts'

const units = UNIT_TREES['2021']
const FROM = { address: '10.0.0.1', via: 'http', agent: 'curl' } as const

it('nobody takes all places for files: of one person two are read at once, of everybody eight', () => {
  const gate = createUploadGate({
    uploads: { take: () => Promise.reject(new Error('nothing is taken')) },
    audit: createAudit({ clock: { now: () => 0 }, note: () => undefined }),
    units,
  })
  const begin = (name: string) => gate.begin(personWith('operator', units.city.code, name), FROM)
  const [first] = [begin('An'), begin('An')]
  expect(() => begin('An')).toThrow(expect.objectContaining({ code: 'tooManyAtOnce' }))
  for (const name of ['Bé', 'Bé', 'Cúc', 'Cúc', 'Dung', 'Dung']) begin(name)
  expect(() => begin('Em')).toThrow(expect.objectContaining({ code: 'tooManyAtOnce' }))
  first?.()
  first?.()
  begin('An')
  expect(() => begin('An')).toThrow(expect.objectContaining({ code: 'tooManyAtOnce' }))
})
