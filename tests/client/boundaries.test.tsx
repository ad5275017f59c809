// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { PartBoundary } from '../../client/console/parts/PartBoundary.tsx'
import { startI18n } from '../../client/i18n/startI18n.ts'
import { PageBoundary } from '../../client/ui/PageBoundary.tsx'
import { PanelBoundary } from '../../client/wall/PanelBoundary.tsx'
import { WallBoundary } from '../../client/wall/WallBoundary.tsx'

let isBroken = true
function Fragile() {
  if (isBroken) throw new Error('nothing to draw with')
  return <p>whole</p>
}

beforeAll(startI18n)
beforeEach(() => {
  isBroken = true
  // React tells of every error that it hands to a boundary.
  vi.spyOn(console, 'error').mockReturnValue()
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('a broken panel of the wall leaves the others standing, and is tried again by itself', () => {
  render(
    <>
      <PanelBoundary>
        <Fragile />
      </PanelBoundary>
      <PanelBoundary>
        <p>neighbour</p>
      </PanelBoundary>
    </>,
  )
  expect(screen.queryByText('whole')).toBeNull()
  expect(screen.getByText('neighbour')).toBeDefined()
  act(() => void vi.advanceTimersByTime(20_000))
  expect(screen.queryByText('whole')).toBeNull()
  isBroken = false
  act(() => void vi.advanceTimersByTime(20_000))
  expect(screen.getByText('whole')).toBeDefined()
})

it('a broken part of the console says what is wrong, and can be tried again there', () => {
  const retried = vi.fn()
  render(
    <PartBoundary onRetry={retried}>
      <Fragile />
    </PartBoundary>,
  )
  expect(screen.getByRole('alert').textContent).toContain('nothing to draw with')
  isBroken = false
  fireEvent.click(screen.getByRole('button'))
  expect(retried).toHaveBeenCalledOnce()
  expect(screen.getByText('whole')).toBeDefined()
})

it.each([
  ['page', PageBoundary],
  ['wall', WallBoundary],
])('a broken %s says that it is coming back, and asks the hub before it reloads', async (_, Boundary) => {
  const asked = vi.fn(async () => new Response(null, { status: 503 }))
  vi.stubGlobal('fetch', asked)
  const { container } = render(
    <Boundary>
      <Fragile />
    </Boundary>,
  )
  expect(container.textContent).toMatch(/\S/)
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(asked).toHaveBeenCalledWith('/healthz', { cache: 'no-store', signal: expect.any(AbortSignal) })
  cleanup()
  const before = asked.mock.calls.length
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toHaveBeenCalledTimes(before)
  vi.unstubAllGlobals()
})
