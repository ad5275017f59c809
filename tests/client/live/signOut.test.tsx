// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { ask } from '../../../client/live/ask.ts'
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
  const { findByRole } = renderScreen(<Out />, { now: NOW })
  await userEvent.click(await findByRole('button', { name: 'out' }))
  await findByRole('button', { name: 'unanswered' })
  expect(Object.keys(localStorage).filter((name) => name.startsWith('ioc.'))).toEqual([])
})
