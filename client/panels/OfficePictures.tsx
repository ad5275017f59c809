import { useTranslation } from 'react-i18next'
import { openAlerts } from '../../domain/alerts/order.ts'
import { sinceOf } from '../../domain/cameras/camera.ts'
import { cameraSource } from '../../domain/sourceId.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useAnswer } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { useFeedReady, useFromNow, useJudging, useRow, useSteadyRows } from '../live/useLive.ts'
import { CameraPicture } from '../ui/CameraPicture.tsx'
import { figureName } from '../ui/figureName.ts'
import { formatNumber } from '../ui/format.ts'
import { KeptTogether } from '../ui/KeptTogether.tsx'
import { Shape, type ShapeName } from '../ui/Shape.tsx'
import { useUnits } from '../ui/useUnits.ts'
import { Badge } from './Badge.tsx'
import { officeName } from './officeName.ts'
import { officeTone } from './officeTone.ts'
import { placeOfDevice } from './placeOnMap.ts'
import type { OfficeNeed, RankedOffice } from './rankOffices.ts'
import { boxStyle, type RoomBox, useRoom } from './room.ts'
import { useTellShown } from './shownRanks.ts'
import { kpiStateNow } from './truth.ts'
import { unstaffedSince } from './unstaffedSince.ts'
import { useOfficeRanking } from './useRankings.ts'
import { useWho } from './useWho.ts'
import './officePictures.css'
import { useMomentText } from '../ui/useMomentText.ts'

/** One-stop offices that need people: each picture fills a panel exactly, and what there is to say lies on it. */
export function OfficePictures() {
  const { t } = useTranslation('wall')
  const { boxes } = useRoom()
  const ranked = useOfficeRanking()
  const ready = useFeedReady('cameras')
  const shown = ranked.slice(0, boxes.length)
  const pressing = ranked.filter(({ rank }) => rank !== undefined).length
  useTellShown(
    Math.min(pressing, shown.length),
    shown.flatMap(({ office, camera, rank, need }) => {
      const place = placeOfDevice(camera)
      return rank === undefined || place === undefined
        ? []
        : [{ id: office.id, rank, tone: officeTone(need), ...place }]
    }),
  )
  const [first] = boxes
  if (ready && ranked.length === 0 && first !== undefined) {
    return (
      <div className="office office--none" style={boxStyle(first)}>
        <p className="office__name">{t('offices.none')}</p>
      </div>
    )
  }
  return (
    <>
      <h2 className="visually-hidden">{t('needs.title')}</h2>
      {shown.map((each, place) => (
        <Office
          key={each.office.id}
          ranked={each}
          box={boxes[place] as RoomBox}
          // What is not shown stands on the last picture.
          others={place === shown.length - 1 ? Math.max(0, pressing - shown.length) : 0}
          isAlone={ranked.filter(({ office }) => office.commune === each.office.commune).length === 1}
        />
      ))}
    </>
  )
}

function Office({
  ranked,
  box,
  others,
  isAlone,
}: {
  readonly ranked: RankedOffice
  readonly box: RoomBox
  readonly others: number
  /** The commune has no other office, so that what its queue says is of this hall. */
  readonly isAlone: boolean
}) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const units = useUnits()
  const { now } = useJudging()
  const who = useWho()
  const { camera, state, need, count, rank, office } = ranked
  const wait = useRow('kpis', isAlone ? `meanWait|${camera.commune}` : undefined)
  const ids = new Set(office.cameras.map(({ id }) => id))
  const alerts = openAlerts(useSteadyRows('alerts').values()).filter(
    ({ subject, subjectId }) => subject === 'camera' && ids.has(subjectId),
  )
  const minutes = kpiStateNow(wait, now) === 'unjudged' ? null : (wait?.value ?? null)
  const staffed = formatNumber(count?.countersStaffed, 0, language)
  const said = count?.counters != null ? t('offices.counters', { open: staffed, all: count.counters }) : undefined
  const answers = [
    minutes === null ? undefined : t('offices.minutes', { minutes: formatNumber(minutes, 0, language) }),
    need === 'calm' ? undefined : who.unit(units?.byCode.get(camera.commune), alerts),
  ].filter((part) => part !== undefined)
  return (
    <section className="office" data-need={need} data-tone={officeTone(need)} style={boxStyle(box)}>
      <CameraPicture camera={camera.id} className="office__picture" />
      {rank !== undefined && (
        <div className="office__rank">
          <Badge rank={rank} tone={officeTone(need)} isOther={need === 'unstaffed' || need === 'closed'} />
        </div>
      )}
      <div className="office__caption">
        <div className="office__what">
          <h3 className="office__name">
            <KeptTogether>{officeName(camera, units, language)}</KeptTogether>
          </h3>
          <p className="office__note">
            <NeedText ranked={ranked} />
            {need !== 'calm' && said !== undefined && ' · '}
            <KeptTogether>{said}</KeptTogether>
          </p>
          {answers.map((answer) => (
            <p key={answer} className="office__who">
              <KeptTogether>{answer}</KeptTogether>
            </p>
          ))}
          {others > 0 && <p className="office__more">{t('needs.more.places', { count: others })}</p>}
        </div>
        <p
          className="office__waiting"
          // What is counted in a picture that stands still may be of then.
          data-live={count !== undefined && state.is !== 'frozen'}
          data-figure={figureName.device(cameraSource(camera.id), 'waiting')}
        >
          {formatNumber(count?.waiting, 0, language)}
          <span className="office__unit">{t('offices.waiting')}</span>
        </p>
      </div>
    </section>
  )
}

const SHAPES: Record<Exclude<OfficeNeed, 'calm'>, ShapeName> = {
  unstaffed: 'square',
  closed: 'square',
  crowded: 'diamond',
  frozen: 'triangle',
  unclear: 'triangle',
  lost: 'ring',
  noPicture: 'ring',
  stale: 'half',
}

/** Shape and word of what is wrong, and since when; nothing for a hall that is well. */
function NeedText({ ranked: { need, state, camera } }: { readonly ranked: RankedOffice }) {
  const { t } = useTranslation('wall')
  const moment = useMomentText()
  if (need === 'calm') return null
  const since = sinceOf(state)
  return (
    <span className="office__need" data-tone={officeTone(need)}>
      <Shape is={SHAPES[need]} />{' '}
      {need === 'unstaffed' || need === 'closed' ? (
        <Unstaffed camera={camera.id} need={need} />
      ) : need === 'crowded' ? (
        t('offices.crowded')
      ) : since === null ? (
        t(`offices.${need}`)
      ) : (
        t(`offices.${need}Since`, { time: moment(since) })
      )}
    </span>
  )
}

const STEP_MS = 5 * MINUTE_MS

/** `Không quầy nào mở từ 08:55`: the counts of the last day tell since when. */
function Unstaffed({ camera, need }: { readonly camera: string; readonly need: 'unstaffed' | 'closed' }) {
  const { t } = useTranslation('wall')
  const moment = useMomentText()
  const to = useFromNow((now) => Math.ceil(now / STEP_MS) * STEP_MS)
  const counts = useAnswer(
    ask('/cameras/{id}/series', {
      params: { id: camera },
      query: { value: 'countersStaffed', from: to - DAY_MS, to, points: 288 },
    }),
    { refetchMs: STEP_MS },
  )
  const since = counts.data && unstaffedSince(counts.data.buckets)
  if (since === undefined) return t(`offices.${need}`)
  return t(`offices.${need}${since.isWhole ? 'Before' : 'Since'}`, { time: moment(since.at) })
}
