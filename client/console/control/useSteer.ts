import { useCallback, useMemo, useState } from 'react'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import { ApiError } from '../../live/api.ts'
import { command, type InputOf } from '../../live/command.ts'

type SteerName =
  | 'takeWall'
  | 'releaseWall'
  | 'stepWall'
  | 'pauseWall'
  | 'resumeWall'
  | 'pinWall'
  | 'undoWall'
  | 'lockWall'
  | 'unlockWall'
  | 'scheduleWall'

/** What a command about a wall takes beside which wall, and what was seen of it. */
type Fields<N extends SteerName> = Omit<InputOf<N>, 'wall' | 'seen'>

export interface Steer {
  /** @returns whether it was done; `error` says why it was not */
  send<N extends SteerName>(name: N, fields: Fields<N>): Promise<boolean>
  readonly isSending: boolean
  readonly error: ApiError | undefined
}

/** The version that the last command from this page has made: until the page has heard of it, what it shows is what was before. */
export interface Awaited {
  readonly version: number
  expect(version: number): void
}

export function useAwaited(): Awaited {
  const [version, setVersion] = useState(0)
  return useMemo(() => ({ version, expect: (made: number) => setVersion((old) => Math.max(old, made)) }), [version])
}

/**
 * Commands about one wall, as it is seen here: whoever was first is told to who comes second, and nobody to themselves.
 * @param awaited of all that steers this wall from this page
 */
export function useSteer({ wall, version }: Pick<WallStateRow, 'wall' | 'version'>, awaited: Awaited): Steer {
  const { expect } = awaited
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<ApiError>()
  const send = useCallback(
    async <N extends SteerName>(name: N, fields: Fields<N>) => {
      setSending(true)
      setError(undefined)
      try {
        const { state } = await command(name, { wall, seen: version, ...fields } as InputOf<N>)
        expect(state.version)
        return true
      } catch (fault) {
        setError(fault instanceof ApiError ? fault : new ApiError('Fault', String(fault), 0))
        return false
      } finally {
        setSending(false)
      }
    },
    [wall, version, expect],
  )
  return { send, isSending: isSending || version < awaited.version, error }
}
