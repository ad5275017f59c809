import { backfill } from './backfill.ts'
import { systemClock } from './clock.ts'
import { createDemoCity } from './demoCity.ts'
import { createLink, redacted } from './link.ts'
import { createLiveCity } from './live.ts'
import { HELP, type Options, parseOptions } from './options.ts'
import { progressLine } from './progressLine.ts'

const FIRST_CONNECT_WITHIN_MS = 60_000

const parsed = parseOptions(process.argv.slice(2))
if (!parsed.ok) {
  console.error(`simulate: ${parsed.reason}`)
  process.exit(2)
} else if (parsed.options === 'help') {
  console.log(HELP)
} else {
  await run(parsed.options)
}

async function run(options: Options): Promise<void> {
  const { seed, edition, prefix, faults } = options
  const city = createDemoCity({ seed, edition, faults })
  const link = createLink({ url: options.broker, clientId: `can-tho-demo-${process.pid}` })
  const live = createLiveCity({ city, clock: systemClock, link, prefix })
  const line = progressLine(process.stdout)
  const ending = new AbortController()

  async function end(code: number): Promise<void> {
    if (ending.signal.aborted) return
    ending.abort()
    await live.stop()
    await link.stop()
    process.exit(code)
  }
  process.on('SIGINT', () => void end(0))
  process.on('SIGTERM', () => void end(0))

  let isThere = false
  link.onTrouble((why) => {
    if (isThere) console.error(`simulate: connection lost (${why}); trying again every two seconds`)
    isThere = false
  })
  try {
    link.start()
    await link.connected(FIRST_CONNECT_WITHIN_MS)
    await live.introduce()
    isThere = true
    link.onConnect(() => {
      isThere = true
      console.log('simulate: connected again')
      void live.introduce()
    })
    const to = systemClock.now()
    const from = options.since ?? to - options.backfillMs
    if (from < to) {
      await backfill({
        city,
        link,
        prefix,
        from,
        to,
        signal: ending.signal,
        tell: ({ sent, total }) => line.show(`history: ${sent} of ${total} messages`),
      })
      line.done()
    }
    if (ending.signal.aborted) return
    live.start()
    const { sensors, offices } = city
    console.log(`simulate: ${sensors.length} sensors and ${offices.length} offices live on ${redacted(options.broker)}`)
  } catch (error) {
    line.done()
    console.error(`simulate: ${error instanceof Error ? error.message : String(error)}`)
    await end(1)
  }
}
