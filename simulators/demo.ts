import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { simulatedPeople } from '../domain/people/simulatedPeople.ts'
import type { PlayedStoryline } from '../domain/storylines.ts'
import { CITY_UTC_OFFSET_MS, DAY_MS, MINUTE_MS } from '../domain/time.ts'
import { UNIT_TREES } from '../domain/units/index.ts'
import { EDITIONS } from '../domain/units/unit.ts'
import { type LiveServer, startLiveServer } from './cameras/liveServer.ts'
import { shiftedClock } from './clock.ts'
import { buildAll } from './demo/build.ts'
import { hasEarlierYears, lastKnown, signInToDemo } from './demo/history.ts'
import { type HubAddresses, startHub } from './demo/hub.ts'
import { DEMO_HELP, type DemoOptions, parseDemoOptions } from './demo/options.ts'
import { redacted } from './link.ts'
import { DEFAULTS } from './options.ts'
import { onParentExit } from './parentExit.ts'
import { createDoor } from './people/door.ts'
import { createPeople, type People } from './people/people.ts'
import { progressLine } from './progressLine.ts'
import { createRandom } from './random.ts'
import { createSession, type Session } from './session.ts'
import { followStoryline, type StorylineFollower } from './storylines/follow.ts'

/** `npm run demo`: builds, starts the hub, fills its history, and lets the demo city live, until Ctrl-C. */

const HISTORY_MS = 30 * DAY_MS
/** Books of more than a year: what this year is compared with, and forecast from. */
const STATISTICS_MS = 700 * DAY_MS
/** Whatever hangs, everything has ended by then. */
const STOP_WITHIN_MS = 12_000

/** Clocks of machines differ by as much. */
const SAME_TIME_MS = 5 * MINUTE_MS

const root = resolve(import.meta.dirname, '..')
const line = progressLine(process.stdout)
const ending = new AbortController()
let hub: ReturnType<typeof startHub> | undefined
let session: Session | undefined
let people: People | undefined
let storyline: StorylineFollower | undefined
/** Of a demo at another time: removed at the end. */
let thrownAway: string | undefined
let media: LiveServer | undefined

