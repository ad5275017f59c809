import { parseEpochMs, parseInstant } from '../../domain/instant.ts'
import type { EvidenceMessage } from '../../domain/kpis/explanation.ts'
import { eventSource } from '../../domain/sourceId.ts'
import { formatTopic } from '../../domain/topics.ts'
import type { Clock } from '../clock.ts'
import { itemsOf } from '../ingest/excerpt.ts'
import { DEFAULT_MESSAGES_FOR_MS, DEFAULT_RETENTION } from '../store/rollups.ts'
import type { RawMessage, StatisticReport, Store, StoredEvent, StoredMessage } from '../store/store.ts'

/** Of a longer array only the item is shown that speaks of the day or moment in question, as it was written. Characters. */
const SHOWN_WHOLE = 4_096

/** What is known of a message without it. */
export type Rebuilt = Omit<EvidenceMessage, 'reconstructed' | 'why' | 'part'>

/** Whose message is to be shown. */
export type Wanted =
  | { readonly is: 'report'; readonly source: string; readonly report: StatisticReport }
  | { readonly is: 'event'; readonly event: StoredEvent }
  /** What a sensor, a camera or a connection said last. */
  | { readonly is: 'last'; readonly rebuilt: Rebuilt }
  /** Pictures are in memory only: that one came, and when, is the evidence. */
  | { readonly is: 'picture'; readonly rebuilt: Rebuilt }

/** The messages behind figures, as they came while they are kept, and after that rebuilt from what they said. */
export interface OriginalMessages {
  /** In the order of what is wanted. */
  of(wanted: readonly Wanted[]): Promise<EvidenceMessage[]>
}

export function createOriginalMessages({
  store = NOTHING_KEPT,
  clock,
  prefix,
  messagesForMs = DEFAULT_MESSAGES_FOR_MS,
  lastForMs = DEFAULT_RETENTION.raw,
}: {
  store?: Pick<Store, 'reportMessages' | 'eventMessages' | 'sourceMessages'>
  clock: Clock
  prefix: string
  /** How long those of reports and events are kept, ms. */
  messagesForMs?: number
  /** How long what a source said last is kept, ms. */
  lastForMs?: number
}): OriginalMessages {
  function rebuiltOf(wanted: Wanted): Rebuilt {
    if (wanted.is === 'report') {
      const { source, report } = wanted
      const { system, unit, period, at, receivedAt, counts } = report
      const topic = formatTopic({ is: 'statistics', system, unit }, prefix)
      return { source, topic, at, receivedAt, day: period, body: { period, at, counts } }
    }
    if (wanted.is === 'event') {
      const { system, unit, id, at, receivedAt, severity, title, state, simulated } = wanted.event
      const topic = formatTopic({ is: 'event', system, unit }, prefix)
      const body = { id, at, severity, title, state, ...(simulated && { simulated }) }
      return { source: eventSource(system, unit), topic, at, receivedAt, body }
    }
    return wanted.rebuilt
  }

  function reconstructed(wanted: Wanted): EvidenceMessage {
    const rebuilt = rebuiltOf(wanted)
    const keptForMs = wanted.is === 'last' ? lastForMs : messagesForMs
    const isOver = rebuilt.receivedAt < clock.now() - keptForMs
    return {
      ...rebuilt,
      reconstructed: true,
      why: wanted.is === 'picture' ? 'picture' : isOver ? 'expired' : 'notKept',
    }
  }

  return {
    async of(wanted) {
      const reports = wanted.flatMap((one) => (one.is === 'report' ? [one.report] : []))
      const events = wanted.flatMap((one) => (one.is === 'event' ? [one.event] : []))
      const sources = wanted.flatMap((one) => (one.is === 'last' ? [one.rebuilt.source] : []))
      const [ofReports, ofEvents, ofSources] = await Promise.all([
        store.reportMessages(reports),
        store.eventMessages(events),
        store.sourceMessages(sources),
      ])
      const itemsById = createItems()
      let [report, event] = [0, 0]
      return wanted.map((one): EvidenceMessage => {
        const came =
          one.is === 'report' ? ofReports[report++] : one.is === 'event' ? ofEvents[event++] : lastOf(one, ofSources)
        if (came === undefined) return reconstructed(one)
        const { source, at, day } = rebuiltOf(one)
        const { topic, receivedAt } = came
        const told = one.is === 'report' ? (one.report.deviceAt ?? at) : at
        const common = { source, topic, at, receivedAt, ...(day !== undefined && { day }), reconstructed: false }
        const piece = came.body.length > SHOWN_WHOLE ? pieceOf(itemsById(came), day, told) : undefined
        if (piece === undefined) return { ...common, body: came.body }
        const { id = null } = came as Partial<StoredMessage>
        const { text, of } = piece
        return { ...common, body: text, part: { of, bytes: Buffer.byteLength(came.body), message: id } }
      })
    },
  }
}

const NOTHING_KEPT: Pick<Store, 'reportMessages' | 'eventMessages' | 'sourceMessages'> = {
  reportMessages: async () => [],
  eventMessages: async () => [],
  sourceMessages: async () => new Map(),
}

function lastOf(wanted: Wanted, found: Awaited<ReturnType<Store['sourceMessages']>>): RawMessage | undefined {
  if (wanted.is !== 'last') return undefined
  const came = found.get(wanted.rebuilt.source)
  // The picture may be older or younger than what is kept: another moment is another message.
  return came?.at === wanted.rebuilt.at ? came : undefined
}

interface Item {
  /** As it was written. */
  readonly text: string
  readonly period: unknown
  /** Epoch ms; undefined where it says none that can be read. */
  readonly at: number | undefined
}

/** Taken apart once for all days that a message tells of. */
function createItems(): (message: RawMessage) => readonly Item[] {
  const known = new Map<string, readonly Item[]>()
  return ({ body }) => {
    const items = known.get(body) ?? itemsOf(body).map(readItem)
    known.set(body, items)
    return items
  }
}

function readItem(text: string): Item {
  const said: unknown = JSON.parse(text)
  const { period, at } = (typeof said === 'object' && said !== null ? said : {}) as { period?: unknown; at?: unknown }
  const parsed = typeof at === 'number' ? parseEpochMs(at) : typeof at === 'string' ? parseInstant(at) : undefined
  return { text, period, at: parsed?.ok ? parsed.at : undefined }
}

/** The item that speaks of this day, told at this moment; undefined when the message is no list of several, or has none. */
function pieceOf(
  items: readonly Item[],
  day: string | undefined,
  at: number,
): { readonly text: string; readonly of: number } | undefined {
  if (items.length < 2) return undefined
  const ofDay = day === undefined ? items : items.filter(({ period }) => period === day)
  const item = ofDay.find((one) => one.at === at) ?? (day === undefined ? undefined : ofDay[0])
  return item && { text: item.text, of: items.length }
}
