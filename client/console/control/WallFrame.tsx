import { useTranslation } from 'react-i18next'
import { WALL_PATH } from '../../../domain/pages.ts'
import { DEFAULT_GEOMETRY, GEOMETRY_IN_ADDRESS, type GeometryName } from '../../../domain/walls/geometry.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { viewInAddress } from '../../../domain/walls/viewAddress.ts'
import type { Chosen } from './TakeForm.tsx'

/** Of a wall that has not said how large it is. */
const UNKNOWN_SIZE = { width: 1920, height: 1080 }

/**
 * What hangs there, or would: the wall's own page with its geometry, made smaller. It is drawn from what is commanded and from the city's data as
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
  const { width, height } = report ?? UNKNOWN_SIZE
  return (
    <iframe
      className="control__frame"
      title={t('frame', { name })}
      src={frameAddress(wall, report, chosen)}
      style={{ aspectRatio: `${width} / ${height}` }}
      tabIndex={-1}
    />
  )
}

function frameAddress(wall: string, report: WallReport | undefined, chosen: Chosen | undefined): string {
  const query = new URLSearchParams({ preview: '' })
  const geometry = report?.geometry ?? DEFAULT_GEOMETRY
  for (const name of Object.keys(GEOMETRY_IN_ADDRESS) as GeometryName[])
    query.set(GEOMETRY_IN_ADDRESS[name], String(geometry[name]))
  if (chosen !== undefined) for (const [name, said] of Object.entries(viewInAddress(chosen))) query.set(name, said)
  return `${WALL_PATH}/${wall}?${query}`
}
