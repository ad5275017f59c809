import { useTranslation } from 'react-i18next'
import { WALL_PATH } from '../../../domain/pages.ts'
import {
  DEFAULT_GEOMETRY,
  GEOMETRY_IN_ADDRESS,
  type GeometryName,
  type WindowSize,
} from '../../../domain/walls/geometry.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { viewInAddress } from '../../../domain/walls/viewAddress.ts'
import { useBox } from '../../panels/useBox.ts'
import type { Chosen } from './TakeForm.tsx'

/** Of a wall that has not said how large it is. */
const UNKNOWN_SIZE = { width: 1920, height: 1080 }
/** No desk draws a larger map than this for a picture that it makes smaller, CSS pixels across: letters are large enough at it. */
const MOST_DRAWN = 1_920

/**
 * What hangs there, or would: the wall's own page with its geometry and at its size, made smaller as a picture. It is drawn from what is commanded and from the city's data as
 * they are here; what the wall's machine has painted stands in its report.
 * @param chosen undefined: what is commanded
 */
export function WallFrame({
  wall,
  name,
  report,
  chosen,
}: {
  wall: string
  name: string
  report: WallReport | undefined
  chosen: Chosen | undefined
}) {
  const { t } = useTranslation('control')
  const [room, box] = useBox<HTMLDivElement>()
  const { width, height } = drawnSize(report ?? UNKNOWN_SIZE)
  return (
    <div className="control__frame-room" ref={room} style={{ aspectRatio: `${width} / ${height}` }}>
      <iframe
        className="control__frame"
        title={t('frame', { name })}
        src={frameAddress(wall, report, chosen)}
        style={{ width, height, transform: `scale(${(box?.width ?? 0) / width})` }}
        tabIndex={-1}
      />
    </div>
  )
}

/**
 * Size that a wall is drawn at before it is made smaller as a picture, CSS pixels: its own, so that its lines break where they break there. Letters of a
 * few pixels are as wide as whole pixels make them, and a layout of them is another one.
 */
function drawnSize({ width, height }: WindowSize): WindowSize {
  const share = Math.min(1, MOST_DRAWN / width)
  return { width: Math.round(width * share), height: Math.round(height * share) }
}

function frameAddress(wall: string, report: WallReport | undefined, chosen: Chosen | undefined): string {
  const query = new URLSearchParams({ preview: '' })
  const geometry = report?.geometry ?? DEFAULT_GEOMETRY
  for (const name of Object.keys(GEOMETRY_IN_ADDRESS) as GeometryName[])
    query.set(GEOMETRY_IN_ADDRESS[name], String(geometry[name]))
  if (chosen !== undefined) for (const [name, said] of Object.entries(viewInAddress(chosen))) query.set(name, said)
  return `${WALL_PATH}/${wall}?${query}`
}
