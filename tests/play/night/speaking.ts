import type { Publisher } from '../../support/publisher.ts'
import { saysNumber } from '../reading.ts'

/** What can stand on a screen at a moment: a value from when it was published until another one was, or until it was old. */
interface Said {
  readonly value: number
  /** When it was handed to the broker, `performance.now()`. */
  readonly from: number
  /** When the next one had been taken by the broker; undefined: it is the latest. */
  until: number | undefined
}

/** Sources that never say the same twice within minutes, so that a number tells when it was published; and the book of what they said. */
export interface Speaking {
  start(): Promise<void>
  stop(): void
  /** A source falls silent, and speaks again. @param id as in `sensor/MN-CAN-THO` */
  setSilent(id: string, isSilent: boolean): void
  /** Names of the figures, as `data-figure`, of which it is known what they must say. */
  readonly figures: readonly string[]
  /** Whether a figure that looks live may say so much: it was so at some moment of the last `lateMs`. */
  mayBe(figure: string, text: string, at: number, lateMs: number): boolean
  /** What a figure ought to say. */
  latest(figure: string): number | undefined
  /** Whether what a figure says was published after a moment, `performance.now()`. */
  isAfter(figure: string, text: string, moment: number): boolean
}

const EVERY_MS = 2_000
/** Two and a half promised intervals, five seconds at least: the contract's own. */
const STALE_MS = 5_000
const COUNT_STALE_MS = 75_000
/** So many are kept of each. */
const KEPT = 400

const SENSORS = [
  {
    id: 'MN-CAN-THO',
    ...{ kind: 'waterLevel', quantity: 'level', name: 'Trạm Cần Thơ', commune: '31135', lng: 105.7872, lat: 10.0526 },
    value: (n: number) => 0.4 + (n % 120) / 100,
  },
  {
    id: 'MUA-NK',
    ...{ kind: 'rain', quantity: 'rate', name: 'Mưa Ninh Kiều', commune: '31117', lng: 105.78, lat: 10.04 },
    value: (n: number) => 1 + (n % 137) / 10,
  },
  {
    id: 'MAN-CR',
    ...{ kind: 'salinity', quantity: 'salinity', name: 'Mặn Cái Răng', commune: '31186', lng: 105.76, lat: 10.01 },
    value: (n: number) => 0.1 + (n % 83) / 100,
  },
  {
    id: 'KK-NK',
    ...{
      kind: 'airQuality',
      quantity: 'pm25',
      name: 'Không khí Ninh Kiều',
      commune: '31117',
      lng: 105.78,
      lat: 10.045,
    },
    value: (n: number) => 5 + (n % 41),
  },
]
const CAMERA = { id: 'MC-31117', commune: '31117' }
const OVERDUE = { system: 'oneStop', unit: '31117' }

/** @param publisher its way to the broker, which no fault of the night cuts */
export function createSpeaking({ say }: Publisher): Speaking {
  const book = new Map<string, Said[]>()
  const staleMs = new Map<string, number>()
  const silent = new Set<string>()
  let n = 0
  let timer: NodeJS.Timeout | undefined
  let isUnderWay = false

  function note(figure: string, value: number, patienceMs: number): (takenAt: number) => void {
    const all = book.get(figure) ?? []
    book.set(figure, all)
    staleMs.set(figure, patienceMs)
    const before = all.at(-1)
    all.push({ value, from: performance.now(), until: undefined })
    if (all.length > KEPT) all.shift()
    return (takenAt) => {
      if (before !== undefined) before.until ??= takenAt
    }
  }

  async function tell(topic: string, body: object, retain: boolean, noted: readonly ((at: number) => void)[]) {
    await say(topic, body, { retain })
    const at = performance.now()
    for (const isTaken of noted) isTaken(at)
  }

  async function round(): Promise<void> {
    n++
    const at = Date.now()
    const simulated = true
    await Promise.all([
      ...SENSORS.filter(({ id }) => !silent.has(`sensor/${id}`)).map(({ id, quantity, value }) => {
        const said = Math.round(value(n) * 100) / 100
        const noted = note(`sensor/${id}/${quantity}`, said, STALE_MS)
        return tell(`sensor/${id}/reading`, { at, values: { [quantity]: said } }, false, [noted])
      }),
      silent.has(`camera/${CAMERA.id}`)
        ? undefined
        : tell(
            `camera/${CAMERA.id}/count`,
            { at, waiting: n % 97, counters: 90, countersStaffed: 60 },
            false,
            [`camera/${CAMERA.id}/waiting`, 'kpi/waitingNow/92/now'].map((figure) =>
              note(figure, n % 97, COUNT_STALE_MS),
            ),
          ),
      tell(
        `statistics/${OVERDUE.system}/${OVERDUE.unit}`,
        {
          period: new Date(at + 7 * 3_600_000).toISOString().slice(0, 10),
          ...{ at, simulated },
          counts: { received: 900, resolvedOnTime: 700, resolvedLate: 10, pendingOverdue: n % 251, pendingInTerm: 30 },
        },
        true,
        [note('kpi/pendingOverdue/92/now', n % 251, Number.POSITIVE_INFINITY)],
      ),
    ])
  }

  return {
    figures: [
      ...SENSORS.map(({ id, quantity }) => `sensor/${id}/${quantity}`),
      ...[`camera/${CAMERA.id}/waiting`, 'kpi/waitingNow/92/now', 'kpi/pendingOverdue/92/now'],
    ],
    async start() {
      for (const { id, quantity: _said, value: _course, ...sensor } of SENSORS)
        await say(`sensor/${id}/announce`, { ...sensor, every: EVERY_MS / 1_000, simulated: true }, { retain: true })
      const hall = { name: 'Một cửa Ninh Kiều', lng: 105.78, lat: 10.04, noticePosted: true, every: 5, simulated: true }
      await say(`camera/${CAMERA.id}/announce`, { ...hall, commune: CAMERA.commune }, { retain: true })
      await round()
      timer = setInterval(() => {
        // A broker that does not take what it is told is told no more meanwhile.
        if (isUnderWay) return
        isUnderWay = true
        void round().finally(() => {
          isUnderWay = false
        })
      }, EVERY_MS)
    },
    stop: () => clearInterval(timer),
    setSilent(id, isSilent) {
      if (isSilent) silent.add(id)
      else silent.delete(id)
    },
    mayBe: (figure, text, at, lateMs) =>
      (book.get(figure) ?? []).some(({ value, from, until = Number.POSITIVE_INFINITY }) => {
        const end = Math.min(until, from + (staleMs.get(figure) ?? 0))
        return saysNumber(text, value) && at >= from && at - lateMs <= end
      }),
    latest: (figure) => book.get(figure)?.at(-1)?.value,
    isAfter: (figure, text, moment) =>
      (book.get(figure) ?? []).some(({ value, from }) => from >= moment && saysNumber(text, value)),
  }
}
