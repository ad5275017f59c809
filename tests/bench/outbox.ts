import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import pino from 'pino'
import { NO_PREFERENCES } from '../../domain/notices/preferences.ts'
import { HOUR_MS, SECOND_MS } from '../../domain/time.ts'
import { systemClock } from '../../server/clock.ts'
import { createMailChannel } from '../../server/services/notices/mailChannel.ts'
import { createOutbox } from '../../server/services/notices/outbox.ts'
import { createStore } from '../../server/store/openStore.ts'
import { report, startChild, wait } from './harness.ts'

/** Notices to be drained wholly. */
const NOTICES = 2_000
const PER_WRITE = 1_000
/** As many go out in an emergency; the rate says how long they take. */
const MANY = 20_000
/** Bare mails that show what the server takes: as many connections at once as the outbox has, and as long. */
const BARE = 2_000
const AT_ONCE = 3
const MAILS_EACH = 100
/** What is not sent by then is counted as it stands. */
const LONGEST_MS = 120 * SECOND_MS

/** How fast many notices leave for a real mail server, beside bare mails to the same server. */
export async function benchOutbox(): Promise<void> {
  const server = await startChild<{ port: number }>('mailServer.ts')
  const { port } = server.ready
  const bare = await bareMails(port)

  const dataDir = await mkdtemp(join(tmpdir(), 'ioc-bench-outbox-'))
  const log = pino({ level: 'silent' })
  const store = createStore({ dataDir, databaseUrl: undefined, clock: systemClock, log })
  await store.start()
  const preferences = {
    ...NO_PREFERENCES,
    mail: 'an@cantho.example',
    from: { ...NO_PREFERENCES.from, mail: 'routine' as const },
  }
  const outbox = createOutbox({
    ...{ store: store.notices, clock: systemClock, log },
    ways: [createMailChannel({ url: `smtp://127.0.0.1:${port}`, from: 'ioc@cantho.example' }, undefined)],
    recipientOf: (name) => ({ name, grants: [], preferences }),
    maySee: async () => true,
    publish: () => undefined,
    remove: () => undefined,
  })
  await outbox.start()
  const before = await server.ask<Taken>({})
  const who = { is: 'person', id: 'p-1', name: 'Lê Minh Đức' } as const
  const entry = { who, from: { address: '', via: 'http', agent: '' } as const, did: 'bench', input: {} }
  const began = performance.now()
  for (let from = 0; from < NOTICES; from += PER_WRITE) {
    await store.audited(
      () => ({ ...entry, at: Date.now(), unit: null, result: 'done' }),
      async (tables) => {
        await outbox.planned(
          tables,
          Array.from({ length: PER_WRITE }, (_, n) => ({
            ...{ cause: `bench/${from + n}`, about: { matter: 'directive' as const, id: `d-${from + n}` } },
            ...{ person: `p-${(from + n) % 50}`, urgency: 'routine' as const, path: '/my-work' },
            text: { vi: `Nhắc việc. Chỉ đạo: Rà soát hồ sơ ${from + n}`, en: `Reminder. Directive ${from + n}` },
          })),
        )
      },
    )
  }
  const planned = performance.now() - began
  const heap = [heapMb()]
  const sending = performance.now()
  let taken = 0
  while (taken < NOTICES && performance.now() - sending < LONGEST_MS) {
    await outbox.look()
    await wait(100)
    taken = (await server.ask<Taken>({})).taken - before.taken
    heap.push(heapMb())
  }
  const ms = performance.now() - sending
  await outbox.settled()
  const after = await server.ask<Taken>({})
  const waiting = (await store.notices.list({ channel: 'mail', state: 'pending', limit: NOTICES })).length
  await outbox.stop()
  await store.stop()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
  const rate = (1_000 * taken) / ms
  report(`${NOTICES} notices written`, `${(planned / 1_000).toFixed(1)} s`, '–')
  report(
    `mails a second to a real server, ${taken} of ${NOTICES}`,
    rate.toFixed(0),
    `bare mails to the same server ${bare.toFixed(0)}`,
    rate / bare,
  )
  const whole = (MANY / rate) * 1_000
  report(`${MANY} notices drained at that rate`, `${(whole / 60_000).toFixed(1)} min`, '60 min', whole / HOUR_MS)
  report('mails that came twice', `${after.taken - after.different - (before.taken - before.different)}`, '0')
  report('mails that still wait', `${waiting}`, '0')
  report('heap before, at most and after', heapOf(heap), '–')
}

interface Taken {
  readonly taken: number
  readonly different: number
}

const heapMb = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1024 / 1024
}
const heapOf = (heap: readonly number[]) =>
  [heap[0] ?? 0, Math.max(...heap), heap.at(-1) ?? 0].map((mb) => `${mb.toFixed(0)} MB`).join(', ')

/** @returns mails a second */
async function bareMails(port: number): Promise<number> {
  const transport = createTransport({
    ...{ host: '127.0.0.1', port, pool: true, maxConnections: AT_ONCE, maxMessages: MAILS_EACH },
  })
  const began = performance.now()
  let next = 0
  const one = async () => {
    while (next++ < BARE)
      await transport.sendMail({
        ...{ from: 'ioc@cantho.example', to: 'an@cantho.example', subject: `Nhắc việc ${next}` },
        text: 'Nhắc việc. Chỉ đạo: Rà soát hồ sơ quá hạn',
      })
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  const rate = (1_000 * BARE) / (performance.now() - began)
  transport.close()
  return rate
}
