import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Camera, CameraState, CameraView } from '../../../domain/cameras/camera.ts'
import type { JudgedFreshness } from '../../../domain/reception.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useFeedReady, useNow, usePacedRows, useReception } from '../../live/useLive.ts'
import { countFreshness } from '../../panels/truth.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatNumber } from '../../ui/format.ts'
import { Name } from '../../ui/Name.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { FRESHNESS_ORDER, useFreshnessChoice } from '../parts/table/useFreshnessChoice.ts'
import { useLines } from '../parts/table/useLines.ts'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { useView } from '../useView.ts'
import { PictureStateMark, pictureState } from './CameraStateText.tsx'

/** A one-stop office with what its camera said last. */
interface OfficeLine {
  readonly camera: Camera
  readonly view: CameraView | undefined
  /** Of the people count. */
  readonly freshness: JudgedFreshness
  readonly picture: CameraState['is']
  readonly pictureSince: number | null
}

/** The state of a picture that needs somebody most first. */
const PICTURES: readonly CameraState['is'][] = ['lost', 'frozen', 'stale', 'unheard', 'never', 'live']

const keyOf = ({ camera }: OfficeLine) => camera.id
const nameOf = ({ camera }: OfficeLine) => camera.office ?? camera.name

/** What needs somebody first: a count nobody hears, then a picture that is none, then the longest queue. */
function compareByNeed(a: OfficeLine, b: OfficeLine): number {
  return (
    FRESHNESS_ORDER.indexOf(a.freshness) - FRESHNESS_ORDER.indexOf(b.freshness) ||
    PICTURES.indexOf(a.picture) - PICTURES.indexOf(b.picture) ||
    (b.view?.waiting ?? 0) - (a.view?.waiting ?? 0)
  )
}

/** One-stop offices of the unit in view: people waiting, counters staffed, and the state of the camera that counted them. */
export function OfficeTable({ cameras, caption }: { cameras: readonly Camera[]; caption: string }) {
  const { t } = useTranslation('console')
  const ready = useFeedReady('cameras')
  const views = usePacedRows('cameraViews')
  const now = useNow()
  const reception = useReception()
  const columns = useOfficeColumns()
  const lines = useLines(cameras, keyOf, (camera): OfficeLine => {
    const view = views.get(camera.id)
    const { is, since } = pictureState(camera, view, now, reception)
    return { camera, view, freshness: countFreshness(view, now, reception), picture: is, pictureSince: since }
  })
  if (!ready) return <Skeleton lines={12} />
  return (
    <DataTable
      caption={caption}
      rows={lines}
      keyOf={keyOf}
      columns={columns}
      opensWith={{ by: 'freshness', falls: false }}
      none={t('offices.none')}
    />
  )
}

function useOfficeColumns(): readonly Column<OfficeLine>[] {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const { t: list } = useTranslation('list')
  const [language] = useLanguage()
  const choice = useFreshnessChoice<OfficeLine>(({ freshness }) => freshness)
  const simulated = useSimulatedValue<OfficeLine>(({ camera }) => camera.simulated)
  return useMemo(() => {
    const count = (n: number | null | undefined) => formatNumber(n, 0, language)
    return [
      {
        id: 'name',
        label: t('offices.name'),
        rank: 'name',
        width: 170,
        grows: true,
        cell: (line) => <OfficeName id={line.camera.id} name={nameOf(line)} />,
        order: nameOf,
        text: (line) => `${nameOf(line)} ${line.camera.name} ${line.camera.id}`,
        exports: [
          { label: t('offices.name'), kind: 'text', of: nameOf },
          { label: t('source.id'), kind: 'text', of: ({ camera }) => camera.id },
          simulated,
        ],
      },
      {
        id: 'waiting',
        label: t('offices.waiting'),
        rank: 'first',
        width: 80,
        isNumber: true,
        fallsFirst: true,
        cell: ({ view }) => count(view?.waiting),
        order: ({ view }) => view?.waiting ?? undefined,
        exports: [{ label: t('offices.waiting'), kind: 'number', digits: 0, of: ({ view }) => view?.waiting }],
      },
      {
        id: 'counters',
        label: t('offices.counters'),
        rank: 'first',
        width: 90,
        isNumber: true,
        cell: ({ view }) => `${count(view?.countersStaffed)}/${count(view?.counters)}`,
        order: ({ view }) => view?.countersStaffed ?? undefined,
        exports: [
          { label: list('only.staffed'), kind: 'number', digits: 0, of: ({ view }) => view?.countersStaffed },
          { label: list('only.counters'), kind: 'number', digits: 0, of: ({ view }) => view?.counters },
        ],
      },
      {
        id: 'freshness',
        label: t('ranking.freshness'),
        rank: 'first',
        width: 130,
        cell: ({ view, freshness }) => <FreshnessMark freshness={freshness} at={view?.countAt ?? undefined} compact />,
        compare: compareByNeed,
        text: ({ freshness }) => common(`freshness.${freshness}`),
        choice,
        exports: [
          { label: t('ranking.freshness'), kind: 'text', of: ({ freshness }) => common(`freshness.${freshness}`) },
          { label: list('only.countedAt'), kind: 'moment', of: ({ view }) => view?.countAt },
        ],
      },
      {
        id: 'picture',
        label: t('offices.picture'),
        rank: 'second',
        width: 190,
        cell: ({ picture, pictureSince }) => <PictureStateMark is={picture} since={pictureSince} />,
        order: ({ picture }) => PICTURES.indexOf(picture),
        text: ({ picture }) => common(`camera.${picture}`),
        choice: {
          of: ({ picture }) => picture,
          label: (picture) => common(`camera.${picture as CameraState['is']}`, { defaultValue: picture }),
        },
        exports: [
          { label: t('offices.picture'), kind: 'text', of: ({ picture }) => common(`camera.${picture}`) },
          { label: list('only.frameAt'), kind: 'moment', of: ({ view }) => view?.frameAt },
        ],
      },
    ]
  }, [t, common, list, language, choice, simulated])
}

function OfficeName({ id, name }: { id: string; name: string }) {
  const { toPage } = useView()
  return (
    <Link className="table__link" data-row to={toPage({ is: 'camera', id })}>
      <Name>{name}</Name>
    </Link>
  )
}
