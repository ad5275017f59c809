import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { picturePath } from './browser.ts'

/** That a page is accessible, as wide as its window and readable line by line; and a picture of it, to be looked at. */
export async function looksRight(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: picturePath(name), timeout: 120_000 })
  await isAccessible(new AxeBuilder({ page }))
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await squeezedTexts(page)).toEqual([])
}

/** What is written in a column so narrow that its words fall apart into single letters. */
export function squeezedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const [FEWEST_LINES, FEWEST_LETTERS] = [3, 5]
    const found: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      const range = document.createRange()
      range.selectNodeContents(node)
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
      if (lines >= FEWEST_LINES && text.length / lines < FEWEST_LETTERS) found.push(text)
    }
    return found
  })
}

/** That nothing of what is looked at breaks the rules of WCAG 2.2 AA that a machine can check. */
export async function isAccessible(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
}
