// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createElement, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createQueryClient } from '../../../client/live/api.ts'
import { command, SENT_ONCE, useCommand } from '../../../client/live/command.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import type { Command } from '../../../domain/commands/command.ts'
import { COMMANDS } from '../../../domain/commands/index.ts'
import { FakeProblem, fakeHub, Unanswered } from '../../support/fakeHub.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const ALERT = { id: 'a-1', acknowledgedBy: 'An' } as Alert
const taken = () => ({ alert: ALERT })
const keyOf = ({ headers }: { headers: Headers }) => headers.get('idempotency-key')

it('sends what is declared, as only a page of the hub can, and gives the answer', async () => {
  const sent = fakeHub({ commands: { acknowledgeAlert: taken } })
  expect(await command('acknowledgeAlert', { alert: 'a-1' })).toEqual({ alert: ALERT })
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ name: 'acknowledgeAlert', input: { alert: 'a-1' } })
  expect(sent[0]?.headers.get('x-ioc-command')).toBe('1')
  expect(sent[0]?.headers.get('content-type')).toBe('application/json')
})

it('sends again under the same key while no answer comes, and a refusal never again', async () => {
  let times = 0
  const sent = fakeHub({
    commands: {
      acknowledgeAlert() {
        times++
        if (times < 3) throw new Unanswered()
        throw new FakeProblem('alreadyAcknowledged', { by: 'Bình', at: 5 })
      },
    },
  })
  const refused = command('acknowledgeAlert', { alert: 'a-1' }).catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  expect(await refused).toMatchObject({ status: 409, code: 'alreadyAcknowledged', params: { by: 'Bình', at: 5 } })
  expect(sent).toHaveLength(3)
  expect(new Set(sent.map(keyOf)).size).toBe(1)
})

function inHand() {
  const queries = createQueryClient()
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(QueryClientProvider, { client: queries }, children)
  return { queries, ...renderHook(() => useCommand('acknowledgeAlert', ['/alerts', '/kpis/{id}/series']), { wrapper }) }
}

it('in a form: two presses are one command, and what it changed is asked again', async () => {
  const sent = fakeHub({ commands: { acknowledgeAlert: taken } })
  const { result, queries } = inHand()
  for (const asked of ['/alerts?open=true', '/kpis/x/series?unit=92', '/alertsOther']) {
    queries.setQueryData(['api', asked], {})
  }
  await act(async () => {
    const { send } = result.current
    expect(await Promise.all([send({ alert: 'a-1' }), send({ alert: 'a-1' })])).toEqual([taken(), taken()])
  })
  expect(sent).toHaveLength(1)
  const isStale = (asked: string) => queries.getQueryState(['api', asked])?.isInvalidated
  expect(isStale('/alerts?open=true')).toBe(true)
  expect(isStale('/kpis/x/series?unit=92')).toBe(true)
  expect(isStale('/alertsOther')).toBe(false)
})

it('in a form: what was never answered keeps its key when it is pressed again; what was refused does not', async () => {
  let answer = (): { alert: Alert } => {
    throw new Unanswered()
  }
  const sent = fakeHub({ commands: { acknowledgeAlert: () => answer() } })
  const { result } = inHand()
  const press = async () => {
    const sending = result.current.send({ alert: 'a-1' })
    await vi.runAllTimersAsync()
    return sending
  }
  await act(press)
  expect(result.current.error?.status).toBe(0)
  answer = () => {
    throw new FakeProblem('notWritten')
  }
  await act(press)
  expect(result.current.error?.code).toBe('notWritten')
  answer = taken
  await act(press)
  expect(result.current.error).toBeUndefined()
  const keys = sent.map(keyOf)
  expect(new Set(keys.slice(0, -1)).size).toBe(1)
  expect(keys.at(-1)).not.toBe(keys[0])
})

it('does not send again by itself what the hub keeps no answer of', () => {
  const kept = Object.entries<Command>(COMMANDS).filter(
    ([, declared]) => declared.do === 'public' || declared.session === true,
  )
  expect([...SENT_ONCE].sort()).toEqual(kept.map(([name]) => name).sort())
})
