import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { KeptReaderContext } from '../live/KeptReaderContext.ts'
import { LiveProvider } from '../live/LiveProvider.tsx'
import { useAskAgain, useAskedSession } from '../live/session.ts'
import { PageComing } from '../ui/PageComing.tsx'
import { beginAnew } from '../ui/reloadWhenReachable.ts'
import { signInAddress } from './returnPath.ts'
import { useKeptPrincipal } from './useKeptPrincipal.ts'
import { useKeptReader } from './useKeptReader.ts'

/** Lets into the console whom the hub lets in, and without a line whoever it let in last, to read what was kept; everybody else to the page to sign in, which leads back. */
export function ConsoleDoor({ children }: { children: ReactNode }) {
  const { session, trouble } = useAskedSession()
  const reader = useKeptReader(session, trouble)
  const askAgain = useAskAgain()
  const { pathname, search, hash } = useLocation()
  const principal = session?.principal
  // A wall's session is no person's: it opens the wall and nothing else.
  const isIn = principal != null && principal.pending === null && principal.is !== 'wall'
  const wasIn = useKeptPrincipal(isIn ? principal : undefined)
  if (session === undefined) return <PageComing isAway={trouble !== null} />
  if (!isIn) {
    const why = wasIn ? 'ended' : pathname === '/' ? undefined : 'first'
    return <Navigate to={signInAddress(pathname + search + hash, why)} replace />
  }
  return (
    <LiveProvider principal={principal} onRefused={askAgain} beginAnew={beginAnew}>
      <KeptReaderContext value={reader}>{children}</KeptReaderContext>
    </LiveProvider>
  )
}
