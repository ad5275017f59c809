import { type ReactNode, use, useMemo } from 'react'
import { useAnswer } from './api.ts'
import { ask } from './ask.ts'
import { LiveContext } from './LiveContext.ts'
import { pastClient } from './pastClient.ts'

/** What stands in it shows the city as it was at a moment. @param moment epoch ms; null: as it is now */
export function AtMoment({ moment, children }: { readonly moment: number | null; readonly children: ReactNode }) {
  return moment === null ? children : <InPast moment={moment}>{children}</InPast>
}

function InPast({ moment, children }: { readonly moment: number; readonly children: ReactNode }) {
  const live = use(LiveContext)
  const { data } = useAnswer(ask('/past/sensors', { query: { at: new Date(moment).toISOString() } }))
  const client = useMemo(() => live && pastClient(live, moment, data), [live, moment, data])
  return <LiveContext value={client}>{children}</LiveContext>
}
