// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { ask } from '../../../client/live/ask.ts'
import { countDrafts, keepDraft } from '../../../client/live/drafts.ts'
import { keepAnswer, keepReader } from '../../../client/live/kept.ts'
import { useSignOut } from '../../../client/live/useSignOut.ts'
import { directiveRow } from '../../support/directive.ts'
import { fakeHub, Unanswered } from '../../support/fakeHub.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

const NOW = Date.parse('2026-11-29T14:05:00+07:00')

beforeAll(startI18n)
beforeEach(() => localStorage.clear())
afterEach(cleanup)

function Out() {
  const { signOut, error } = useSignOut()
  return (
    <button type="button" onClick={() => void signOut()}>
      {error === undefined ? 'out' : 'unanswered'}
    </button>
  )
}

it('leaves nothing that was read in the browser, also where the hub does not answer', async () => {
  fakeHub({
    commands: {
      signOut: () => {
        throw new Unanswered()
      },
    },
  })
  keepReader(sessionOf(), '2025', NOW)
  keepAnswer(
    'p-1',
    ask('/directives/{id}', { params: { id: 'd-1' } }),
    { directive: directiveRow('d-1', NOW), facts: [] },
    NOW,
  )
  keepDraft('p-1', 'incident/SV-1', 'nghi phạm')
  keepDraft('p-2', 'incident/SV-1', 'của người khác')
  expect(countDrafts('p-1')).toBe(1)
  keepDraft('p-1', 'incident/SV-2', 'chưa kịp ghi')
  const { findByRole } = renderScreen(<Out />, { now: NOW, session: sessionOf() })
  await userEvent.click(await findByRole('button', { name: 'out' }))
  await findByRole('button', { name: 'unanswered' })
  // What others have begun on this machine waits for them.
  expect(Object.keys(localStorage).filter((name) => name.startsWith('ioc.'))).toEqual(['ioc.drafts'])
  expect([countDrafts('p-1'), countDrafts('p-2')]).toEqual([0, 1])
})
