import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { limitText } from '../../../domain/kpis/limitText.ts'
import { type Day, dayOf, startOfDay } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import type { AnswerTo } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useNow } from '../../live/useLive.ts'
import { formatDate } from '../../ui/format.ts'
import { DayInput, NumberInput } from '../parts/TypedInput.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { useView } from '../useView.ts'
import { ChangeForm } from './ChangeForm.tsx'
import { changeColumns } from './changeColumns.tsx'

type Target = AnswerTo<'/settings'>['targets'][number]

const keyOf = ({ kpi }: Target) => kpi
const kpiOf = ({ kpi }: Target): Kpi => KPIS[kpi as KpiId]

/** What every KPI is held against, who has set it, and the form that sets another. */
export function TargetSettings({
  targets,
  mayChange,
  refetch,
}: {
  targets: readonly Target[]
  mayChange: boolean
  refetch: () => void
}) {
  const { t } = useTranslation('settings')
  const { view } = useView()
  // A KPI of another version of the hub is unknown to this page.
  const rows = useMemo(() => targets.filter(({ kpi }) => Object.hasOwn(KPIS, kpi)), [targets])
  return (
    <DataTable
      caption={t('show.targets')}
      rows={rows}
      keyOf={keyOf}
      columns={useTargetColumns(mayChange)}
      opensWith={{ by: 'kpi', falls: false }}
      none={t('noChanges')}
      opened={{
        key: mayChange ? view.opened : undefined,
        draw: (target) => <TargetForm target={target} refetch={refetch} />,
      }}
    />
  )
}

function useTargetColumns(mayChange: boolean): readonly Column<Target>[] {
  const { t } = useTranslation('settings')
  const [language] = useLanguage()
  const text = useText()
  return useMemo(() => {
    const limit = (target: Target, value: number) => limitText(kpiOf(target), value, language)
    const number = (id: 'value' | 'declared' | 'file', rank: 'first' | 'second' | 'third'): Column<Target> => ({
      id,
      label: t(id),
      rank,
      width: 130,
      isNumber: true,
      cell: (target) => limit(target, target[id]),
      order: (target) => target[id],
      exports: [{ label: t(id), kind: 'number', of: (target) => target[id] }],
    })
    const coming = (target: Target) =>
      target.coming
        .map(({ from, value }) =>
          t('comingFrom', {
            value: value === null ? t('asFile') : limit(target, value),
            from: formatDate(startOfDay(from)),
          }),
        )
        .join('; ')
    return [
      {
        id: 'kpi',
        label: t('kpi'),
        rank: 'name',
        width: 260,
        grows: true,
        wraps: true,
        cell: (target) => text(kpiOf(target).name),
        order: (target) => text(kpiOf(target).name),
        text: (target) => `${text(kpiOf(target).name)} ${target.kpi}`,
      },
      number('value', 'first'),
      number('declared', 'second'),
      number('file', 'third'),
      {
        id: 'coming',
        label: t('coming'),
        rank: 'second',
        width: 170,
        wraps: true,
        cell: (target) => coming(target) || '–',
        text: coming,
      },
      ...changeColumns<Target>(t, mayChange, keyOf, (target) => text(kpiOf(target).name)),
    ]
  }, [t, language, text, mayChange])
}

function TargetForm({ target, refetch }: { target: Target; refetch: () => void }) {
  const { t } = useTranslation('settings')
  const text = useText()
  const { replace } = useView()
  const today = dayOf(useNow())
  const id = useId()
  const kpi = kpiOf(target)
  const command = useCommand('changeTarget', ['/settings', '/targets'])
  const [value, setValue] = useState<number | undefined>(target.value)
  const [from, setFrom] = useState<Day | undefined>(today)
  return (
    <ChangeForm
      label={t('changeOf', { what: text(kpi.name) })}
      command={command}
      subject={target.kpi}
      seen={target.seen}
      said={value === undefined || from === undefined ? undefined : { kpi: target.kpi, value, from }}
      close={() => replace({ opened: undefined })}
      refused={refetch}
    >
      <div className="setting-form__field">
        <label htmlFor={`${id}value`}>
          {t('newValue')} ({text(kpi.unit)})
        </label>
        <NumberInput id={`${id}value`} required value={value} onValue={setValue} />
      </div>
      <div className="setting-form__field">
        <label htmlFor={`${id}from`}>{t('from')}</label>
        <DayInput id={`${id}from`} value={from} min={today} onValue={setFrom} />
      </div>
      <p className="setting-form__hint">{t('fromHint')}</p>
    </ChangeForm>
  )
}
