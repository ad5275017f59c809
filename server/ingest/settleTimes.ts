import type { Accepted, Timed } from './accepted.ts'
import type { DeviceClocks } from './deviceClocks.ts'

/** The message with the moments that count for its times; the message itself where those are the device's own. */
export function settleTimes(
  source: string,
  accepted: Accepted,
  clocks: Pick<DeviceClocks, 'areMoments' | 'moments'>,
): Accepted {
  switch (accepted.is) {
    case 'readings': {
      const readings = settle(source, accepted.readings, accepted.receivedAt, clocks)
      return readings === accepted.readings ? accepted : { ...accepted, readings }
    }
    case 'count': {
      const [count] = settle(source, [accepted.count], accepted.receivedAt, clocks)
      return count === undefined || count === accepted.count ? accepted : { ...accepted, count }
    }
    case 'statistics': {
      const { reports } = accepted
      const settled = settle(source, reports, reports[0]?.receivedAt ?? 0, clocks)
      return settled === reports ? accepted : { ...accepted, reports: settled }
    }
    case 'link': {
      const { receivedAt } = accepted
      const [report = accepted.report] = settle(source, [accepted.report], receivedAt, clocks)
      const { since = report.at, lastSuccess = report.at } = report
      if (report === accepted.report && since <= receivedAt && lastSuccess <= receivedAt) return accepted
      // What has begun, or went through, did so by now.
      return {
        ...accepted,
        report: {
          ...report,
          ...(report.since !== undefined && { since: Math.min(since, receivedAt) }),
          ...(report.lastSuccess !== undefined && { lastSuccess: Math.min(lastSuccess, receivedAt) }),
        },
      }
    }
    case 'event': {
      const [event] = settle(source, [accepted.event], accepted.event.receivedAt, clocks)
      return event === undefined || event === accepted.event ? accepted : { ...accepted, event }
    }
    default:
      return accepted
  }
}

function settle<T extends { readonly at: number }>(
  source: string,
  said: readonly T[],
  receivedAt: number,
  clocks: Pick<DeviceClocks, 'areMoments' | 'moments'>,
): readonly Timed<T>[] {
  if (clocks.areMoments(source, said, receivedAt)) return said
  const moments = clocks.moments(
    source,
    said.map(({ at }) => at),
    receivedAt,
  )
  return said.map((each, i) => {
    const at = moments[i] ?? each.at
    return at === each.at ? each : { ...each, at, deviceAt: each.at }
  })
}
