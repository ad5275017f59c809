import { createContext } from 'react'
import type { LiveClient } from './liveClient.ts'

/** The page's line to the hub; only `useLive.ts` reads it. */
export const LiveContext = createContext<LiveClient | undefined>(undefined)

/** Whether what stands in it shows a past moment; only `useLive.ts` reads it. */
export const PastContext = createContext(false)
