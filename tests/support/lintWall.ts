import type { Box } from '../../domain/walls/geometry.ts'

/** What is wrong with a wall as it stands in the page. */
export interface Finding {
  readonly rule:
    | 'seam'
    | 'small'
    | 'cut'
    | 'ellipsis'
    | 'torn'
    | 'overlap'
    | 'outside'
    | 'colour'
    | 'uncounted'
    | 'tooHigh'
    | 'uneven'
  readonly text: string
  /** The element, as a style sheet would call it. */
  readonly where: string
}

/** What a wall is judged by, CSS pixels. */
export interface Limits {
  readonly seams: readonly Box[]
  /** Font size under which nobody at the back can read. */
  readonly leastPx: number
  /** The picture moves by so much against burn-in. */
  readonly movesPx: number
}

/**
 * Judges the wall in the page it is called in, from what is drawn there: every letter that is seen. It stands alone, so that it can be handed to a
 * browser as it is.
 */
export function lintWall({ seams, leastPx, movesPx }: Limits): Finding[] {
  const wall = document.querySelector<HTMLElement>('.wall')
  if (wall === null) return [{ rule: 'outside', text: 'no wall', where: document.body.innerText.slice(0, 80) }]
  const findings: Finding[] = []
  const nameOf = (element: Element) =>
    `${element.parentElement?.getAttribute('class') ?? ''} > ${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`
  const shown = new Map<Element, boolean>()
  const isShown = (element: Element): boolean => {
    const known = shown.get(element)
    if (known !== undefined) return known
    const style = getComputedStyle(element)
    const parent = element.parentElement
    const is =
      style.display !== 'none' &&
      style.opacity !== '0' &&
      !element.hasAttribute('data-unseen') &&
      !element.classList.contains('visually-hidden') &&
      (parent === null || element === wall || isShown(parent))
    shown.set(element, is)
    return is
  }
  const isSeen = (element: Element) => isShown(element) && getComputedStyle(element).visibility === 'visible'

  interface Piece {
    readonly node: Node
    readonly element: Element
    readonly text: string
    readonly box: DOMRect
    /** Its rectangle is larger than its letters. */
    readonly isTurned: boolean
    /** The letters without the air that a font keeps over and under them. */
    readonly top: number
    readonly bottom: number
  }
  const pieces: Piece[] = []
  // The kind of a unit and its name, a number and what it counts, a sign and its limit; the minutes of a time count nothing.
  const belongs =
    /(?<![\p{L}\p{N}:])(?:(?:(?:P|X|Q|H|TP|TT)\.|\d[\d.,/]*|[≥≤])\s[\p{L}\p{N}]|(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Qq]uận|[Hh]uyện|Sở)\s\p{Lu})/gu
  const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    const text = (node.textContent ?? '').trim()
    if (element === null || text === '' || !isSeen(element) || element.closest('dialog, title, style') !== null)
      continue
    const style = getComputedStyle(element)
    const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null
    const size = Number.parseFloat(style.fontSize) * (matrix === null ? 1 : Math.hypot(matrix.a, matrix.b))
    const isTurned = matrix !== null && Math.abs(matrix.b) > 1e-6
    const where = nameOf(element)
    if (size < leastPx * 0.98) findings.push({ rule: 'small', text: `${text} ${size.toFixed(1)}`, where })
    if (text.endsWith('…')) findings.push({ rule: 'ellipsis', text, where })
    const range = document.createRange()
    for (const { 0: words, index } of (node.textContent ?? '').matchAll(belongs)) {
      range.setStart(node, index)
      range.setEnd(node, index + words.length)
      const [first, last] = [range.getClientRects()[0], [...range.getClientRects()].at(-1)]
      if (first !== undefined && last !== undefined && last.top > first.bottom - 2)
        findings.push({ rule: 'torn', text: `${words} in ${text}`, where })
    }
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      if (box.width < 0.5 || box.height < 0.5) continue
      pieces.push({ node, element, text, box, isTurned, top: box.top + size * 0.16, bottom: box.bottom - size * 0.1 })
    }
  }

  for (const { element, text, box, top, bottom } of pieces) {
    const where = nameOf(element)
    // Without a graphics processor the map's own numbers stand where their places are.
    const isNumbered = element.closest('.still-picture') !== null && /^×?\d+$/.test(text)
    for (const seam of isNumbered ? [] : seams) {
      const crosses =
        box.left < seam.right + movesPx &&
        seam.left - movesPx < box.right &&
        top < seam.bottom + movesPx &&
        seam.top - movesPx < bottom
      if (crosses) findings.push({ rule: 'seam', text, where })
    }
    if (box.left < 0 || top < 0 || box.right > innerWidth || bottom > innerHeight)
      findings.push({ rule: 'outside', text, where })
    for (let around: Element | null = element; around !== null && around !== wall; around = around.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(around)
      const room = around.getBoundingClientRect()
      const isWide = box.left < room.left - 1 || box.right > room.right + 1
      const isHigh = top < room.top - 1 || bottom > room.bottom + 1
      if (overflowX !== 'visible' && isWide) {
        findings.push({ rule: textOverflow === 'ellipsis' ? 'ellipsis' : 'cut', text, where: nameOf(around) })
      }
      if (overflowY !== 'visible' && isHigh) findings.push({ rule: 'cut', text, where: nameOf(around) })
      if (around.matches('.wall__box, [data-block], [data-more]') && (isWide || isHigh))
        findings.push({ rule: 'outside', text, where: nameOf(around) })
    }
  }

  for (const [i, a] of pieces.entries()) {
    for (const b of pieces.slice(i + 1)) {
      if (a.node === b.node || a.isTurned || b.isTurned) continue
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (wide > 1.5 && high > 1.5)
        findings.push({
          rule: 'overlap',
          text: `${a.text} | ${b.text}`,
          where: `${nameOf(a.element)} | ${nameOf(b.element)}`,
        })
    }
  }

  // A colour of trouble stands beside a shape, or on words that say it themselves.
  const probe = document.createElement('i')
  wall.append(probe)
  const colours = new Set(
    ['--wall-critical', '--wall-warning'].map((name) => {
      probe.style.color = `var(${name})`
      return getComputedStyle(probe).color
    }),
  )
  probe.remove()
  const hasShape = (element: Element) =>
    [...element.querySelectorAll('svg, .badge')].some((shape) => shape.getClientRects().length > 0 && isSeen(shape))
  const isSaid = (element: Element) => {
    let around: Element | null = element
    for (let level = 0; around !== null && around !== wall && level < 6; level++, around = around.parentElement) {
      if (around.matches('.headline') || hasShape(around)) return true
      if (around.matches('[data-block], li')) return false
    }
    return false
  }
  const coloured = new Set<Element>()
  for (const { element } of pieces) if (colours.has(getComputedStyle(element).color)) coloured.add(element)
  for (const element of wall.querySelectorAll('*')) {
    const { backgroundColor } = getComputedStyle(element)
    if (colours.has(backgroundColor) && isSeen(element)) coloured.add(element)
  }
  for (const element of coloured) {
    if (!isSaid(element))
      findings.push({ rule: 'colour', text: element.textContent?.trim() ?? '', where: nameOf(element) })
  }

  // Of two numbers the one over its limit must not look like less.
  const numbers = [...wall.querySelectorAll('.figure__value')].filter(isSeen)
  const sizeOf = (number: Element) => Number.parseFloat(getComputedStyle(number).fontSize)
  const largest = Math.max(0, ...numbers.map(sizeOf))
  for (const number of numbers) {
    if (sizeOf(number) < largest * 0.98)
      findings.push({ rule: 'uneven', text: number.textContent ?? '', where: nameOf(number) })
  }

  for (const flow of [...wall.querySelectorAll('.flow')].filter(isSeen)) {
    const out = flow.querySelectorAll('[data-block=""][data-out]')
    const more = flow.querySelector('[data-more]')
    const isCounted = more !== null && isSeen(more) && more.textContent?.trim() !== ''
    if (out.length > 0 && !isCounted)
      findings.push({
        rule: 'uncounted',
        text: `${out.length}: ${out[0]?.textContent?.slice(0, 60)}`,
        where: nameOf(flow),
      })
    for (const block of flow.querySelectorAll('[data-too-high]'))
      findings.push({ rule: 'tooHigh', text: block.textContent?.slice(0, 60) ?? '', where: nameOf(block) })
  }
  return findings
}