async function end(code: number): Promise<void> {
  if (ending.signal.aborted) return
  ending.abort()
  line.done()
  setTimeout(() => process.exit(code), STOP_WITHIN_MS).unref()
  people?.stop()
  storyline?.stop()
  await session?.stop()
  await hub?.stop()
  await media?.stop()
  if (thrownAway !== undefined) await rm(thrownAway, { recursive: true, force: true })
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
onParentExit(() => void end(0))

const parsed = parseDemoOptions(process.argv.slice(2))
if (!parsed.ok) {
  console.error(`demo: ${parsed.reason}`)
  process.exit(2)
} else if (parsed.options === 'help') {
  console.log(DEMO_HELP)
  process.exit(0)
}

try {
  await run(parsed.options)
} catch (error) {
  if (!ending.signal.aborted) {
    line.done()
    console.error(`demo: ${error instanceof Error ? error.message : String(error)}`)
    await end(1)
  }
}

async function run({ now, people: hasPeople }: DemoOptions): Promise<void> {
  line.show('Đang dựng màn hình và máy chủ… / building screens and hub…')
  await buildAll(root, ending.signal)
  if (ending.signal.aborted) return

  line.show('Đang khởi động máy chủ… / starting the hub…')
  const aheadMs = now === undefined ? 0 : now - Date.now()
  const clock = shiftedClock(aheadMs)
  if (now !== undefined && !process.env.IOC_DATA_DIR && !process.env.DATABASE_URL) {
    thrownAway = await mkdtemp(join(tmpdir(), 'can-tho-demo-'))
  }
  media = await startLiveServer()
  const env = {
    ...process.env,
    ...(thrownAway !== undefined && { IOC_DATA_DIR: thrownAway }),
    IOC_LIVE_HOSTS: [...(process.env.IOC_LIVE_HOSTS ? [process.env.IOC_LIVE_HOSTS] : []), media.origin].join(','),
  }
  hub = startHub({ root, env, aheadMs, say: (text) => print(text) })
  void hub.ended.then(async (why) => {
    if (ending.signal.aborted) return
    line.done()
    console.error(`demo: the hub ended (${why}); everything else stops too`)
    await end(1)
  })
  const addresses = await hub.ready()

  line.show('Đang hỏi dữ liệu đã có… / asking what history there is…')
  const oldest = clock.now() - HISTORY_MS
  const cookie = await signInToDemo(addresses.http)
  const known = await lastKnown(addresses.http, cookie)
  if (known !== undefined && known > clock.now() + SAME_TIME_MS) {
    throw new Error(
      `the data that are kept reach to ${written(known)} and it is ${written(clock.now())}: write a later --now, or keep the data of this demo elsewhere (IOC_DATA_DIR)`,
    )
  }
  const since = Math.max(oldest, known ?? oldest)
  const edition = EDITIONS.find((each) => each === process.env.IOC_EDITION) ?? DEFAULTS.edition
  const hasBooks = known !== undefined && (await hasEarlierYears(addresses.http, edition, known, cookie))
  if (ending.signal.aborted) return
  const door = createDoor(addresses.http)
  const units = UNIT_TREES[edition]
  const random = createRandom(DEFAULTS.seed)
  const [asker] = simulatedPeople(units)
  const evening = followStoryline({
    random,
    ask: async () => asker && (await door.ask<{ running: PlayedStoryline | null }>(asker, '/storyline'))?.running,
  })
  storyline = evening
  session = createSession({
    effects: evening.effects,
    media,
    options: {
      ...DEFAULTS,
      broker: addresses.mqtt,
      edition,
      prefix: process.env.IOC_PREFIX || DEFAULTS.prefix,
      since,
      statisticsMs: hasBooks ? 0 : STATISTICS_MS,
    },
    clock,
    clientId: `can-tho-demo-${process.pid}`,
    tell: ({ sent, total }) =>
      line.show(
        `Đang nạp lịch sử… / filling history… ${Math.floor((100 * sent) / Math.max(1, total))} % (${sent} / ${total})`,
      ),
    trouble: (why) => print(why === undefined ? 'demo: connected again' : `demo: connection lost (${why})`),
  })
  await session.start()
  evening.start()
  line.done()
  if (ending.signal.aborted) return
  console.log(welcome(addresses, now, hasPeople))
  if (!hasPeople) return
  let hasFailed = false
  people = createPeople({
    door,
    failed(error) {
      if (hasFailed) return
      hasFailed = true
      console.error(
        `demo: simulated people do not understand the hub: ${error instanceof Error ? error.message : String(error)}`,
      )
    },
    ...{ clock, random, units },
  })
  people.start()
}

/** `2026-11-30T08:30+07:00`, as `--now` takes it. */
function written(at: number): string {
  return `${new Date(at + CITY_UTC_OFFSET_MS).toISOString().slice(0, 16)}+07:00`
}

function print(text: string): void {
  if (ending.signal.aborted) return
  line.done()
  console.error(text)
}

function welcome({ http, mqtt }: HubAddresses, now: number | undefined, hasPeople: boolean): string {
  const broker = redacted(mqtt)
  const prefix = process.env.IOC_PREFIX || DEFAULTS.prefix
  const rows = (
    wall: string,
    room: string,
    hall: string,
    control: string,
    console_: string,
    api: string,
    broker_: string,
  ) => [
    `    ${wall.padEnd(18)} ${http}/wall`,
    `    ${room.padEnd(18)} ${http}/wall/phong-dieu-hanh?columns=4&rows=3`,
    `    ${hall.padEnd(18)} ${http}/wall/sanh-tang-1`,
    `    ${control.padEnd(18)} ${http}/control`,
    `    ${console_.padEnd(18)} ${http}/`,
    `    ${api.padEnd(18)} ${http}/api`,
    `    ${broker_.padEnd(18)} ${broker}   ${prefix}/…`,
  ]
  return [
    '',
    '  Trung tâm điều hành thông minh Cần Thơ đang chạy. Mọi số liệu đều là MÔ PHỎNG.',
    ...(now === undefined ? [] : [`  Đồng hồ bắt đầu lúc ${written(now)}, không phải giờ thật.`]),
    ...rows(
      'Màn hình lớn',
      '  phòng điều hành',
      '  sảnh tầng 1',
      '  điều khiển',
      'Trang điều hành',
      'API',
      'Máy chủ MQTT (broker)',
    ),
    ...(hasPeople ? ['    Người “(mô phỏng)” cùng xử lý công việc; tắt bằng --people off.'] : []),
    '    Nhấn Ctrl-C để dừng; lần sau chạy tiếp với dữ liệu đã có.',
    '',
    '  The Cần Thơ operations centre is running. All data is SIMULATED.',
    ...(now === undefined ? [] : [`  Its clock began at ${written(now)}, which is not the real time.`]),
    ...rows('Wall', '  operations room', '  hall', '  control', 'Console', 'API', 'MQTT broker'),
    ...(hasPeople ? ['    People called “(mô phỏng)”, simulated, work beside you; --people off turns them off.'] : []),
    '    Ctrl-C stops everything; the next start goes on with the data it had.',
    '',
  ].join('\n')
}
