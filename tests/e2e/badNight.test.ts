import { describe, expect, it, vi } from 'vitest'
import { nightTable, playNight } from '../play/night/night.ts'
import { openBrowser } from '../support/browser.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { findMosquitto } from '../support/mosquitto.ts'

vi.setConfig({ testTimeout: 600_000 })

/** Every failure once, those that do not touch each other at the same time; an hour of it is `npm run night`. */
describe.runIf(findMosquitto() !== undefined)('a bad night', () => {
  it('ends with every wall showing live truth, untouched, and at no moment did a stale number look live', async () => {
    const said: string[] = []
    const { findings, recoveries, samples, compared } = await playNight({
      ...{ seed: 7, minutes: 0 },
      tell: (line) => said.push(line),
    })
    expect(findings, [...said, nightTable(recoveries)].join('\n')).toEqual([])
    expect(recoveries.filter(({ backAfterMs }) => backAfterMs === null)).toEqual([])
    expect(samples).toBeGreaterThan(200)
    expect(compared).toBeGreaterThan(400)
  })
})

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
