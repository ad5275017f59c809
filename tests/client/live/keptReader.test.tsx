// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useKeptReader } from '../../../client/doors/useKeptReader.ts'
import { createQueryClient } from '../../../client/live/api.ts'
import { command } from '../../../client/live/command.ts'
import { keepReader } from '../../../client/live/kept.ts'
import { useAskedSession } from '../../../client/live/session.ts'
import { WRITER_HEADER } from '../../../domain/commands/sending.ts'
import { alertRow } from '../../support/alert.ts'
import { fakeHub, Unanswered } from '../../support/fakeHub.ts'
import { sessionOf } from '../../support/renderScreen.tsx'

it('what is sent from a page that was opened without a line is its reader’s, also before the hub has said again who asks', async () => {
  keepReader(sessionOf(), '2025', Date.now())
  const sent = fakeHub({
    queries: {
      '/session': () => {
        throw new Unanswered()
      },
    },
    commands: { acknowledgeAlert: () => ({ alert: alertRow('a-1') }) },
  })
  const queries = createQueryClient()
  const { result } = renderHook(
    () => {
      const { session, trouble } = useAskedSession()
      return useKeptReader(session, trouble)
    },
    { wrapper: ({ children }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider> },
  )
  await waitFor(() => expect(result.current?.session.principal?.id).toBe('p-1'))
  // Somebody else may have signed in on another page meanwhile.
  await command('acknowledgeAlert', { alert: 'a-1' })
  expect(sent[0]?.headers.get(WRITER_HEADER)).toBe('p-1')
})
