import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/useLanguage.ts'
import { useHubClock } from '../../../live/useLive.ts'
import { formatDateTime, formatNumber } from '../../../ui/format.ts'
import type { Sort } from '../../address.ts'
import { EXPORT_FORMATS, type ExportFormat, exportTable } from '../../export/exportTable.ts'
import { useExportFault } from '../../export/useExportFault.ts'
import { Popup } from '../Popup.tsx'
import { filterText } from './ColumnFilters.tsx'
import type { Column } from './column.ts'
import { exportedList } from './exportedList.ts'
import type { ListState } from './useListState.ts'
import { useWayText } from './useWayText.ts'

/** The list as a file: as it stands, or whole. */
export function ExportMenu<Row>({
  caption,
  columns,
  shown,
  rows,
  ordered,
  sort,
  list,
  notes,
}: {
  caption: string
  columns: readonly Column<Row>[]
  shown: readonly Column<Row>[]
  rows: readonly Row[]
  ordered: readonly Row[]
  sort: Sort
  list: ListState
  notes: readonly string[]
}) {
  const { t } = useTranslation('list')
  const [language] = useLanguage()
  const hubNow = useHubClock()
  const [what, setWhat] = useState<'shown' | 'all'>('shown')
  const faultText = useExportFault()
  const [outcome, setOutcome] = useState<string>()
  const chosen = { shown: { rows: ordered, columns: shown }, all: { rows, columns } } as const
  const number = (n: number) => formatNumber(n, 0, language)
  const sorted = columns.find(({ id }) => id === sort.by)
  const way = useWayText()(sorted, sort)

  async function save(format: ExportFormat): Promise<void> {
    const { rows: exported, columns: exportedColumns } = chosen[what]
    const now = hubNow()
    const { find, where } = list.choice
    const asShown = [
      t('export.sorted', { column: sorted?.label ?? sort.by, way }),
      ...(find === undefined ? [] : [t('export.found', { find })]),
      ...where.map((filter) => t('export.filtered', { what: filterText(columns, filter) })),
    ]
    const table = exportedList({
      title: caption,
      columns: exportedColumns,
      rows: exported,
      notes: [
        t('export.from', { address: location.href }),
        t('export.at', { at: formatDateTime(now), rows: number(exported.length), total: number(rows.length) }),
        ...(what === 'shown' ? asShown : []),
        ...notes,
      ],
    })
    try {
      await exportTable(table, format, language, now)
      setOutcome(t('export.done', { count: exported.length, number: number(exported.length) }))
    } catch (error) {
      setOutcome(faultText(error))
    }
  }

  return (
    <Popup label={t('export.do')}>
      {() => (
        <>
          <fieldset>
            <legend>{t('export.what')}</legend>
            {(['shown', 'all'] as const).map((each) => (
              <label key={each} className="popup__choice">
                <input type="radio" name="export-what" checked={what === each} onChange={() => setWhat(each)} />
                {t(`export.${each}`, {
                  rows: number(chosen[each].rows.length),
                  columns: number(chosen[each].columns.length),
                })}
              </label>
            ))}
          </fieldset>
          <div className="console__row">
            {EXPORT_FORMATS.map((format) => (
              <button key={format} type="button" className="console__button" onClick={() => void save(format)}>
                {t(`export.${format}`)}
              </button>
            ))}
          </div>
          <p role="status" className="console__status">
            {outcome}
          </p>
        </>
      )}
    </Popup>
  )
}
