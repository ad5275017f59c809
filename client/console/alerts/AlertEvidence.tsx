import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow } from '../../live/useLive.ts'
import { formatAge, formatDateTime } from '../../ui/format.ts'
import '../parts/table.css'
import { SourceCode } from '../sources/SourceCode.tsx'
import { pageOfSource } from '../sources/sourcePage.ts'
import { useView } from '../useView.ts'
import { useEvidenceValue } from './useEvidenceValue.ts'

/** A number with its unit, or a word: never broken. What is longer is a sentence. */
const LONGEST_VALUE = 12
const isShort = (value: string) => value.length <= LONGEST_VALUE

/** What speaks for an alert, side by side: what was seen, who said it, when. Each source leads to where it is looked at. */
export function AlertEvidence({ evidence }: { evidence: Alert['evidence'] }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const written = useEvidenceValue()
  const now = useNow()
  const { toPage } = useView()
  if (evidence.length === 0) return <p className="console__empty">{t('systems.noEvidence')}</p>
  return (
    <table className="table">
      <caption className="visually-hidden">{t('systems.evidence', { count: evidence.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('systems.seen')}</th>
          <th scope="col">{t('alerts.value')}</th>
          <th scope="col">{t('systems.from')}</th>
          <th scope="col">{t('systems.at')}</th>
        </tr>
      </thead>
      <tbody>
        {evidence.map((each) => {
          const page = pageOfSource(each.source)
          return (
            <tr key={`${each.source}|${each.label.vi}`} className="table__row">
              <th scope="row" className="table__wrap">
                {text(each.label)}
              </th>
              <td className={isShort(each.value) ? 'table__whole' : 'table__wrap'}>{written(each.value)}</td>
              <td className="table__wrap">
                {page === undefined ? (
                  <SourceCode id={each.source} />
                ) : (
                  <Link className="table__link" to={toPage(page)}>
                    <SourceCode id={each.source} />
                  </Link>
                )}
              </td>
              <td>
                {formatDateTime(each.at)}
                <div className="table__faint">{formatAge(Math.max(0, now - each.at), language)}</div>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
