// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import PairingPage from '../../../client/wall/pairing/PairingPage.tsx'
import { type FakeAnswers, FakeProblem, fakeHub, Unanswered } from '../../support/fakeHub.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const ENDS_AT = Date.parse('2026-11-29T09:15:00+07:00')

function open(commands: NonNullable<FakeAnswers['commands']>, { isDemo = false, wasPaired = false } = {}) {
  const sent = fakeHub({ commands })
  let reloads = 0
  renderScreen(<PairingPage isDemo={isDemo} wasPaired={wasPaired} other={undefined} reload={() => reloads++} />)
  return { names: () => sent.map(({ name }) => name), reloads: () => reloads }
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

it('shows a code and where to type it, asks every 3 s, and opens the wall once it is paired', async () => {
  let state: 'waiting' | 'paired' = 'waiting'
  const wall = open({
    requestPairing: () => ({ code: 'K7Q2-94', secret: 's', endsAt: ENDS_AT }),
    claimPairing: ({ secret }) => {
      expect(secret).toBe('s')
      return { state }
    },
  })
  await pass(0)
  expect(screen.getByText('K7Q2-94')).toBeTruthy()
  expect(screen.getByText(`${location.host}/walls`)).toBeTruthy()
  expect(screen.getByText('Mã tự đổi lúc 09:15.')).toBeTruthy()
  await pass(6_000)
  expect(wall.names()).toEqual(['requestPairing', 'claimPairing', 'claimPairing'])
  expect(wall.reloads()).toBe(0)
  state = 'paired'
  await pass(3_000)
  expect(wall.reloads()).toBe(1)
})

it('takes a new code when the last one has ended', async () => {
  let codes = 0
  open({
    requestPairing: () => ({ code: `CODE-${++codes}`, secret: 's', endsAt: ENDS_AT }),
    claimPairing: () => ({ state: codes === 1 ? 'ended' : 'waiting' }),
  })
  await pass(3_000)
  expect(screen.getByText('CODE-2')).toBeTruthy()
})

it('keeps its code while the hub is away, says so, and goes on when the hub is back', async () => {
  let isAway = true
  const wall = open({
    requestPairing: () => ({ code: 'K7Q2-94', secret: 's', endsAt: ENDS_AT }),
    claimPairing() {
      if (isAway) throw new Unanswered()
      return { state: 'paired' }
    },
  })
  await pass(3_000)
  expect(screen.getByText('K7Q2-94')).toBeTruthy()
  expect(screen.getByText(/Chưa kết nối được với trung tâm/)).toBeTruthy()
  isAway = false
  await pass(3_000)
  expect(wall.reloads()).toBe(1)
})

it('asks again by itself when no code could be had', async () => {
  let isFull = true
  open({
    requestPairing() {
      if (isFull) throw new FakeProblem('tooManyPairings')
      return { code: 'K7Q2-94', secret: 's', endsAt: ENDS_AT }
    },
  })
  await pass(0)
  expect(screen.getByText(/đã xin quá nhiều mã ghép/)).toBeTruthy()
  isFull = false
  await pass(6_000)
  expect(screen.getByText('K7Q2-94')).toBeTruthy()
})

it('in the demo it opens without a question; elsewhere than on its machine it is paired', async () => {
  const demo = open({ openDemoWall: () => ({}) }, { isDemo: true })
  await pass(0)
  expect(demo.names()).toEqual(['openDemoWall'])
  expect(demo.reloads()).toBe(1)
  cleanup()
  open(
    {
      openDemoWall() {
        throw new FakeProblem('demoOnly')
      },
      requestPairing: () => ({ code: 'K7Q2-94', secret: 's', endsAt: ENDS_AT }),
    },
    { isDemo: true },
  )
  await pass(0)
  expect(screen.getByText('K7Q2-94')).toBeTruthy()
})

it('says that it has been ended, where it was paired before', async () => {
  open({ requestPairing: () => ({ code: 'K7Q2-94', secret: 's', endsAt: ENDS_AT }) }, { wasPaired: true })
  await pass(0)
  expect(screen.getByText('Màn hình đã bị bỏ ghép')).toBeTruthy()
})
