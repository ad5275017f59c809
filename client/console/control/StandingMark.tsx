import { useTranslation } from 'react-i18next'
import type { ScreenStanding } from '../../../domain/walls/standing.ts'
import { Shape, type ShapeName } from '../../ui/Shape.tsx'

/** As the page knows it: `unheard` while its own line is cut. */
export type KnownStanding = ScreenStanding | 'unheard'

const SHAPES: Readonly<Record<KnownStanding, ShapeName>> = {
  shown: 'disc',
  coming: 'half',
  differs: 'triangle',
  still: 'square',
  off: 'ring',
  unheard: 'ring',
}

/** How what a wall shows stands to what it was told: shape and word. */
export function StandingMark({ is }: { is: KnownStanding }) {
  const { t } = useTranslation('control')
  return (
    <span className="standing" data-is={is}>
      <Shape is={SHAPES[is]} /> {t(`standing.${is}`)}
    </span>
  )
}
