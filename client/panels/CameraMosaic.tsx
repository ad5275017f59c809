import { useTranslation } from 'react-i18next'
import { MOST_TILES } from '../../domain/cameras/mosaic.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useFeedReady, useRow } from '../live/useLive.ts'
import { CameraTile } from '../ui/CameraTile.tsx'
import { useUnits } from '../ui/useUnits.ts'
import { useFocusCamera } from './focus.ts'
import { mosaicOrder } from './mosaicOrder.ts'
import { compareNames } from './names.ts'
import { bareOfficeName, officeName } from './officeName.ts'
import { boxStyle, type RoomBox, useRoom } from './room.ts'
import { useNeedsLook } from './useNeedsLook.ts'
import { useOfficeRanking } from './useRankings.ts'
import { WallVideo } from './WallVideo.tsx'
import './cameraMosaic.css'

/**
 * Pictures of cameras, the first of them large: of those that need looking at, or the one in focus alone. What is said of all, and how many others
 * find no room, has a box of its own: under a picture it would be taken for a part of what that one shows.
 */
export function CameraMosaic() {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const { boxes } = useRoom()
  const units = useUnits()
  const ready = useFeedReady('cameras')
  const focus = useFocusCamera()
  const focused = useRow('cameras', focus)
  const ranked = useOfficeRanking()
  const needsLook = useNeedsLook()
  const all =
    focus === undefined ? mosaicOrder(ranked, needsLook, compareNames) : focused === undefined ? [] : [focused]
  const [first, second] = boxes
  // A banner may have taken the large one, or there is no room for it.
  const isFirstLarge = first !== undefined && (second === undefined || widthOf(first) > 1.4 * widthOf(second))
  const isBlurred = all.some(({ pictures }) => pictures !== 'clear')
  const hasWords = isBlurred || all.length > Math.min(boxes.length, MOST_TILES)
  const isAlone = boxes.length === 1
  const shown = all.slice(0, Math.min(boxes.length - (hasWords && !isAlone ? 1 : 0), MOST_TILES))
  const more = [
    ...(isBlurred ? [t('mosaic.blurred')] : []),
    ...(all.length > shown.length ? [t('mosaic.more', { count: all.length - shown.length })] : []),
  ].join(' · ')
  if (ready && shown.length === 0 && first !== undefined)
    return (
      <p className="mosaic__none" style={boxStyle(first)}>
        {t(focus === undefined ? 'offices.none' : 'mosaic.unknown')}
      </p>
    )
  const moreBox = boxes[shown.length]
  return (
    <>
      <h2 className="visually-hidden">{t('mosaic.title')}</h2>
      {shown.map((camera, place) => (
        <section
          key={camera.id}
          className="mosaic__tile"
          data-large={place === 0 && isFirstLarge}
          style={boxStyle(boxes[place] as RoomBox)}
        >
          <CameraTile
            camera={camera}
            name={place > 0 || !isFirstLarge ? bareOfficeName(camera, units) : officeName(camera, units, language)}
            isSmall={place > 0 || !isFirstLarge}
            around={(picture) =>
              camera.id === focus ? (
                <WallVideo camera={camera.id} isOffered={camera.live !== null}>
                  {picture}
                </WallVideo>
              ) : (
                picture
              )
            }
          >
            {isAlone && more !== '' && <p className="mosaic__more">{more}</p>}
          </CameraTile>
        </section>
      ))}
      {moreBox !== undefined && more !== '' && (
        <p className="mosaic__more mosaic__more--alone" style={boxStyle(moreBox)}>
          {more}
        </p>
      )}
    </>
  )
}

function widthOf({ left, right }: RoomBox): number {
  return right - left
}
