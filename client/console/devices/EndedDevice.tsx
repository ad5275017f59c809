import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readableName } from '../../../domain/readableName.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import type { Retired } from '../../../domain/sources/source.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useSensorKinds } from '../../live/useSensorKinds.ts'
import { formatDateTime } from '../../ui/format.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { addressOf, onPage } from '../address.ts'
import { type SourceFigure, SourceHistory } from '../history/SourceHistory.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { CopyLink } from '../parts/CopyLink.tsx'
import { Marked } from '../parts/Marked.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { RangeSwitch } from '../parts/RangeSwitch.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { ENDED } from '../shows.ts'
import { useView } from '../useView.ts'
import './endedDevice.css'
import { figuresOf, kindOf } from './quantities.ts'

const COUNTS = ['waiting', 'countersStaffed', 'counters'] as const

/** A sensor that has ended: when and by whom, and what it had said until then. */
export function EndedSensor({ id, ended, units }: { id: string; ended: Retired; units: UnitTree }) {
  const asked = useAnswer(ask('/sensors/{id}', { params: { id } }))
  const text = useText()
  const kinds = useSensorKinds()
  const sensor = asked.data?.sensor
  const figures = useMemo(() => {
    const kind = sensor && kindOf(sensor.kind, kinds)
    if (kind === undefined || sensor === undefined) return []
    return figuresOf(kind, undefined).map(({ id: value, label, unit, digits, thresholds }) => ({
      ...{ of: 'sensors' as const, subject: { id, label: readableName(sensor.name, id) }, everyMs: sensor.everyMs },
      ...{ value, label: text(label), unit, digits, thresholds },
    }))
  }, [sensor, kinds, text, id])
  return <Shown device={sensor} name={sensor?.name} id={id} {...{ asked, ended, units, figures }} />
}

/** A camera that has ended: its counts, since pictures are not kept. */
export function EndedCamera({ id, ended, units }: { id: string; ended: Retired; units: UnitTree }) {
  const { t } = useTranslation('console')
  const asked = useAnswer(ask('/cameras/{id}', { params: { id } }))
  const camera = asked.data?.camera
  const figures = useMemo(
    () =>
      camera === undefined
        ? []
        : COUNTS.map((value) => ({
            ...{ of: 'cameras' as const, subject: { id, label: readableName(camera.office ?? camera.name, id) } },
            ...{ everyMs: camera.everyMs, value, label: t(`camera.count.${value}`), digits: 0, thresholds: [] },
            unit: t(value === 'waiting' ? 'camera.people' : 'camera.counterUnit', { count: 0 }),
          })),
    [camera, t, id],
  )
  return <Shown device={camera} name={camera?.office ?? camera?.name} id={id} {...{ asked, ended, units, figures }} />
}

function Shown({
  device,
  name,
  id,
  asked,
  ended,
  units,
  figures,
}: {
  device: Pick<Sensor, 'commune' | 'simulated'> | undefined
  name: string | undefined
  id: string
  asked: { readonly error: Error | null; refetch(): unknown }
  ended: Retired
  units: UnitTree
  figures: readonly SourceFigure[]
}) {
  const { t } = useTranslation('console')
  const { view } = useView()
  const { at, by } = ended
  return (
    <div className="ended">
      <PageHead
        units={units}
        above={device?.commune ?? ended.unit ?? undefined}
        heading={readableName(name ?? ended.name ?? id, id)}
      >
        {device?.simulated && <SimulatedMark />}
        <CopyLink />
        <RangeSwitch chosen={view.range} />
      </PageHead>
      <p className="ended__said">
        <Marked is="ring">
          {by === null ? t('ended.itself', { at: formatDateTime(at) }) : t('ended.by', { at: formatDateTime(at), by })}
        </Marked>{' '}
        <Link to={addressOf({ ...onPage(view, { is: 'sources' }), show: ENDED })}>{t('sources.ended')}</Link>
      </p>
      {device === undefined ? (
        asked.error === null ? (
          <Skeleton lines={16} />
        ) : (
          <ApiTrouble error={asked.error} retry={() => void asked.refetch()} />
        )
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what does not fit
        <div className="ended__charts" tabIndex={0}>
          {figures.map((figure) => (
            <div key={figure.value} className="ended__chart">
              <SourceHistory {...figure} candidates={[]} isSimulated={device.simulated} until={at} />
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
