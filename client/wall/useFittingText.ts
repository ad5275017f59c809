import { type RefCallback, useCallback } from 'react'

/**
 * Gives an element `--fitting`, the largest of some sizes at which nothing in it runs over its box, and keeps it so while text and box change.
 * Where none fits, the element is `data-tight`: its style sheet may leave out what can be spared.
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
      const chooseSize = () => {
        element.removeAttribute('data-tight')
        if (findSize()) return
        element.setAttribute('data-tight', '')
        if (!findSize()) onOverflow?.()
      }
      chooseSize()
      const boxes = new ResizeObserver(chooseSize)
      boxes.observe(element)
      const texts = new MutationObserver(chooseSize)
      texts.observe(element, { childList: true, characterData: true, subtree: true })
      // Until the wall's own font has come, words have other widths.
      void document.fonts?.ready.then(chooseSize)
      return () => {
        boxes.disconnect()
        texts.disconnect()
      }
    },
    [sizes, onOverflow],
  )
}
