import { useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import { wallScene } from '../../../domain/walls/scenes.ts'
import { type SceneView, viewOfAddress } from '../../../domain/walls/viewAddress.ts'
import { namedWall } from '../../../domain/walls/wallName.ts'
import { useSession } from '../../live/session.ts'
import { useFeedReady, useRows } from '../../live/useLive.ts'

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
export type Preview = SceneView

/** A page that shows what a wall would show, and is none: it reports nothing. `shows` undefined: what is commanded. */
export function usePreview(): { readonly is: boolean; readonly shows: Preview | undefined } {
  const [search] = useSearchParams()
  return useMemo(() => {
    const is = search.has('preview')
    const view = viewOfAddress((name) => search.get(name))
    return { is, shows: is && wallScene(view.scene) !== undefined ? view : undefined }
  }, [search])
}
