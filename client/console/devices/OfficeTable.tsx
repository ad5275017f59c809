import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CameraState } from '../../../domain/cameras/camera.ts'
import type { Office, OfficeCount } from '../../../domain/cameras/office.ts'
import type { JudgedFreshness } from '../../../domain/reception.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useFeedReady, useNow, usePacedRows, useReception } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatNumber } from '../../ui/format.ts'
import { Name } from '../../ui/Name.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { RowLink } from '../parts/table/RowLink.tsx'
import { FRESHNESS_ORDER, useFreshnessChoice } from '../parts/table/useFreshnessChoice.ts'
import { useLines } from '../parts/table/useLines.ts'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { PictureStateMark, pictureState } from './CameraStateText.tsx'
import { officeNow } from './officeNow.ts'

/** A one-stop office with what its cameras said last. */
interface OfficeLine {
  readonly office: Office
  readonly count: OfficeCount | undefined
  /** Of the people count. */
  readonly freshness: JudgedFreshness
  /** Of the picture that needs somebody most. */
  readonly picture: CameraState['is']
  readonly pictureSince: number | null
}

/** The state of a picture that needs somebody most first. */
const PICTURES: readonly CameraState['is'][] = [
  'lost',
  'frozen',
  'unclear',
  'dark',
  'noPicture',
  'stale',
  'unheard',
  'never',
  'live',
]

const keyOf = ({ office }: OfficeLine) => office.id
const nameOf = ({ office }: OfficeLine) => office.name
const camerasOf = ({ office }: OfficeLine) => office.cameras.map(({ name, id }) => `${name} ${id}`).join(' ')

/** What needs somebody first: a count nobody hears, then a picture that is none, then the longest queue. */
function compareByNeed(a: OfficeLine, b: OfficeLine): number {
  return (
    FRESHNESS_ORDER.indexOf(a.freshness) - FRESHNESS_ORDER.indexOf(b.freshness) ||
    PICTURES.indexOf(a.picture) - PICTURES.indexOf(b.picture) ||
    (b.count?.waiting ?? 0) - (a.count?.waiting ?? 0)
  )
}

/** One-stop offices of the unit in view: people waiting, counters staffed, and the state of the cameras that counted them. */
export function OfficeTable({ offices, caption }: { offices: readonly Office[]; caption: string }) {
  const { t } = useTranslation('console')
  const ready = useFeedReady('cameras')
  const views = usePacedRows('cameraViews')
  const now = useNow()
  const reception = useReception()
  const columns = useOfficeColumns()
  const lines = useLines(offices, keyOf, (office): OfficeLine => {
    const { count, freshness } = officeNow(office, (id) => views.get(id), now, reception)
    const [worst] = office.cameras
      .map((camera) => pictureState(camera, views.get(camera.id), now, reception))
      .sort((a, b) => PICTURES.indexOf(a.is) - PICTURES.indexOf(b.is))
    return { office, count, freshness, picture: worst?.is ?? 'never', pictureSince: worst?.since ?? null }
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
  const simulated = useSimulatedValue<OfficeLine>(({ office }) => office.cameras.some(({ simulated }) => simulated))
  return useMemo(() => {
    const people = (n: number | null | undefined) => formatNumber(n, 0, language)
    return [
      {
        id: 'name',
        label: t('offices.name'),
        rank: 'name',
        width: 170,
        grows: true,
        cell: (line) => <OfficeName id={line.office.id} name={nameOf(line)} />,
        order: nameOf,
        text: (line) => `${nameOf(line)} ${camerasOf(line)}`,
        exports: [
          { label: t('offices.name'), kind: 'text', of: nameOf },
          { label: t('source.id'), kind: 'text', of: keyOf },
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
        cell: ({ count }) => people(count?.waiting),
        order: ({ count }) => count?.waiting ?? undefined,
        exports: [{ label: t('offices.waiting'), kind: 'number', digits: 0, of: ({ count }) => count?.waiting }],
      },
      {
        id: 'counters',
        label: t('offices.counters'),
        rank: 'first',
        width: 90,
        isNumber: true,
        cell: ({ count }) => `${people(count?.countersStaffed)}/${people(count?.counters)}`,
        order: ({ count }) => count?.countersStaffed ?? undefined,
        exports: [
          { label: list('only.staffed'), kind: 'number', digits: 0, of: ({ count }) => count?.countersStaffed },
          { label: list('only.counters'), kind: 'number', digits: 0, of: ({ count }) => count?.counters },
        ],
      },
      {
        id: 'freshness',
        label: t('ranking.freshness'),
        rank: 'first',
        width: 130,
        cell: ({ count, freshness }) => <FreshnessMark freshness={freshness} at={count?.at} compact />,
        compare: compareByNeed,
        text: ({ freshness }) => common(`freshness.${freshness}`),
        choice,
        exports: [
          { label: t('ranking.freshness'), kind: 'text', of: ({ freshness }) => common(`freshness.${freshness}`) },
          { label: list('only.countedAt'), kind: 'moment', of: ({ count }) => count?.at },
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
          { label: list('only.pictureSince'), kind: 'moment', of: ({ pictureSince }) => pictureSince },
        ],
      },
    ]
  }, [t, common, list, language, choice, simulated])
}

function OfficeName({ id, name }: { id: string; name: string }) {
  return (
    <RowLink page={{ is: 'camera', id }}>
      <Name id={id}>{name}</Name>
    </RowLink>
  )
}
