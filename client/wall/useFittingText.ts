import { type RefCallback, useCallback } from 'react'

const SPARES = ['data-tight', 'data-bare'] as const

/**
 * Gives an element `--fitting`, the largest of some sizes at which nothing in it runs over its box, and keeps it so while text and box change.
 * What has been measured is not measured again: each look makes the browser lay out the page, and a wall prepares whole scenes within a blink.
 * Where none fits, the element is `data-tight`, and where that is not enough `data-bare` too: its style sheet may leave out what can be spared, and then more.
 * @param sizes rem, the largest first; the smallest stands whatever becomes of it. The same list each time
 * @param onOverflow told when nothing fits even so. The same function each time
 */
export function useFittingText(sizes: readonly number[], onOverflow?: () => void): RefCallback<HTMLElement> {
  return useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return
      const fits = () => element.scrollHeight <= element.clientHeight && element.scrollWidth <= element.clientWidth
      const findSize = () =>
        sizes.some((size) => {
          element.style.setProperty('--fitting', `${size}rem`)
          return fits()
        })
      /** The box in which the size was chosen, and the rem: a wall sets that when its parts stand, and the box in pixels stays as it is. */
      let box = ''
      const boxNow = () =>
        `${element.clientWidth} ${element.clientHeight} ${getComputedStyle(document.documentElement).fontSize}`
      const chooseSize = () => {
        box = boxNow()
        for (const attribute of SPARES) element.removeAttribute(attribute)
        if (findSize()) return
        const isFound = SPARES.some((attribute) => {
          element.setAttribute(attribute, '')
          return findSize()
        })
        if (!isFound) onOverflow?.()
      }
      chooseSize()
      // It tells of the box as it stands, too, when it begins to look.
      const boxes = new ResizeObserver(() => {
        if (boxNow() !== box) chooseSize()
      })
      boxes.observe(element)
      const texts = new MutationObserver(chooseSize)
      texts.observe(element, { childList: true, characterData: true, subtree: true })
      // Until the wall's own font has come, words have other widths; and with the first word of another weight or script more of it comes.
      document.fonts?.addEventListener('loadingdone', chooseSize)
      return () => {
        document.fonts?.removeEventListener('loadingdone', chooseSize)
        boxes.disconnect()
        texts.disconnect()
      }
    },
    [sizes, onOverflow],
  )
}
