import { expect, it, vi } from 'vitest'
import { askAnewWhenBack } from '../../../client/live/askAnewWhenBack.ts'
import type { ConnectionState } from '../../../client/live/connection.ts'

it('asks everything anew, once, a little after the line is back, and not when it stands for the first time or is lost again', () => {
  vi.useFakeTimers()
  let state: ConnectionState = { is: 'connecting' }
  let tell: () => void = () => undefined
  const turn = (next: ConnectionState) => {
    state = next
    tell()
  }
  const askAnew = vi.fn()
  const end = askAnewWhenBack(
    {
      connection: () => state,
      onConnection(listener) {
        tell = listener
        return () => undefined
      },
    },
    askAnew,
  )
  turn({ is: 'live', since: 1 })
  vi.advanceTimersByTime(60_000)
  expect(askAnew).not.toHaveBeenCalled()
  turn({ is: 'lost', since: 2 })
  turn({ is: 'live', since: 3 })
  turn({ is: 'lost', since: 4 })
  vi.advanceTimersByTime(60_000)
  expect(askAnew).not.toHaveBeenCalled()
  turn({ is: 'live', since: 5 })
  vi.advanceTimersByTime(60_000)
  expect(askAnew).toHaveBeenCalledTimes(1)
  end()
  vi.useRealTimers()
})

it('asks everything anew on a page that was opened without a line, when that comes at last', () => {
  vi.useFakeTimers()
  let state: ConnectionState = { is: 'connecting' }
  let tell: () => void = () => undefined
  const askAnew = vi.fn()
  const end = askAnewWhenBack(
    {
      connection: () => state,
      onConnection(listener) {
        tell = listener
        return () => undefined
      },
    },
    askAnew,
  )
  vi.advanceTimersByTime(20_000)
  expect(askAnew).not.toHaveBeenCalled()
  state = { is: 'live', since: 1 }
  tell()
  vi.advanceTimersByTime(3_000)
  expect(askAnew).toHaveBeenCalledTimes(1)
  end()
  vi.useRealTimers()
})
