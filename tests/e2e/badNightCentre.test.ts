import { it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { testNight } from '../support/nightOnce.ts'

testNight('centre', 'hub, broker and store')

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
