import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SENSOR_KINDS, type SensorKindId } from '../../../domain/sensors/index.ts'
import type { Threshold } from '../../../domain/sensors/sensorKind.ts'
import { thresholdValue } from '../../../domain/settings/settingLimit.ts'
import { THRESHOLDS } from '../../../domain/settings/thresholds.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import type { AnswerTo } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { NumberInput } from '../parts/TypedInput.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { useView } from '../useView.ts'
import { ChangeForm } from './ChangeForm.tsx'
import { changeColumns } from './changeColumns.tsx'

type Setting = AnswerTo<'/settings'>['thresholds'][number]
interface Line extends Setting {
  readonly kind: SensorKindId
  readonly threshold: Threshold
}

/** As addresses hold it: a key has a slash. */
const rowOf = ({ key }: Pick<Setting, 'key'>) => key.replace('/', '-')

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
        return declared === undefined ? [] : [{ ...setting, kind: declared.kind, threshold: declared.threshold }]
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
      cell: (line) => `≥ ${thresholdValue(line, line[id], language)}`,
      order: (line) => line[id],
      exports: [{ label: t(id), kind: 'number', of: (line) => line[id] }],
    })
    return [
      {
        id: 'kind',
        label: t('kind'),
        rank: 'second',
        width: 170,
        cell: ({ kind }) => text(SENSOR_KINDS[kind].label),
        order: ({ kind, at }) => `${text(SENSOR_KINDS[kind].label)} ${String(at).padStart(8, '0')}`,
        text: ({ kind }) => text(SENSOR_KINDS[kind].label),
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
  const [at, setAt] = useState<number | undefined>(line.at)
  const id = useId()
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
      <div className="setting-form__field">
        <label htmlFor={id}>{t('newValue')}</label>
        <NumberInput id={id} required value={at} onValue={setAt} />
      </div>
      <p className="setting-form__hint">
        {t('allowed')}:{' '}
        {t('allowedFrom', {
          min: thresholdValue(line, line.min, language),
          max: thresholdValue(line, line.max, language),
        })}
      </p>
    </ChangeForm>
  )
}
