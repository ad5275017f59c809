import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { createPostgresLock } from '../../../server/store/postgresLock.ts'
import { startHub } from '../../support/hub.ts'
import { startOwnPostgres } from '../../support/postgres.ts'
import { until } from '../../support/until.ts'

const postgres = await startOwnPostgres()
afterAll(() => postgres?.stop())

describe.runIf(postgres !== undefined)('a database', () => {
  it('belongs to one hub: a second one says whose it is', async () => {
    const url = (await postgres?.database('one')) ?? ''
    const log = pino({ level: 'silent' })
    const [first, second] = [createPostgresLock(url, log), createPostgresLock(url, log)]
    await first.take()
    await expect(second.take()).rejects.toThrow(
      new RegExp(
        `^the database belongs to another hub that runs \\(ioc hub ${process.pid} on \\S+, from 127.0.0.1\\): .* DATABASE_URL`,
      ),
    )
    const elsewhere = createPostgresLock((await postgres?.database('other')) ?? '', log)
    await elsewhere.take()
    await elsewhere.release()
    await first.release()
    await second.take()
    await second.release()
  })

  it('is what a hub takes before it serves, and lets go of when it stops', async () => {
    const DATABASE_URL = (await postgres?.database('hubs')) ?? ''
    const first = await startHub({ DATABASE_URL })
    await expect(startHub({ DATABASE_URL })).rejects.toThrow('the database belongs to another hub that runs')
    await first.restart()
    await first.stop()
  })

  it('is taken again when it was away, and says when another hub was faster', async () => {
    const url = (await postgres?.database('away')) ?? ''
    const warned: string[] = []
    const log = pino({ base: null }, { write: (line) => void warned.push(line) })
    const [first, second] = [createPostgresLock(url, log), createPostgresLock(url, pino({ level: 'silent' }))]
    await first.take()
    await postgres?.kill9()
    await postgres?.revive()
    await second.take().then(
      async () => {
        await until(() => warned.length > 0 || undefined)
        await second.release()
      },
      // The first one was back before.
      () => undefined,
    )
    await until(async () => {
      const third = createPostgresLock(url, pino({ level: 'silent' }))
      const isOurs = await third.take().then(
        () => false,
        () => true,
      )
      await third.release()
      return isOurs || undefined
    })
    await first.release()
    await second.take()
    await second.release()
  })
})
