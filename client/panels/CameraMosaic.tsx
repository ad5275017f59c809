import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useFeedReady } from '../live/useLive.ts'
import { CameraPicture } from '../ui/CameraPicture.tsx'
import { figureName } from '../ui/figureName.ts'
import { formatNumber, formatTime } from '../ui/format.ts'
import { Shape } from '../ui/Shape.tsx'
import { useUnits } from '../ui/useUnits.ts'
import { Badge } from './Badge.tsx'
import { mosaicRoom } from './mosaicRoom.ts'
import { officeName } from './officeName.ts'
import { PanelTitle } from './PanelTitle.tsx'
import type { RankedOffice } from './rankOffices.ts'
import { useShownRanks } from './shownRanks.ts'
import { useBox } from './useBox.ts'
import { useOfficeRanking } from './useRankings.ts'
import './cameraMosaic.css'

/** Pictures of the one-stop offices, those that need looking at first. */
export function CameraMosaic() {
  const { t } = useTranslation('wall')
  const ranked = useOfficeRanking()
  const ready = useFeedReady('cameras')
  const [ref, box] = useBox<HTMLDivElement>()
  const room = box === undefined ? undefined : mosaicRoom(box.width / box.rem, box.height / box.rem, ranked.length)
  const shown = room === undefined ? [] : ranked.slice(0, room.columns * room.rows)
  const pressing = ranked.filter((each) => each.rank !== undefined).length
  useShownRanks(Math.min(pressing, shown.length))
  return (
    <div ref={ref} className="mosaic">
      <PanelTitle
        aside={
          ready && ranked.length > 0
            ? t('mosaic.shown', { shown: shown.length, all: ranked.length, count: ranked.length })
            : undefined
        }
      >
        {pressing > 0 ? t('mosaic.pressing', { count: pressing }) : t('mosaic.title')}
      </PanelTitle>
      {ready && ranked.length === 0 && <p className="mosaic__empty">{t('mosaic.none')}</p>}
      <ol
        className="mosaic__grid"
        style={room && { gridTemplateColumns: `repeat(${room.columns}, ${room.tileRem}rem)` }}
      >
        {shown.map((each) => (
          <Tile key={each.office.id} ranked={each} />
        ))}
      </ol>
    </div>
  )
}

function Tile({ ranked }: { readonly ranked: RankedOffice }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const units = useUnits()
  const { camera, need, count, rank } = ranked
  return (
    <li className="tile" data-need={need}>
      <div className="tile__picture">
        <CameraPicture camera={camera.id} className="tile__canvas" />
        {rank !== undefined && (
          <Badge rank={rank} tone={need === 'crowded' ? 'most' : need === 'frozen' ? 'more' : 'unjudged'} />
        )}
      </div>
      <div className="tile__caption">
        <div className="tile__who">
          <p className="tile__name">{officeName(camera, units)}</p>
          <p className="tile__note">
            <NeedText ranked={ranked} />
            {need === 'calm' && count !== undefined && count.counters !== null
              ? t('mosaic.counters', {
                  open: formatNumber(count.countersStaffed, 0, language),
                  all: count.counters,
                  count: count.counters,
                })
              : null}
          </p>
        </div>
        <p
          className="tile__waiting"
          data-live={count !== undefined}
          data-figure={figureName.device(`camera/${camera.id}`, 'waiting')}
        >
          {formatNumber(count?.waiting, 0, language)}
          <span className="tile__unit">{t('mosaic.waiting')}</span>
        </p>
      </div>
    </li>
  )
}

/** Shape and word of what is wrong; nothing for a camera that is well. */
function NeedText({ ranked: { need, state, count } }: { readonly ranked: RankedOffice }) {
  const { t } = useTranslation('wall')
  if (need === 'calm') return null
  if (need === 'crowded') {
    return (
      <span className="tile__need" data-tone="most">
        <Shape is="diamond" />{' '}
        {t('mosaic.crowded', { open: count?.countersStaffed ?? '–', all: count?.counters ?? '–' })}
      </span>
    )
  }
  const since = state.is === 'frozen' || state.is === 'lost' ? state.since : state.is === 'stale' ? state.at : null
  const shape = need === 'frozen' ? 'triangle' : need === 'lost' ? 'ring' : 'half'
  return (
    <span className="tile__need" data-tone={need === 'frozen' ? 'little' : 'unjudged'}>
      <Shape is={shape} />{' '}
      {since === null ? t(`mosaic.${need}`) : t(`mosaic.${need}Since`, { time: formatTime(since) })}
    </span>
  )
}
