import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { picturePath } from './browser.ts'

/** That a page is accessible and as wide as its window; and a picture of it, to be looked at. */
export async function looksRight(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: picturePath(name), timeout: 120_000 })
  await isAccessible(new AxeBuilder({ page }))
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
}

/** That nothing of what is looked at breaks the rules of WCAG 2.2 AA that a machine can check. */
export async function isAccessible(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
}
