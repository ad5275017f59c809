import type { ShapeName } from '../ui/Shape.tsx'
import type { LinkLine, SystemTrouble } from './systemHealth.ts'
import type { Tone } from './tone.ts'

/** A shape, and a tone where somebody must look. */
export interface TroubleLook {
  readonly is: ShapeName
  readonly tone?: 'near' | 'missed'
}

export const TROUBLE_LOOKS: Record<SystemTrouble, TroubleLook> = {
  lost: { is: 'ring', tone: 'missed' },
  down: { is: 'diamond', tone: 'missed' },
  stale: { is: 'half', tone: 'near' },
  events: { is: 'triangle', tone: 'near' },
  partly: { is: 'half', tone: 'near' },
  refused: { is: 'triangle', tone: 'near' },
  unheard: { is: 'ring' },
  never: { is: 'ring' },
  none: { is: 'disc' },
}

/** Of a system in a list, and of its segment of the ring. */
export function toneOfTrouble(trouble: SystemTrouble): Tone {
  const { tone } = TROUBLE_LOOKS[trouble]
  return tone === 'missed' ? 'most' : tone === 'near' ? 'little' : 'unjudged'
}

/** How a connection stands, by what was last said of it: what is old is told as it was, and not as it is. */
export function linkLook({ link, freshness }: Pick<LinkLine, 'link' | 'freshness'>): TroubleLook & {
  /** Key of the word in `common`. */
  readonly word: 'link.never' | 'link.up' | 'link.down' | 'link.was.up' | 'link.was.down'
} {
  if (link === undefined) return { is: 'ring', word: 'link.never' }
  if (freshness !== 'live') return { is: 'half', word: `link.was.${link.state}` }
  return link.state === 'up' ? { is: 'disc', word: 'link.up' } : { is: 'diamond', tone: 'missed', word: 'link.down' }
}
