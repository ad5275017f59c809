import { useTranslation } from 'react-i18next'
import { asOf } from '../../../domain/freshness.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatDateTime, formatValue } from '../../ui/format.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import '../parts/table.css'
import type { SystemDetail } from '../../../domain/queries/systems.ts'
import type { LinkLine } from '../../panels/systemHealth.ts'
import { LinkStateMark } from './LinkStateMark.tsx'

/** The connections of a system: how each stands, since when, when something last went through, how much of a month it stood. */
export function SystemLinks({
  links,
  availability,
}: {
  links: readonly LinkLine[]
  availability: SystemDetail['availability']
}) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  if (links.length === 0) return <p className="console__empty">{t('systems.link.none')}</p>
  return (
    <table className="table">
      <caption className="visually-hidden">{t('systems.links', { count: links.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('systems.link.name')}</th>
          <th scope="col">{t('systems.link.state')}</th>
          <th scope="col">{t('systems.link.since')}</th>
          <th scope="col">{t('systems.link.lastSuccess')}</th>
          <th scope="col" className="table__number">
            {t('systems.link.availability')}
          </th>
        </tr>
      </thead>
      <tbody>
        {links.map((line) => {
          const { id, declared, link, freshness } = line
          const share = availability[id] ?? null
          return (
            <tr key={id} className="table__row">
              <th scope="row" className="table__wrap">
                {text(declared.name)} {link?.simulated && <SimulatedMark />}
              </th>
              <td>
                <LinkStateMark line={line} />
                {link !== undefined && (
                  <div className="table__faint">
                    <FreshnessMark freshness={freshness} at={asOf(link)} compact />
                  </div>
                )}
              </td>
              <td>{formatDateTime(link?.since)}</td>
              <td>{formatDateTime(link?.lastSuccessAt)}</td>
              <td className="table__number">{formatValue(share === null ? null : share * 100, 2, '%', language)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
