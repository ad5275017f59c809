import { type ReactNode, useEffect } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { useTranslation } from 'react-i18next'
import { reloadWhenReachable } from '../ui/reloadWhenReachable.ts'

/** When the wall itself breaks it shows its own quiet page, says that it is coming back, and comes back. */
export function WallBoundary({ children }: { readonly children: ReactNode }) {
  return (
    <ErrorBoundary fallback={<Broken />} onError={(error) => console.error('wall', error)}>
      {children}
    </ErrorBoundary>
  )
}

function Broken() {
  const { t } = useTranslation('wall')
  useEffect(() => reloadWhenReachable(), [])
  return <div className="wall-broken">{t('broken.wall')}</div>
}
