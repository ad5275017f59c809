import { useTranslation } from 'react-i18next'
import type { ScreenStanding } from '../../../domain/walls/standing.ts'
import { Shape, type ShapeName } from '../../ui/Shape.tsx'

const SHAPES: Readonly<Record<ScreenStanding, ShapeName>> = {
  shown: 'disc',
  coming: 'half',
  differs: 'triangle',
  still: 'square',
  off: 'ring',
}

/** How what a wall shows stands to what it was told: shape and word. */
export function StandingMark({ is }: { is: ScreenStanding }) {
  const { t } = useTranslation('control')
  return (
    <span className="standing" data-is={is}>
      <Shape is={SHAPES[is]} /> {t(`standing.${is}`)}
    </span>
  )
}
