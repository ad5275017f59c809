import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '../../../domain/cameras/camera.ts'
import { countAsOf } from '../../../domain/cameras/camera.ts'
import { readableName } from '../../../domain/readableName.ts'
import { cameraSource } from '../../../domain/sourceId.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useFeedReady, useNow, useReception, useRow, useRows } from '../../live/useLive.ts'
import { CameraPicture } from '../../ui/CameraPicture.tsx'
import { Name } from '../../ui/Name.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { AlertList } from '../alerts/AlertList.tsx'
import { SourceHistory } from '../history/SourceHistory.tsx'
import type { HistorySubject } from '../history/useHistories.ts'
import { OpenIncident } from '../incidents/OpenIncident.tsx'
import { MapPart } from '../map/MapPart.tsx'
import { CopyLink } from '../parts/CopyLink.tsx'
import { Level, Part } from '../parts/Level.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { CameraStateText } from './CameraStateText.tsx'
import { FigureRail } from './FigureRail.tsx'
import { LiveView } from './LiveView.tsx'
import { PlaceFact } from './PlaceFact.tsx'
import './office.css'
import { countFreshness } from '../../panels/truth.ts'
import { Marked } from '../parts/Marked.tsx'
import { RangeSwitch } from '../parts/RangeSwitch.tsx'
import { useView } from '../useView.ts'
import { useSubjectAlerts } from './SensorPage.tsx'
import { Fact, SourceFacts } from './SourceFacts.tsx'

const collator = new Intl.Collator('vi', { numeric: true })
const COUNTS = ['waiting', 'countersStaffed', 'counters'] as const

/** One camera: its picture with its state, what it counts and why it may look. */
export function CameraPage({ camera, units }: { camera: Camera; units: UnitTree }) {
  const { t } = useTranslation('console')
  const { t: incidents } = useTranslation('incidents')
  const now = useNow()
  const reception = useReception()
  const { view: address } = useView()
  const view = useRow('cameraViews', camera.id)
  const isComing = !useFeedReady('cameraViews')
  const alerts = useSubjectAlerts('camera', camera.id)
  const cameras = useRows('cameras')
  const likes = useMemo(() => likesOf(cameras, camera.id), [cameras, camera.id])
  const chosen = COUNTS.find((count) => count === address.quantity) ?? 'waiting'
  const unitOf = (of: (typeof COUNTS)[number]) =>
    t(of === 'waiting' ? 'camera.people' : 'camera.counterUnit', { count: view?.[of] ?? 0 })

  return (
    <Level
      head={
        <PageHead units={units} above={camera.commune} heading={readableName(camera.office ?? camera.name, camera.id)}>
          <Name id={camera.id}>{camera.name}</Name>
          {camera.simulated && <SimulatedMark />}
          <OpenIncident
            units={units}
            from={{ is: 'camera', camera: camera.id }}
            unit={camera.commune}
            title={readableName(camera.office ?? camera.name, camera.id)}
            label={incidents('open.do')}
          />
          <CopyLink />
          <RangeSwitch chosen={address.range} />
        </PageHead>
      }
      rail={
        <FigureRail
          source={cameraSource(camera.id)}
          label={t('camera.counts')}
          chosen={chosen}
          freshness={countFreshness(view, now, reception)}
          at={countAsOf(view)}
          isComing={isComing}
          figures={COUNTS.map((id) => ({
            id,
            label: t(`camera.count.${id}`),
            value: view?.[id] ?? null,
            digits: 0,
            unit: unitOf(id),
            thresholds: [],
          }))}
        />
      }
      map={<MapPart units={units} focus={{ is: 'camera', id: camera.id }} title={t('camera.place')} />}
      history={
        <SourceHistory
          key={`${camera.id}|${chosen}`}
          of="cameras"
          subject={{ id: camera.id, label: readableName(camera.office ?? camera.name, camera.id) }}
          everyMs={camera.everyMs}
          value={chosen}
          label={t(`camera.count.${chosen}`)}
          unit={unitOf(chosen)}
          digits={0}
          thresholds={[]}
          candidates={likes}
          isSimulated={camera.simulated}
        />
      }
      list={
        <Part id="list" title={t('camera.picture')} side={<CameraStateText camera={camera} view={view} />}>
          <LiveView key={camera.id} camera={camera}>
            <CameraPicture camera={camera.id} className="office__picture" />
          </LiveView>
          <h3 className="console__sub">{t('camera.law')}</h3>
          <dl className="facts">
            <Fact name={t('camera.notice')} wide>
              <Notice posted={camera.noticePosted} />
            </Fact>
            <Fact name={t('camera.purpose')} wide>
              {t('camera.purposeText')}
            </Fact>
          </dl>
          <h3 className="console__sub">{t('sensor.messages')}</h3>
          <SourceFacts
            place={<PlaceFact device={camera} units={units} />}
            source={cameraSource(camera.id)}
            everyMs={camera.everyMs}
            status={isComing ? undefined : (view?.status ?? null)}
          />
        </Part>
      }
      alerts={
        <Part id="alerts" flush title={t('alerts.open', { count: alerts.length })}>
          <AlertList alerts={alerts} units={units} />
        </Part>
      }
    />
  )
}

/** The other offices' cameras, by name. */
function likesOf(cameras: ReadonlyMap<string, Camera>, id: string): HistorySubject[] {
  return [...cameras.values()]
    .filter((other) => other.id !== id)
    .map((other) => ({ id: other.id, label: readableName(other.office ?? other.name, other.id) }))
    .sort((a, b) => collator.compare(a.label, b.label))
}

/** Whether people are told that they are filmed; what the source does not say is not a yes. */
function Notice({ posted }: { posted: boolean | null }) {
  const { t } = useTranslation('console')
  if (posted === null) return <Marked is="ring">{t('camera.noticePosted.unknown')}</Marked>
  if (posted) return <Marked is="disc">{t('camera.noticePosted.yes')}</Marked>
  return (
    <Marked is="triangle" tone="near">
      {t('camera.noticePosted.no')}
    </Marked>
  )
}
