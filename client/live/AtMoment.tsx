import { type ReactNode, use, useMemo } from 'react'
import { useAnswer } from './api.ts'
import { ask } from './ask.ts'
import { LiveContext, PastContext } from './LiveContext.ts'
import { pastClient } from './pastClient.ts'

/** What stands in it shows the city as it was at a moment. It stays while the moment becomes another. @param moment epoch ms; null: as it is now */
export function AtMoment({ moment, children }: { readonly moment: number | null; readonly children: ReactNode }) {
  const live = use(LiveContext)
  const { data } = useAnswer(ask('/past/sensors', { query: { at: new Date(moment ?? 0).toISOString() } }), {
    enabled: moment !== null,
  })
  const told = data?.at === moment ? data : undefined
  const client = useMemo(
    () => (live === undefined || moment === null ? live : pastClient(live, moment, told)),
    [live, moment, told],
  )
  return (
    <PastContext value={moment !== null}>
      <LiveContext value={client}>{children}</LiveContext>
    </PastContext>
  )
}
