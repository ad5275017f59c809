import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { openAlerts } from '../../../domain/alerts/order.ts'
import { asOf } from '../../../domain/freshness.ts'
import { readableName } from '../../../domain/readableName.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { sensorSource } from '../../../domain/sourceId.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useFeedReady, useNow, useReception, useRow, useRows } from '../../live/useLive.ts'
import { useSensorKinds } from '../../live/useSensorKinds.ts'
import { readingFreshness } from '../../panels/truth.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { AlertList } from '../alerts/AlertList.tsx'
import { useStretchText } from '../history/HistoryPart.tsx'
import { SmallSourceHistory, SourceHistory } from '../history/SourceHistory.tsx'
import type { HistorySubject } from '../history/useHistories.ts'
import { MapPart } from '../map/MapPart.tsx'
import { CopyLink } from '../parts/CopyLink.tsx'
import { Level, Part } from '../parts/Level.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { RangeSwitch } from '../parts/RangeSwitch.tsx'
import { useView } from '../useView.ts'
import { FigureRail } from './FigureRail.tsx'
import { PlaceFact } from './PlaceFact.tsx'
import { type Figure, figuresOf, kindOf } from './quantities.ts'
import { SourceFacts } from './SourceFacts.tsx'
import { ThresholdTable } from './ThresholdTable.tsx'

const collator = new Intl.Collator('vi', { numeric: true })

/** One sensor: what it says now, its limits, its history, how its messages arrive, its alerts. */
export function SensorPage({ sensor, units }: { sensor: Sensor; units: UnitTree }) {
  const { t } = useTranslation('console')
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const { view } = useView()
  const reading = useRow('readings', sensor.id)
  const isComing = !useFeedReady('readings')
  const kind = kindOf(sensor.kind, useSensorKinds())
  const figures = kind === undefined ? [] : figuresOf(kind, reading)
  const chosen = figures.find((figure) => figure.id === view.quantity) ?? figures[0]
  const fresh = readingFreshness(sensor, reading, now, reception)
  const alerts = useSubjectAlerts('sensor', sensor.id)
  const kindName = kind === undefined ? sensor.kind : text(kind.label)
  const titleOf = useStretchText()
  const sensors = useRows('sensors')
  const likes = useMemo(() => likesOf(sensors, sensor), [sensors, sensor])
  const historyOf = (figure: Figure) => ({
    of: 'sensors' as const,
    subject: { id: sensor.id, label: readableName(sensor.name, sensor.id) },
    everyMs: sensor.everyMs,
    value: figure.id,
    label: text(figure.label),
    unit: figure.unit,
    digits: figure.digits,
    thresholds: figure.thresholds,
  })

  return (
    <Level
      head={
        <PageHead units={units} above={sensor.commune} heading={readableName(sensor.name, sensor.id)}>
          <span>{kindName}</span>
          {sensor.simulated && <SimulatedMark />}
          <CopyLink />
          <RangeSwitch chosen={view.range} />
        </PageHead>
      }
      rail={
        <FigureRail
          source={sensorSource(sensor.id)}
          label={t('sensor.now', { name: readableName(sensor.name, sensor.id) })}
          chosen={chosen?.id}
          freshness={fresh}
          at={asOf(reading)}
          isComing={isComing}
          figures={figures.map((figure) => ({ ...figure, label: text(figure.label) }))}
        />
      }
      map={<MapPart units={units} focus={{ is: 'sensor', id: sensor.id }} title={t('sensor.place')} />}
      history={
        chosen === undefined ? (
          <Part id="history" title={kindName}>
            <p className="console__empty">{t('history.none')}</p>
          </Part>
        ) : (
          <SourceHistory
            key={`${sensor.id}|${chosen.id}`}
            {...historyOf(chosen)}
            candidates={likes}
            isSimulated={sensor.simulated}
          />
        )
      }
      list={
        <Part id="list" title={t('sensor.details')}>
          <h3 className="console__sub">{t('sensor.messages')}</h3>
          <SourceFacts
            place={<PlaceFact device={sensor} units={units} />}
            source={sensorSource(sensor.id)}
            everyMs={sensor.everyMs}
            status={isComing ? undefined : (reading?.status ?? null)}
          />
          <h3 className="console__sub">{t('sensor.thresholds')}</h3>
          <ThresholdTable figures={figures} judge={fresh === 'live'} />
          {figures
            .filter((figure) => figure.id !== chosen?.id)
            .map((figure) => (
              <div key={figure.id}>
                <h3 className="console__sub">{titleOf(text(figure.label), t(`range.${view.range}`))}</h3>
                <SmallSourceHistory key={`${sensor.id}|${figure.id}`} {...historyOf(figure)} />
              </div>
            ))}
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

/** Other sensors of its kind, by name. */
function likesOf(sensors: ReadonlyMap<string, Sensor>, { id, kind }: Sensor): HistorySubject[] {
  return [...sensors.values()]
    .filter((other) => other.kind === kind && other.id !== id)
    .map((other) => ({ id: other.id, label: readableName(other.name, other.id) }))
    .sort((a, b) => collator.compare(a.label, b.label))
}

/** Open alerts about one sensor or camera. */
export function useSubjectAlerts(subject: 'sensor' | 'camera', id: string) {
  const alerts = useRows('alerts')
  return useMemo(
    () => openAlerts(alerts.values()).filter((alert) => alert.subject === subject && alert.subjectId === id),
    [alerts, subject, id],
  )
}
