import { describe, expect, it, vi } from 'vitest'
import { nightTable, playNight } from '../play/night/night.ts'
import { openBrowser } from '../support/browser.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { findMosquitto } from '../support/mosquitto.ts'

vi.setConfig({ testTimeout: 600_000 })

/** Failures of the hub, its broker and its store; all others are the second half. */
const CENTRE = [
  ...['hub killed and started', 'hub gone for long', 'a new version'],
  ...['broker gone', 'broker stalled', 'store does not write'],
]

/** Every failure once, those that do not touch each other at the same time; an hour of it is `npm run night`. */
describe.runIf(findMosquitto() !== undefined)(
  'through a bad night every wall ends with live truth, untouched, and nothing stale looks live',
  () => {
    it.each([
      ['hub, broker and store', (name: string) => CENTRE.includes(name)],
      ['lines, browsers, machines and a source', (name: string) => !CENTRE.includes(name)],
    ])('%s fail', async (_, comes) => {
      const said: string[] = []
      const { findings, recoveries, samples, compared } = await playNight({
        ...{ seed: 7, minutes: 0, comes },
        tell: (line) => said.push(line),
      })
      expect(findings, [...said, nightTable(recoveries)].join('\n')).toEqual([])
      expect(recoveries.filter(({ backAfterMs }) => backAfterMs === null)).toEqual([])
      expect(samples).toBeGreaterThan(100)
      expect(compared).toBeGreaterThan(200)
    })
  },
)

it('a page whose program never comes, because the hub goes away after the page, begins anew by itself', async () => {
  const hub = await startBuiltHub()
  const browser = await openBrowser({ webgl: false })
  const page = await browser.newPage()
  await page.route('**/assets/index-*.js', (route) => route.abort(), { times: 1 })
  await page.goto(`${hub.http}/wall/demo-wall-2`)
  await page.locator('main.wall[data-scene]').waitFor({ timeout: 90_000 })
  await browser.close()
  await hub.stop()
})
