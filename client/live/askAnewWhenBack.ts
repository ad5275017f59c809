import type { LiveClient } from './liveClient.ts'

/** Screens that come back together ask the hub within this time, not all at once. */
const ASK_ANEW_WITHIN_MS = 3_000
/** A page that has had no line for so long since it opened was opened without one. */
const OPENED_WITHOUT_MS = 5_000

/**
 * What was asked over HTTP is asked again once the line is back, or has come at last to a page that was opened without one: an answer of before
 * is as old as the outage, and a question that failed meanwhile would wait for somebody who asks again.
 * @returns ends it
 */
export function askAnewWhenBack(
  client: Pick<LiveClient, 'connection' | 'onConnection'>,
  askAnew: () => void,
): () => void {
  let wasLost = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const opening = setTimeout(() => {
    wasLost ||= client.connection().is === 'connecting'
  }, OPENED_WITHOUT_MS)
  const stop = client.onConnection(() => {
    const { is } = client.connection()
    if (is === 'live' && wasLost) timer = setTimeout(askAnew, Math.random() * ASK_ANEW_WITHIN_MS)
    else clearTimeout(timer)
    wasLost = is === 'lost'
  })
  return () => {
    clearTimeout(opening)
    clearTimeout(timer)
    stop()
  }
}
