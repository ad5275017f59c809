import { type ReactNode, useEffect } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { useTranslation } from 'react-i18next'
import './pageBoundary.css'
import { reloadWhenReachable } from './reloadWhenReachable.ts'

/** Around the whole page: whatever breaks, it says so calmly and comes back by itself. */
export function PageBoundary({ children }: { children: ReactNode }) {
  return <ErrorBoundary fallback={<Broken />}>{children}</ErrorBoundary>
}

function Broken() {
  const { t } = useTranslation('common')
  useEffect(() => reloadWhenReachable(), [])
  return (
    <main className="broken" role="alert">
      <h1 className="broken__title">{t('broken.title')}</h1>
      <p className="broken__hint">{t('broken.hint')}</p>
      <button type="button" className="broken__reload" onClick={() => location.reload()}>
        {t('broken.reload')}
      </button>
    </main>
  )
}
