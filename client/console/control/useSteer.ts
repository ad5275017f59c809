import { useCallback, useState } from 'react'
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

/** Commands about one wall, as it is seen here: whoever was first is told to who comes second. */
export function useSteer({ wall, version }: Pick<WallStateRow, 'wall' | 'version'>): Steer {
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<ApiError>()
  const send = useCallback(
    async <N extends SteerName>(name: N, fields: Fields<N>) => {
      setSending(true)
      setError(undefined)
      try {
        await command(name, { wall, seen: version, ...fields } as InputOf<N>)
        return true
      } catch (fault) {
        setError(fault instanceof ApiError ? fault : new ApiError('Fault', String(fault), 0))
        return false
      } finally {
        setSending(false)
      }
    },
    [wall, version],
  )
  return { send, isSending, error }
}
