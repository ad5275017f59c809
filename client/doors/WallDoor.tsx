import { lazy, type ReactNode, Suspense } from 'react'
import { LiveProvider } from '../live/LiveProvider.tsx'
import { useAskAgain, useAskedSession } from '../live/session.ts'
import { PageComing } from '../ui/PageComing.tsx'
import { beginAnew } from '../ui/reloadWhenReachable.ts'
import { useKeptPrincipal } from './useKeptPrincipal.ts'

const PairingPage = lazy(() => import('../wall/pairing/PairingPage.tsx'))

/** Lets onto the wall who may see the city's figures: a paired screen, or a person. Any other screen asks to be paired. */
export function WallDoor({ children }: { children: ReactNode }) {
  const { session, trouble } = useAskedSession()
  const askAgain = useAskAgain()
  const principal = session?.principal
  const isIn = principal != null && principal.pending === null
  const wasIn = useKeptPrincipal(isIn ? principal : undefined)
  if (session === undefined) return <PageComing isAway={trouble !== null} />
  if (!isIn || principal.may['figures.see'].length === 0) {
    return (
      <Suspense fallback={<PageComing />}>
        <PairingPage isDemo={session.demo !== null} wasPaired={wasIn} other={isIn ? principal.name : undefined} />
      </Suspense>
    )
  }
  return (
    <LiveProvider principal={principal} onRefused={askAgain} beginAnew={beginAnew}>
      {children}
    </LiveProvider>
  )
}
