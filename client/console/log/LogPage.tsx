import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS, MINUTE_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useAnswerPages } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useNow, useRow } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { formatNumber } from '../../ui/format.ts'
import { Listing } from '../parts/Listing.tsx'
import { Marked } from '../parts/Marked.tsx'
import { MomentInput } from '../parts/TypedInput.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { useLogProblemText } from '../parts/useLogProblemText.ts'
import { usePageUnit } from '../parts/usePageUnit.ts'
import { useView } from '../useView.ts'
import { LogDetail } from './LogDetail.tsx'
import { type LogLine, useLogColumns } from './logColumns.tsx'
import './logPage.css'

/** So many entries are asked for at a time, the newest first. */
const PAGE = 500

const keyOf = ({ number }: LogLine) => String(number)

/** Who did what, to what, when, from where and with what result. Every filter stands in the address and is the hub's, not the list's alone. */
export function LogPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('log')
  const [language] = useLanguage()
  const { view } = useView()
  const { unit, above, name } = usePageUnit(units, asked)
  const broken = useRow('hub', 'hub')?.logProblem ?? null
  const logText = useLogProblemText()
  const only = (column: string) => view.where.find((filter) => filter.column === column)?.is
  const log = useAnswerPages(
    ask('/audit', {
      query: {
        who: only('who'),
        did: only('did'),
        result: only('result') ?? view.show,
        unit: unit === CITY ? undefined : unit,
        from: view.zoom?.from,
        to: view.zoom?.to,
        limit: PAGE,
      },
    }),
    { refetchMs: MINUTE_MS },
  )
  const lines = useMemo(() => log.data?.pages.flatMap(({ entries }) => entries), [log.data])
  const columns = useLogColumns(log.data?.pages[0]?.acts)
  const title = name === undefined ? t('title') : t('titleOf', { unit: name })
  const count = lines && `${formatNumber(lines.length, 0, language)}${log.hasNextPage ? '+' : ''}`

  return (
    <Listing
      units={units}
      above={above}
      heading={title}
      groupsLabel={t('groups')}
      groups={([undefined, 'done', 'refused'] as const).map((show) => ({
        show,
        label: t(show ?? 'all'),
        count: view.show === show ? count : undefined,
      }))}
      side={
        <>
          <TimeChoice />
          <UnitChoice units={units} unit={unit} page="log" />
        </>
      }
    >
      {broken !== null && (
        <p role="alert">
          <Marked is="diamond" tone="missed">
            {logText(broken)}
          </Marked>
        </p>
      )}
      <AskedTable
        caption={title}
        rows={lines}
        asked={log}
        lines={16}
        older={t('older')}
        loaded={lines && t('loaded', { count: lines.length, number: formatNumber(lines.length, 0, language) })}
        keyOf={keyOf}
        columns={columns}
        opensWith={{ by: 'number', falls: true }}
        none={t('none')}
        opened={{ key: view.opened, draw: (line) => <LogDetail line={line} /> }}
        notes={[t('note')]}
      />
    </Listing>
  )
}

/** From when until when, on the clock of the city; the same stretch that the address has for charts. */
function TimeChoice() {
  const { t } = useTranslation('log')
  const { view, change } = useView()
  const now = useNow()
  const { zoom } = view
  const set = (next: { from?: number; to?: number }) => {
    const { from = zoom?.from ?? (next.to ?? now) - DAY_MS, to = zoom?.to ?? Math.ceil(now / MINUTE_MS) * MINUTE_MS } =
      next
    if (from < to) change({ zoom: { from, to } })
    else change({ zoom: next.from === undefined ? { from: to - DAY_MS, to } : { from, to: from + DAY_MS } })
  }
  return (
    <span className="log-time">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} htmlFor={`log-${end}`}>
          {t(end)}{' '}
          <MomentInput
            id={`log-${end}`}
            className="console__button"
            value={zoom?.[end]}
            onValue={(at) => {
              if (at !== undefined) set({ [end]: at })
            }}
          />
        </label>
      ))}
      {zoom !== undefined && (
        <button type="button" className="console__button" onClick={() => change({ zoom: undefined })}>
          {t('anyTime')}
        </button>
      )}
    </span>
  )
}
