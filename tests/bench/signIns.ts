import { io, type Socket } from 'socket.io-client'
import { type ClientToHub, fromColumns, type HubToClient } from '../../domain/wire.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { cookieFor, visitor } from '../support/signIn.ts'
import { announceSensors, connectMqtt, publishSteadily, quantile, report, startChild, wait } from './harness.ts'

const PEOPLE = 200
const WITHIN_MS = 10_000
const SENSORS = 2_000
const PER_SECOND = 1_500

/** What is told of the people who signed in: how many did, and how long each waited, ms. */
interface SignedIn {
  readonly done: number
  readonly waits: readonly number[]
}

/**
 * A shift begins: two hundred people sign in within ten seconds while 1,500 messages a second flow. Beside the age of readings on a connected
 * screen in the same hub while nobody signs in.
 */
export async function benchSignIns(): Promise<void> {
  const hub = await startBuiltHub()
  const administrator = visitor(hub)
  await administrator.command('signInAs', { user: 'quan-tri' })
  const people = []
  for (let n = 0; n < PEOPLE; n++) {
    const user = `nguoi-${n}`
    const { body } = await administrator.command('createPerson', { user, name: user, grants: [] })
    people.push({ user, password: String(body.password) })
  }
  const client = await connectMqtt(hub.mqtt)
  await announceSensors(client, SENSORS)
  const screen = await follow(hub.http)
  const stream = publishSteadily(client, SENSORS, PER_SECOND)
  await wait(3_000)
  screen.ages.length = 0
  await wait(WITHIN_MS)
  const calm = screen.ages.splice(0)
  const guests = await startChild<object>('guests.ts', [hub.http, String(WITHIN_MS)])
  screen.ages.length = 0
  const { done, waits } = await guests.ask<SignedIn>({ people })
  const storm = screen.ages.splice(0)
  stream.stop()
  screen.close()
  await client.endAsync(true)
  await Promise.all([guests.stop(), hub.stop()])
  const ms = (values: readonly number[], q: number) => `${quantile(values, q).toFixed(0)} ms`
  report(`sign-ins of ${PEOPLE} people begun within ${WITHIN_MS / 1_000} s`, `${done} done`, `${PEOPLE}`, done / PEOPLE)
  report(
    'how long somebody waits to be signed in, p50 / p95',
    `${ms(waits, 0.5)} / ${ms(waits, 0.95)}`,
    'nobody gives up',
  )
  report(
    `age of readings on a screen at ${PER_SECOND}/s meanwhile, p95`,
    ms(storm, 0.95),
    `without sign-ins ${ms(calm, 0.95)}, aim 20 ms more`,
    quantile(storm, 0.95) / quantile(calm, 0.95),
  )
}

/** A screen that notes how old each reading is when it comes, ms. */
async function follow(http: string): Promise<{ readonly ages: number[]; close(): void }> {
  const socket: Socket<HubToClient, ClientToHub> = io(http, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: cookieFor(http) ?? '' },
  })
  const ages: number[] = []
  socket.on('delta', ({ feed, rows }) => {
    if (feed !== 'readings') return
    const now = Date.now()
    for (const { at } of fromColumns('readings', rows)) if (at !== null) ages.push(now - at)
  })
  await new Promise<void>((connected) => socket.once('connect', connected))
  await socket.emitWithAck('subscribe', { feed: 'readings', scope: { unit: '92' } })
  return { ages, close: () => socket.close() }
}
