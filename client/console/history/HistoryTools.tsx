import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useNow } from '../../live/useLive.ts'
import { BESIDES, MOST_OTHERS } from '../address.ts'
import type { ExportedTable } from '../export/exportedTable.ts'
import { EXPORT_FORMATS, exportTable } from '../export/exportTable.ts'
import { useExportFault } from '../export/useExportFault.ts'
import { Popup } from '../parts/Popup.tsx'
import { useView } from '../useView.ts'
import './historyTools.css'
import type { HistorySubject } from './useHistories.ts'
import { move, type Stretch, zoomIn, zoomOut } from './zoom.ts'

/**
 * What can be done with a chart: look closer, move along, lay something beside it, take it along. Everything but taking it along stands in
 * the address.
 * @param leastMs shortest stretch that has something to show
 * @param latest epoch ms: nothing is known beyond
 * @param candidates what can be laid beside the subject, in the order in which it is offered
 * @param table what is drawn, as a table; undefined while it is not there
 */
export function HistoryTools({
  span,
  leastMs,
  latest,
  candidates,
  table,
}: {
  span: Stretch
  leastMs: number
  latest: number
  candidates: readonly HistorySubject[]
  table: (() => ExportedTable) | undefined
}) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const now = useNow()
  const { view, change } = useView()
  const faultText = useExportFault()
  const [fault, setFault] = useState<string>()
  const zoomTo = ({ from, to }: Stretch) => change({ zoom: wholeMinutes({ from, to }) })
  const steps = [
    { name: 'earlier', sign: '‹', to: move(span, -1, latest), isIdle: false },
    { name: 'later', sign: '›', to: move(span, 1, latest), isIdle: span.to >= latest },
    { name: 'in', sign: '+', to: zoomIn(span, leastMs), isIdle: span.to - span.from <= leastMs },
    { name: 'out', sign: '−', to: zoomOut(span, latest), isIdle: false },
  ] as const
  return (
    <div className="history-tools" role="toolbar" aria-label={t('compare.tools')}>
      {view.zoom !== undefined && (
        <button type="button" className="history-tools__button" onClick={() => change({ zoom: undefined })}>
          {t('compare.whole', { range: t(`range.${view.range}`) })}
        </button>
      )}
      {steps.map(({ name, sign, to, isIdle }) => (
        <button
          key={name}
          type="button"
          className="history-tools__button"
          aria-label={t(`compare.${name}`)}
          title={t(`compare.${name}`)}
          disabled={isIdle}
          onClick={() => zoomTo(to)}
        >
          {sign}
        </button>
      ))}
      <Popup label={t('compare.title')}>{() => <Beside candidates={candidates} />}</Popup>
      {table !== undefined && (
        <Popup label={t('compare.take')}>
          {(close) => (
            <>
              {EXPORT_FORMATS.map((format) => (
                <button
                  key={format}
                  type="button"
                  className="console__button"
                  onClick={() => {
                    exportTable(table(), format, language, now).then(close, (error) => setFault(faultText(error)))
                  }}
                >
                  {format.toUpperCase()}
                </button>
              ))}
              <p role="status" className="console__status">
                {fault}
              </p>
            </>
          )}
        </Popup>
      )}
    </div>
  )
}

/** The earlier time and the others beside the subject. */
function Beside({ candidates }: { candidates: readonly HistorySubject[] }) {
  const { t } = useTranslation('console')
  const { view, change } = useView()
  const chosen = view.others.flatMap((id) => candidates.find((each) => each.id === id) ?? [])
  return (
    <div className="history-tools__beside">
      <fieldset>
        <legend>{t('compare.time')}</legend>
        {[undefined, ...BESIDES].map((beside) => (
          <label key={beside ?? ''}>
            <input type="radio" name="beside" checked={view.beside === beside} onChange={() => change({ beside })} />
            {t(beside === undefined ? 'compare.nothing' : `compare.${beside}`)}
          </label>
        ))}
      </fieldset>
      {candidates.length > 0 && (
        <fieldset>
          <legend>{t('compare.others', { count: MOST_OTHERS })}</legend>
          {chosen.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              className="console__button"
              onClick={() => change({ others: view.others.filter((other) => other !== id) })}
            >
              {t('compare.remove', { name: label })}
            </button>
          ))}
          {chosen.length < MOST_OTHERS && (
            <select
              className="console__button"
              aria-label={t('compare.add')}
              value=""
              onChange={({ target: { value } }) => {
                if (value !== '') change({ others: [...chosen.map(({ id }) => id), value] })
              }}
            >
              <option value="">{t('compare.add')}</option>
              {candidates
                .filter(({ id }) => !view.others.includes(id))
                .map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
            </select>
          )}
        </fieldset>
      )}
    </div>
  )
}

const MINUTE_MS = 60_000

/** As addresses hold it, outwards so that nothing chosen is lost. */
export function wholeMinutes({ from, to }: Stretch): Stretch {
  return { from: Math.floor(from / MINUTE_MS) * MINUTE_MS, to: Math.ceil(to / MINUTE_MS) * MINUTE_MS }
}
