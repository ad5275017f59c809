import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PageNotice } from './PageNotice.tsx'
import { useView } from './useView.ts'

/** An address that shows nothing: what was asked, why that may be, and the ways on. */
export function NotFound({ what, search }: { what: string; search: () => void }) {
  const { t } = useTranslation('console')
  const { toPage } = useView()
  return (
    <PageNotice title={t('notFound.title')}>
      <p>
        <code className="not-found__what">{what}</code>
      </p>
      <p className="not-found__why">{t('notFound.why')}</p>
      <p className="console__row">
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
