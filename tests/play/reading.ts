import type { Page } from 'playwright-core'

/** A figure as it stands on a screen. */
export interface Shown {
  /** As `client/ui/figureName.ts` names it. */
  readonly name: string
  /** As it is written, e.g. `85,7%` or `–`. */
  readonly text: string
  readonly freshness: string | undefined
  readonly state: string | undefined
  /** What is written in the card, row or panel around it. */
  readonly card: string
}

/** What is read of a screen at a time. */
export interface Reading {
  readonly figures: readonly Shown[]
  /** Everything that is written, but for what devices and people wrote themselves. */
  readonly texts: readonly string[]
  /** Ids of the alerts in sight. */
  readonly alerts: readonly string[]
  readonly address: string
  /** Whether it says that it has lost the hub, or that the hub hears nothing. */
  readonly isCut: boolean
}

/** Reads what is written on a page: no state of the program, only what a person sees. */
export function readScreen(page: Page): Promise<Reading> {
  return page.evaluate(() => {
    const seen = (element: Element | null, name: string) =>
      element?.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? undefined
    const written = (element: Element) => {
      const copy = element.cloneNode(true) as Element
      for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
      return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
    }
    const judgement = (tone: string | null | undefined) =>
      ['met', 'near', 'missed', 'unjudged', 'untargeted'].find((state) => state === tone)
    const figures = [...document.querySelectorAll('[data-figure]:not([data-unseen] *)')].map((element) => ({
      name: element.getAttribute('data-figure') ?? '',
      text: written(element),
      freshness: seen(element, 'freshness'),
      state: seen(element, 'state') ?? judgement(element.closest('.figure')?.getAttribute('data-tone')),
      card: written(element.closest('.kpi-card, .figure') ?? element),
    }))
    for (const row of document.querySelectorAll('tr[data-key]')) {
      const key = row.getAttribute('data-key')
      const caption = row.closest('table')?.querySelector('caption')?.textContent ?? ''
      const freshness = row.querySelector('[data-freshness]')?.getAttribute('data-freshness') ?? undefined
      const state = row.querySelector('.mark--state')?.getAttribute('data-state') ?? undefined
      for (const cell of row.querySelectorAll('[data-column]')) {
        const name = `cell/${key}/${cell.getAttribute('data-column')}/${caption}`
        figures.push({ name, text: written(cell), freshness, state, card: '' })
      }
    }
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim()
      const parent = node.parentElement
      if (text === '' || parent === null || parent.closest('script, style, code, pre, [lang="en"]') !== null) continue
      texts.push(text)
    }
    return {
      figures,
      texts: [...new Set(texts)],
      alerts: [...document.querySelectorAll('[data-alert]:not([data-unseen] *)')].map(
        (each) => each.getAttribute('data-alert') ?? '',
      ),
      address: location.pathname + location.search,
      isCut:
        document.querySelector('.lost-banner, .connection--trouble') !== null ||
        document.querySelector('.heartbeat')?.getAttribute('data-link') === 'lost',
    }
  })
}

/** Goes to another page of the console as a link does, without loading anything anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate', { state: null }))
  }, path)
}

const STANDS_WITHIN_MS = 4_000

/** Resolves when what a page asks for has come, or does not come soon: what is missing is read as it is. */
export async function standing(page: Page): Promise<void> {
  const isComplete = () => document.querySelector('.page-coming, .map-part__coming, .skeleton') === null
  await page.waitForFunction(isComplete, null, { polling: 100, timeout: STANDS_WITHIN_MS }).catch(() => undefined)
}

/** Turns a wall to its next scene, which stays until it is turned again. */
export async function nextScene(wall: Page): Promise<void> {
  await wall.keyboard.press('ArrowRight')
}

/** A number as Vietnamese writes it, with its digits after the comma; undefined: a dash. NaN: neither. */
export function numberIn(text: string): { readonly value: number; readonly digits: number } | undefined {
  if (/^[–-](?!\d)/.test(text.trim())) return undefined
  const [, whole = '', , part = ''] = /^(-?[\d.]+)(,(\d+))?/.exec(text.trim()) ?? []
  if (whole === '') return { value: Number.NaN, digits: 0 }
  return { value: Number(`${whole.replaceAll('.', '')}${part === '' ? '' : `.${part}`}`), digits: part.length }
}

/** Whether a text says this number, rounded as it is written; a dash says that it is not known. */
export function saysNumber(text: string, value: number | null): boolean {
  const said = numberIn(text)
  if (said === undefined || value === null) return said === undefined && value === null
  return Math.abs(said.value - value) <= 0.5 * 10 ** -said.digits + 1e-9
}

/** The same of a number that has been each of these, and whatever lies between them, while nobody looked. */
export function saysOneOf(text: string, values: readonly (number | null)[]): boolean {
  if (values.some((value) => saysNumber(text, value))) return true
  const said = numberIn(text)?.value
  const numbers = values.filter((value) => value !== null)
  return said !== undefined && said >= Math.min(...numbers) && said <= Math.max(...numbers)
}

/** What a formula with its numbers comes to, by hand, where it says something else: `1.458 ÷ 1.496 × 100 = 97,5%`. */
export function miscalculated(text: string): number | undefined {
  const [, above, below, hundred, said] = /^([\d.,]+) ÷ ([\d.,]+)( × 100)? = (.+)$/.exec(text.trim()) ?? []
  if (above === undefined || below === undefined || said === undefined) return undefined
  const value = ((numberIn(above)?.value ?? 0) / (numberIn(below)?.value ?? 0)) * (hundred === undefined ? 1 : 100)
  return saysNumber(said, value) ? undefined : value
}

/** What nobody may read on a screen in Vietnamese; undefined: all is well. */
export function faultIn(text: string): string | undefined {
  // What is sent instead of these is said where they are refused.
  if (text.includes('không ghi NaN')) return undefined
  if (/\b(NaN|undefined|null|Infinity|Invalid Date)\b|\[object /.test(text)) return 'a value that is none'
  // Printed beside a page is its address, with ids of devices in it.
  if (/^https?:\/\/\S+$/.test(text)) return undefined
  // Words of a sentence: names of products and units of measure are the same in both languages.
  if (/\b(the|of|and|not|with|from|this|are|was|is|by|loading|failed|unknown|ago|lost|connection)\b/i.test(text))
    return 'English'
  return undefined
}
