import type { ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { ApiTrouble } from './ApiTrouble.tsx'

/** Keeps the failure of one part in its place: the rest of the page goes on, and the part can be tried again there. */
export function PartBoundary({ children, onRetry }: { children: ReactNode; onRetry?: () => void }) {
  return (
    <ErrorBoundary
      {...(onRetry && { onReset: onRetry })}
      fallbackRender={({ error, resetErrorBoundary }) => (
        <ApiTrouble error={error instanceof Error ? error : new Error(String(error))} retry={resetErrorBoundary} />
      )}
    >
      {children}
    </ErrorBoundary>
  )
}
