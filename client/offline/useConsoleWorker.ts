import { useEffect } from 'react'
import { CONSOLE_WORKER } from '../live/browserPush.ts'
import { useAsker } from '../live/session.ts'

/** The page has come and begun to work: what it needs first has had the line for itself. */
const AFTER_MS = 5_000

/**
 * Has the browser keep the console's own files once the page stands, so that whoever has signed in can open it without a line. Nothing where the page is served
 * from source, and nothing where browsers allow no such thing: over plain HTTP, from another machine.
 */
export function useConsoleWorker(): void {
  const isPerson = useAsker()?.is === 'person'
  useEffect(() => {
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
    if (!isPerson || workers === undefined) return undefined
    if (!import.meta.env.PROD) {
      // A build that was served here before would go on answering.
      void workers.getRegistrations().then((all) => all.map((each) => each.unregister()))
      return undefined
    }
    const timer = setTimeout(() => {
      // Without it the console is what it was.
      workers.register(CONSOLE_WORKER, { updateViaCache: 'none' }).catch(() => undefined)
    }, AFTER_MS)
    return () => clearTimeout(timer)
  }, [isPerson])
}
