import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Route, Routes } from 'react-router'
import { startI18n } from './i18n/startI18n.ts'
import { createQueryClient } from './live/api.ts'
import { LiveProvider } from './live/LiveProvider.tsx'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { PageComing } from './ui/PageComing.tsx'
import './ui/base.css'

// A screen loads its own page and not the other's; the console's map comes later still.
const WallPage = lazy(() => import('./wall/WallPage.tsx'))
const ConsolePage = lazy(() => import('./console/ConsolePage.tsx'))

startI18n()
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={createQueryClient()}>
        <LiveProvider>
          <BrowserRouter>
            <Suspense fallback={<PageComing />}>
              <Routes>
                <Route path="/wall/*" element={<WallPage />} />
                <Route path="*" element={<ConsolePage />} />
              </Routes>
            </Suspense>
          </BrowserRouter>
        </LiveProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
)
