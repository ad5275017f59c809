import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { isWallAddress, SIGN_IN_PATH, WALL_PATH } from '../domain/pages.ts'
import { ConsoleDoor } from './doors/ConsoleDoor.tsx'
import { WallDoor } from './doors/WallDoor.tsx'
import { createQueryClient } from './live/api.ts'
import { sessionQuery } from './live/session.ts'
import { PageBoundary } from './ui/PageBoundary.tsx'
import { PageComing } from './ui/PageComing.tsx'

// A screen loads its own page and not the other's; the console's map comes later still.
const loadWall = () => import('./wall/WallPage.tsx')
const loadConsole = () => import('./console/ConsolePage.tsx')
const WallPage = lazy(loadWall)
const ConsolePage = lazy(loadConsole)
const SignInPage = lazy(() => import('./console/signIn/SignInPage.tsx'))

/** The question who asks is on its way while the page loads, and the page while it is answered. */
function begin() {
  const queries = createQueryClient()
  void queries.prefetchQuery(sessionQuery)
  const path = location.pathname
  // What fails here is loaded again, and said, where it is needed.
  if (path !== SIGN_IN_PATH) (isWallAddress(path) ? loadWall() : loadConsole()).catch(() => undefined)
  return queries
}

/** The wall at `/wall`, where one signs in at `/sign-in`; every other address is the console's, which knows what to say when there is nothing. */
export function App() {
  const [queries] = useState(begin)
  return (
    <PageBoundary>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Suspense fallback={<PageComing />}>
            <Routes>
              <Route
                path={`${WALL_PATH}/:name?`}
                element={
                  <WallDoor>
                    <WallPage />
                  </WallDoor>
                }
              />
              <Route path={SIGN_IN_PATH} element={<SignInPage />} />
              <Route
                path="*"
                element={
                  <ConsoleDoor>
                    <ConsolePage />
                  </ConsoleDoor>
                }
              />
            </Routes>
          </Suspense>
        </BrowserRouter>
      </QueryClientProvider>
    </PageBoundary>
  )
}
