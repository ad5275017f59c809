import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limitDigits } from '../../../domain/digits.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { SensorKind, Threshold } from '../../../domain/sensors/sensorKind.ts'
import { THRESHOLDS } from '../../../domain/settings/thresholds.ts'
import type { Language } from '../../../domain/text.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import type { AnswerTo } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { formatValue } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { useView } from '../useView.ts'
import { ChangeForm, numberIn } from './ChangeForm.tsx'
import { changeColumns } from './changeColumns.tsx'

type Setting = AnswerTo<'/settings'>['thresholds'][number]
interface Line extends Setting {
  readonly kind: SensorKind
  readonly threshold: Threshold
}

/** As addresses hold it: a key has a slash. */
const rowOf = ({ key }: Pick<Setting, 'key'>) => key.replace('/', '-')

/** `1,75 m`. */
function limitOf({ kind, threshold }: Line, at: number, language: Language): string {
  const { unit = '', digits = 0 } = kind.quantities[threshold.quantity] ?? { digits: kind.index?.digits }
  return formatValue(at, limitDigits(at, digits), unit, language)
}

/** At what a kind of sensors raises an alert, who has set it, and the form that sets another. */
export function ThresholdSettings({
  thresholds,
  mayChange,
  refetch,
}: {
  thresholds: readonly Setting[]
  mayChange: boolean
  refetch: () => void
}) {
  const { t } = useTranslation('settings')
  const { view } = useView()
  const rows = useMemo(
    () =>
      thresholds.flatMap((setting): Line[] => {
        const declared = THRESHOLDS.find(({ key }) => key === setting.key)
        return declared === undefined
          ? []
          : [{ ...setting, kind: SENSOR_KINDS[declared.kind], threshold: declared.threshold }]
      }),
    [thresholds],
  )
  return (
    <DataTable
      caption={t('show.thresholds')}
      rows={rows}
      keyOf={rowOf}
      columns={useThresholdColumns(mayChange)}
      opensWith={{ by: 'kind', falls: false }}
      none={t('noChanges')}
      opened={{
        key: mayChange ? view.opened : undefined,
        draw: (line) => <ThresholdForm line={line} refetch={refetch} />,
      }}
    />
  )
}

function useThresholdColumns(mayChange: boolean): readonly Column<Line>[] {
  const { t } = useTranslation('settings')
  const [language] = useLanguage()
  const text = useText()
  return useMemo(() => {
    const number = (id: 'at' | 'declared', rank: 'first' | 'second'): Column<Line> => ({
      id,
      label: t(id),
      rank,
      width: 110,
      isNumber: true,
      cell: (line) => `≥ ${limitOf(line, line[id], language)}`,
      order: (line) => line[id],
      exports: [{ label: t(id), kind: 'number', of: (line) => line[id] }],
    })
    return [
      {
        id: 'kind',
        label: t('kind'),
        rank: 'second',
        width: 170,
        cell: ({ kind }) => text(kind.label),
        order: ({ kind, at }) => `${text(kind.label)} ${String(at).padStart(8, '0')}`,
        text: ({ kind }) => text(kind.label),
      },
      {
        id: 'threshold',
        label: t('threshold'),
        rank: 'name',
        width: 240,
        grows: true,
        wraps: true,
        cell: ({ threshold }) => (
          <>
            {text(threshold.label)} <SeverityMark severity={threshold.severity} />
            <div className="table__faint">{threshold.source}</div>
          </>
        ),
        order: ({ threshold }) => text(threshold.label),
        text: ({ threshold }) => text(threshold.label),
      },
      number('at', 'first'),
      number('declared', 'second'),
      ...changeColumns<Line>(t, mayChange, rowOf, ({ threshold }) => text(threshold.label)),
    ]
  }, [t, language, text, mayChange])
}

function ThresholdForm({ line, refetch }: { line: Line; refetch: () => void }) {
  const { t } = useTranslation('settings')
  const [language] = useLanguage()
  const text = useText()
  const { replace } = useView()
  const command = useCommand('changeThreshold', ['/settings'])
  const [written, setWritten] = useState(String(line.at))
  const at = numberIn(written)
  const { key: threshold } = line
  return (
    <ChangeForm
      label={t('changeOf', { what: text(line.threshold.label) })}
      command={command}
      subject={threshold}
      seen={line.seen}
      said={at === undefined ? undefined : { threshold, at }}
      close={() => replace({ opened: undefined })}
      refused={refetch}
    >
      <label className="setting-form__field">
        {t('newValue')}
        <input
          type="text"
          inputMode="decimal"
          value={written}
          onChange={({ target: { value } }) => setWritten(value)}
        />
      </label>
      <p className="setting-form__hint">
        {t('allowed')}:{' '}
        {t('allowedFrom', { min: limitOf(line, line.min, language), max: limitOf(line, line.max, language) })}
      </p>
    </ChangeForm>
  )
}
