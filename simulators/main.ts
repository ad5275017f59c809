import { systemClock } from './clock.ts'
import { redacted } from './link.ts'
import { HELP, type Options, parseOptions } from './options.ts'
import { onParentExit } from './parentExit.ts'
import { progressLine } from './progressLine.ts'
import { createSession } from './session.ts'

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
  const line = progressLine(process.stdout)
  const session = createSession({
    options,
    clock: systemClock,
    clientId: `can-tho-demo-${process.pid}`,
    tell: ({ sent, total }) => line.show(`history: ${sent} of ${total} messages`),
    trouble(why) {
      line.done()
      console.error(
        `simulate: ${why === undefined ? 'connected again' : `connection lost (${why}), trying again every two seconds`}`,
      )
    },
  })

  let ending = false
  async function end(code: number): Promise<void> {
    if (ending) return
    ending = true
    line.done()
    await session.stop()
    process.exit(code)
  }
  process.on('SIGINT', () => void end(0))
  process.on('SIGTERM', () => void end(0))
  onParentExit(() => void end(0))

  try {
    await session.start()
    line.done()
    const { sensors, offices } = session.city
    if (!ending) {
      console.log(
        `simulate: ${sensors.length} sensors and ${offices.length} offices live on ${redacted(options.broker)}`,
      )
    }
  } catch (error) {
    if (ending) return
    line.done()
    console.error(`simulate: ${error instanceof Error ? error.message : String(error)}`)
    await end(1)
  }
}
