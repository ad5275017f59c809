import { useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import { wallScene } from '../../../domain/walls/scenes.ts'
import { namedWall } from '../../../domain/walls/wallName.ts'
import type { Focus } from '../../../domain/walls/wallState.ts'
import { useSession } from '../../live/session.ts'
import { useFeedReady, useRows } from '../../live/useLive.ts'
import { focusIn } from '../settings.ts'

/** Whose commands this page follows. */
export type SteeredWall =
  /** Nobody's: its address and settings say what turns. */
  | { readonly is: 'free' }
  /** It is not known yet what is commanded. */
  | { readonly is: 'coming' }
  /** Its address names a wall that there is not, or that may not be seen here. */
  | { readonly is: 'unknown'; readonly named: string }
  | { readonly is: 'steered'; readonly state: WallStateRow }

/** The wall that a page shows: the one that its address names, or whose machine this is. */
export function useSteeredWall(): SteeredWall {
  const { name } = useParams()
  const principal = useSession()?.principal
  const states = useRows('wallStates')
  const isReady = useFeedReady('wallStates')
  return useMemo(() => {
    const own = principal?.is === 'wall' ? states.get(principal.id) : undefined
    const state = own ?? (name === undefined ? undefined : namedWall(states.values(), name))
    if (state !== undefined) return { is: 'steered', state }
    if (name === undefined) return { is: 'free' }
    return isReady ? { is: 'unknown', named: name } : { is: 'coming' }
  }, [name, principal, states, isReady])
}

/** What a page shows in place of what is commanded: the console looks at what it is about to put up. */
export interface Preview {
  readonly scene: string
  readonly focus: Focus
}

/** A page that shows what a wall would show, and is none: it reports nothing. `shows` undefined: what is commanded. */
export function usePreview(): { readonly is: boolean; readonly shows: Preview | undefined } {
  const [search] = useSearchParams()
  const is = search.has('preview')
  const scene = search.get('scene')
  return useMemo(() => {
    const known = is && scene !== null && wallScene(scene) !== undefined
    return { is, shows: known ? { scene, focus: focusIn(search) } : undefined }
  }, [is, scene, search])
}
