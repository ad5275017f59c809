import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { picturePath } from '../support/browser.ts'
import { openContext, settled } from '../support/screens.ts'
import { type SmallCityHub, startSmallCityHub } from '../support/smallCityHub.ts'
import { SOME_STREETS, tileArchive } from '../support/tileArchive.ts'

vi.setConfig({ testTimeout: 240_000 })

let city: SmallCityHub
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-tiles-'))
  await writeFile(join(folder, 'city.pmtiles'), tileArchive({ roads: SOME_STREETS }))
  city = await startSmallCityHub({ books: false, env: { IOC_DATA_DIR: folder, IOC_BASEMAP: 'city.pmtiles' } })
}, 180_000)
afterAll(async () => {
  await city?.stop()
  await rm(folder, { recursive: true, force: true })
})

it("draws the deployment's own tiles from the hub alone, and credits them", async () => {
  const complaints: string[] = []
  const context = await openContext(city.browser, { width: 1440, height: 900, hub: city.hub.http, complaints })
  const page = await context.newPage()
  const ranges: number[] = []
  page.on('response', (response) => {
    if (response.url().includes('/map/basemap.pmtiles')) ranges.push(response.status())
  })
  await page.goto(city.hub.http)
  await settled(page)
  await page.screenshot({ path: picturePath('console-basemap'), timeout: 120_000 })
  expect(await page.locator('.city-map__credit').innerText()).toContain('Sở Thử')
  // The head of the file, and at least one tile.
  expect(ranges.length).toBeGreaterThan(1)
  expect(new Set(ranges)).toEqual(new Set([206]))
  expect(complaints).toEqual([])
  await context.close()
})
