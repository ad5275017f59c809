import { memo, useLayoutEffect } from 'react'
import type { WallStateRow } from '../../domain/feeds/wallStates.ts'
import { useIsDrill } from '../live/useIsDrill.ts'
import { LostBanner, useBannerText } from './LostBanner.tsx'
import { AlertBanner, useCallingAlert } from './steering/AlertBanner.tsx'

/**
 * What stands across the wall: that it is cut off, or else the critical alert that calls for it. Whether it does follows from every second and
 * every alert: this part alone renders with them, and not the wall around it.
 * @param wall whose commands this wall follows
 * @param onStands told whether anything stands there
 */
export const WallBanner = memo(function WallBanner({
  wall,
  onStands,
}: {
  readonly wall: WallStateRow | undefined
  readonly onStands: (stands: boolean) => void
}) {
  const lost = useBannerText()
  const calling = useCallingAlert(wall)
  const isDrill = useIsDrill()
  const stands = lost !== undefined || calling !== undefined
  useLayoutEffect(() => {
    onStands(stands)
  }, [stands, onStands])
  if (lost !== undefined) return <LostBanner text={lost} />
  return calling === undefined ? null : (
    <AlertBanner
      alert={calling}
      isDrill={
        isDrill || calling.inDrill || (wall?.takes.some(({ isOfDrill, inDrill }) => isOfDrill || inDrill) ?? false)
      }
    />
  )
})
