import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { asOf } from '../../../domain/freshness.ts'
import type { JudgedFreshness } from '../../../domain/reception.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import { SEVERITIES, type SensorKind, type Threshold } from '../../../domain/sensors/sensorKind.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useFeedReady, useNow, usePacedRows, useReception } from '../../live/useLive.ts'
import { useSensorKinds } from '../../live/useSensorKinds.ts'
import { readingFreshness } from '../../panels/truth.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatMeasured } from '../../ui/format.ts'
import { Name } from '../../ui/Name.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { type Column, isKnown } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { RowLink } from '../parts/table/RowLink.tsx'
import { FRESHNESS_ORDER, useFreshnessChoice } from '../parts/table/useFreshnessChoice.ts'
import { useLines } from '../parts/table/useLines.ts'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { type Figure, figuresOf, kindOf, reachedBy } from './quantities.ts'

/** A sensor with what it said last. */
interface SensorLine {
  readonly sensor: Sensor
  readonly reading: SensorReading | undefined
  /** With the thresholds in force; undefined for a kind that this page was built without. */
  readonly kind: SensorKind | undefined
  readonly freshness: JudgedFreshness
  /** The worst it has reached, while what it says can be judged. */
  readonly reached: Threshold | undefined
}

const keyOf = ({ sensor }: SensorLine) => sensor.id

/** Sensors of the unit in view with what each said last: its primary quantity, and the index where the kind has one. */
export function SensorTable({
  sensors,
  units,
  caption,
}: {
  sensors: readonly Sensor[]
  units: UnitTree
  caption: string
}) {
  const { t } = useTranslation('console')
  const ready = useFeedReady('sensors')
  const readings = usePacedRows('readings')
  const now = useNow()
  const reception = useReception()
  const kinds = useSensorKinds()
  const columns = useSensorColumns(units)
  const lines = useLines(sensors, keyOf, (sensor): SensorLine => {
    const reading = readings.get(sensor.id)
    const freshness = readingFreshness(sensor, reading, now, reception)
    const kind = kindOf(sensor.kind, kinds)
    const reached = freshness === 'live' ? figuresIn(kind, reading).map(reachedBy).findLast(isKnown) : undefined
    return { sensor, reading, kind, freshness, reached }
  })
  if (!ready) return <Skeleton lines={12} />
  return (
    <DataTable
      caption={caption}
      rows={lines}
      keyOf={keyOf}
      columns={columns}
      opensWith={{ by: 'threshold', falls: false }}
      none={t('sensors.none')}
    />
  )
}

function figuresIn(kind: SensorKind | undefined, reading: SensorReading | undefined): readonly Figure[] {
  return kind === undefined ? [] : figuresOf(kind, reading)
}

/** What a list shows of a sensor: its primary quantity, and its index. */
function shownFigures({ kind, reading }: SensorLine): readonly Figure[] {
  return figuresIn(kind, reading).filter(({ id }) => id === kind?.primary || id === 'index')
}

/** What needs somebody first: what has reached most, then who is silent. */
function compareByNeed(a: SensorLine, b: SensorLine): number {
  return (
    reachedOrder(a) - reachedOrder(b) || FRESHNESS_ORDER.indexOf(a.freshness) - FRESHNESS_ORDER.indexOf(b.freshness)
  )
}

const reachedOrder = ({ reached }: SensorLine) =>
  reached === undefined ? 0 : -1 - SEVERITIES.indexOf(reached.severity)

function useSensorColumns(units: UnitTree): readonly Column<SensorLine>[] {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const { t: list } = useTranslation('list')
  const [language] = useLanguage()
  const text = useText()
  const choice = useFreshnessChoice<SensorLine>(({ freshness }) => freshness)
  const simulated = useSimulatedValue<SensorLine>(({ sensor }) => sensor.simulated)
  return useMemo(() => {
    const kindName = (id: string) => {
      const kind = kindOf(id)
      return kind === undefined ? id : text(kind.label)
    }
    const place = ({ sensor }: SensorLine) => {
      const unit = units.byCode.get(sensor.commune)
      return unit === undefined ? sensor.commune : shortName(unit, language)
    }
    const reached = ({ reached: threshold }: SensorLine) => (threshold === undefined ? '' : text(threshold.label))
    return [
      {
        id: 'name',
        label: t('sensors.name'),
        rank: 'name',
        width: 150,
        grows: true,
        cell: ({ sensor }) => <SensorName sensor={sensor} />,
        order: ({ sensor }) => sensor.name,
        text: ({ sensor }) => `${sensor.name} ${sensor.id}`,
        exports: [
          { label: t('sensors.name'), kind: 'text', of: ({ sensor }) => sensor.name },
          { label: t('source.id'), kind: 'text', of: ({ sensor }) => sensor.id },
          simulated,
        ],
      },
      {
        id: 'kind',
        label: t('sensors.kind'),
        rank: 'second',
        width: 110,
        cell: ({ sensor }) => kindName(sensor.kind),
        order: ({ sensor }) => kindName(sensor.kind),
        text: ({ sensor }) => kindName(sensor.kind),
        choice: { of: ({ sensor }) => sensor.kind, label: kindName },
      },
      {
        id: 'place',
        label: t('sensors.place'),
        rank: 'third',
        width: 130,
        cell: place,
        order: place,
        text: place,
      },
      {
        id: 'value',
        label: t('sensors.value'),
        rank: 'first',
        width: 110,
        isNumber: true,
        fallsFirst: true,
        cell: (line) => {
          const figures = shownFigures(line)
          return figures.length === 0
            ? '–'
            : figures.map((figure) => formatMeasured(figure.value, figure, language)).join(' · ')
        },
        order: (line) => shownFigures(line)[0]?.value ?? undefined,
        exports: [
          { label: t('sensors.value'), kind: 'number', of: (line) => shownFigures(line)[0]?.value },
          { label: list('only.unit'), kind: 'text', of: (line) => shownFigures(line)[0]?.unit },
          {
            label: list('only.index'),
            kind: 'number',
            of: (line) => shownFigures(line).find(({ id }) => id === 'index')?.value,
          },
        ],
      },
      {
        id: 'threshold',
        label: t('sensors.threshold'),
        rank: 'first',
        width: 130,
        grows: true,
        cell: ({ reached: threshold }) =>
          threshold === undefined ? (
            '–'
          ) : (
            <>
              <SeverityMark severity={threshold.severity} /> {text(threshold.label)}
            </>
          ),
        compare: compareByNeed,
        text: reached,
      },
      {
        id: 'freshness',
        label: t('ranking.freshness'),
        rank: 'first',
        width: 130,
        fallsFirst: true,
        cell: ({ reading, freshness }) => <FreshnessMark freshness={freshness} at={asOf(reading)} compact />,
        order: ({ reading }) => asOf(reading) ?? undefined,
        text: ({ freshness }) => common(`freshness.${freshness}`),
        choice,
        exports: [
          { label: t('ranking.freshness'), kind: 'text', of: ({ freshness }) => common(`freshness.${freshness}`) },
          { label: t('source.deviceTime'), kind: 'moment', of: ({ reading }) => reading?.at },
          { label: t('source.receivedTime'), kind: 'moment', of: ({ reading }) => reading?.receivedAt },
        ],
      },
    ]
  }, [t, common, list, language, text, units, choice, simulated])
}

function SensorName({ sensor: { id, name } }: { sensor: Sensor }) {
  return (
    <RowLink page={{ is: 'sensor', id }}>
      <Name id={id}>{name}</Name>
    </RowLink>
  )
}
