import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { WALL_PATH } from '../domain/pages.ts'
import { createQueryClient } from './live/api.ts'
import { LiveProvider } from './live/LiveProvider.tsx'
import { PageBoundary } from './ui/PageBoundary.tsx'
import { PageComing } from './ui/PageComing.tsx'

// A screen loads its own page and not the other's; the console's map comes later still.
const WallPage = lazy(() => import('./wall/WallPage.tsx'))
const ConsolePage = lazy(() => import('./console/ConsolePage.tsx'))

/** The wall at `/wall`; every other address is the console's, which knows what to say when there is nothing. */
export function App() {
  const [queries] = useState(createQueryClient)
  return (
    <PageBoundary>
      <QueryClientProvider client={queries}>
        <LiveProvider>
          <BrowserRouter>
            <Suspense fallback={<PageComing />}>
              <Routes>
                <Route path={WALL_PATH} element={<WallPage />} />
                <Route path="*" element={<ConsolePage />} />
              </Routes>
            </Suspense>
          </BrowserRouter>
        </LiveProvider>
      </QueryClientProvider>
    </PageBoundary>
  )
}
