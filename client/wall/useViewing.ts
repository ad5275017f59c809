import { useEffect, useState } from 'react'
import type { WindowSize } from '../../domain/walls/geometry.ts'

/** Size of the window, CSS pixels, as it is now. */
export function useWindowSize(): WindowSize {
  const [size, setSize] = useState(sizeNow)
  useEffect(() => {
    const measure = () => setSize(sizeNow())
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  return size
}

function sizeNow(): WindowSize {
  return { width: window.innerWidth, height: window.innerHeight }
}

/** Sets the root's font size while the wall is shown, so that one rem means the same anywhere in the page. Leaving the wall gives the root back. */
export function useRem(rem: number): void {
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
}
