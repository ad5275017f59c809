import { type RefObject, useEffect, useRef } from 'react'
import { MOST_LEAD_MS } from '../../../domain/walls/turning.ts'
import type { WallState } from '../../../domain/walls/wallState.ts'
import { useWallLine } from '../../live/useLive.ts'

/**
 * How long after the latest act this screen had ready what that brought, ms: drawn unseen, and no list still waiting for its rows. A wall whose
 * screens are quick is let turn sooner, one whose screens are not later. null: no act has brought anything yet.
 * @param followed the version of the command that the screen has followed
 * @param isComing whether it prepares something
 */
export function useReadyMs(state: WallState, followed: number, isComing: boolean): RefObject<number | null> {
  const line = useWallLine()
  const readyMs = useRef<number | null>(null)
  const frame = useRef(0)
  const measured = useRef(state.version)
  const actAt = state.last?.at
  const coming = isComing && followed !== state.version ? state.version : undefined
  useEffect(() => {
    if (coming === undefined || actAt === undefined || measured.current === coming) return
    measured.current = coming
    cancelAnimationFrame(frame.current)
    const look = () => {
      const tookMs = Math.round(Math.max(0, line.now() - actAt))
      if (tookMs < MOST_LEAD_MS && isWaiting()) frame.current = requestAnimationFrame(look)
      else readyMs.current = tookMs
    }
    // What stands now has been drawn in the frame after the next. It goes on where the turn comes first: then that was too early.
    frame.current = requestAnimationFrame(() => {
      frame.current = requestAnimationFrame(look)
    })
  }, [coming, actAt, line])
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  return readyMs
}

function isWaiting(): boolean {
  return document.querySelector('.wall__scene[data-unseen] .needs__state[data-state="coming"]') !== null
}
