import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Retired } from '../../domain/sources/source.ts'
import { formatDateTime } from '../ui/format.ts'
import { addressOf, onPage } from './address.ts'
import { PageNotice } from './PageNotice.tsx'
import { ENDED } from './shows.ts'
import { useView } from './useView.ts'

/**
 * An address that shows nothing: what was asked, why that may be, and the ways on.
 * @param ended the device of this address, where it has ended
 */
export function NotFound({ what, search, ended }: { what: string; search: () => void; ended?: Retired | undefined }) {
  const { t } = useTranslation('console')
  const { toPage, view } = useView()
  return (
    <PageNotice title={t(ended === undefined ? 'notFound.title' : 'notFound.ended')}>
      <p>
        <code className="not-found__what">{what}</code>
      </p>
      <p className="not-found__why">
        {ended === undefined ? t('notFound.why') : t('notFound.endedAt', { at: formatDateTime(ended.at) })}
      </p>
      <p className="console__row">
        {ended !== undefined && (
          <Link className="console__button" to={addressOf({ ...onPage(view, { is: 'sources' }), show: ENDED })}>
            {t('sources.ended')}
          </Link>
        )}
        <Link className="console__button" to={toPage({ is: 'city' })}>
          {t('notFound.city')}
        </Link>
        <button type="button" className="console__button" onClick={search}>
          {t('notFound.search')} <kbd>/</kbd>
        </button>
      </p>
    </PageNotice>
  )
}
