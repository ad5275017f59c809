import { useEffect, useRef, useState } from 'react'
import { ApiError } from '../../live/api.ts'
import { command } from '../../live/command.ts'

/** How often a wall asks whether it has been paired, ms. */
const ASK_EVERY_MS = 3_000
/** Pause after a refusal or silence; spread by half so that walls do not ask in step. */
const AGAIN_MS = 4_000

/** How far a wall is with being paired. */
export type Pairing =
  | { readonly is: 'asking' }
  /** `isAway`: the hub does not answer at the moment. */
  | { readonly is: 'waiting'; readonly code: string; readonly endsAt: number; readonly isAway: boolean }
  | { readonly is: 'paired' }
  /** No code yet, and why: the hub refuses, or does not answer. */
  | { readonly is: 'refused'; readonly error: Error }

/**
 * Asks for a code, and for what became of it, for as long as it takes; a code that has ended is followed by a new one.
 * @param isDemo the hub may open its wall without a code
 * @param onPaired the browser holds the wall's session
 */
export function usePairing(isDemo: boolean, onPaired: () => void): Pairing {
  const [pairing, setPairing] = useState<Pairing>({ is: 'asking' })
  const paired = useRef(onPaired)
  useEffect(() => {
    paired.current = onPaired
  })
  useEffect(() => {
    const ending = new AbortController()
    void pair({
      isDemo,
      tell: (next) => {
        if (!ending.signal.aborted) setPairing(next)
      },
      signal: ending.signal,
    }).then((isPaired) => isPaired && paired.current())
    return () => ending.abort()
  }, [isDemo])
  return pairing
}

/** @returns false when it was given up */
async function pair({
  isDemo,
  tell,
  signal,
}: {
  isDemo: boolean
  tell: (pairing: Pairing) => void
  signal: AbortSignal
}): Promise<boolean> {
  let mayOpen = isDemo
  while (!signal.aborted) {
    try {
      if (mayOpen && (await isDemoOpened())) {
        tell({ is: 'paired' })
        return true
      }
      mayOpen = false
      if (signal.aborted) return false
      const asked = await command('requestPairing', {})
      if (await isClaimed(asked, tell, signal)) {
        tell({ is: 'paired' })
        return true
      }
    } catch (error) {
      tell({ is: 'refused', error: error as Error })
      await pause(AGAIN_MS * (0.5 + Math.random()), signal)
    }
  }
  return false
}

/** False: this hub, or this machine, is none of the demo's. @throws ApiError */
async function isDemoOpened(): Promise<boolean> {
  try {
    await command('openDemoWall', {})
    return true
  } catch (error) {
    if (error instanceof ApiError && error.code === 'demoOnly') return false
    throw error
  }
}

/** Asks until the code has been typed or has ended. @throws ApiError a refusal of the hub */
async function isClaimed(
  { code, secret, endsAt }: { code: string; secret: string; endsAt: number },
  tell: (pairing: Pairing) => void,
  signal: AbortSignal,
): Promise<boolean> {
  let isAway = false
  while (!signal.aborted) {
    tell({ is: 'waiting', code, endsAt, isAway })
    await pause(ASK_EVERY_MS, signal)
    if (signal.aborted) return false
    try {
      const { state } = await command('claimPairing', { secret })
      if (state !== 'waiting') return state === 'paired'
      isAway = false
    } catch (error) {
      // A hub that is restarting answers again, and then says whether it still knows the code.
      if (!(error instanceof ApiError) || (error.status !== 0 && error.status < 500)) throw error
      isAway = true
    }
  }
  return false
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
