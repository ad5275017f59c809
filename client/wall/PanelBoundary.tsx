import { type ReactNode, useEffect } from 'react'
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary'
import { useTranslation } from 'react-i18next'

/** Before a broken panel is tried again, ms. */
const RETRY_MS = 20_000

/** A panel that breaks leaves its place empty with a word, and is tried again; the rest of the wall goes on. */
export function PanelBoundary({ children }: { readonly children: ReactNode }) {
  return (
    <ErrorBoundary FallbackComponent={Broken} onError={(error) => console.error('panel', error)}>
      {children}
    </ErrorBoundary>
  )
}

function Broken({ resetErrorBoundary }: FallbackProps) {
  const { t } = useTranslation('wall')
  useEffect(() => {
    const timer = setTimeout(resetErrorBoundary, RETRY_MS)
    return () => clearTimeout(timer)
  }, [resetErrorBoundary])
  return <p className="wall-panel-broken">{t('broken.panel')}</p>
}
