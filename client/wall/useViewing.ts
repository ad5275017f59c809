import { useEffect, useState } from 'react'
import { type Viewing, wallRemPx } from './viewing.ts'

/**
 * Sets the root's font size, so that one rem anywhere in the page is the smallest readable text at the set distance, and
 * follows the window's size. Leaving the wall gives the root back.
 * @returns one rem and the window's width in CSS pixels
 */
export function useViewing(viewing: Viewing): { readonly rem: number; readonly width: number } {
  const [windowPx, setWindowPx] = useState(() => window.innerWidth)
  useEffect(() => {
    const measure = () => setWindowPx(window.innerWidth)
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  const rem = wallRemPx(viewing, windowPx)
  useEffect(() => {
    const root = document.documentElement
    root.style.setProperty('--wall-rem', `${rem}px`)
    root.style.fontSize = 'var(--wall-rem)'
    root.classList.add('is-wall')
    // A wall is dark whatever the console was set to on this machine.
    root.removeAttribute('data-theme')
    return () => {
      root.style.removeProperty('--wall-rem')
      root.style.removeProperty('font-size')
      root.classList.remove('is-wall')
    }
  }, [rem])
  return { rem, width: windowPx }
}
