import { useSyncExternalStore } from 'react'
import { GROUNDS, type Palette } from './palette.ts'

/** The ground that the page's theme asks for. The wall has no theme and stays dark. */
export function useMapPalette(): Palette {
  return GROUNDS[useSyncExternalStore(onTheme, themeOfPage)]
}

function themeOfPage(): 'dark' | 'light' {
  return document.documentElement.dataset.theme === 'light' ? 'light' : 'dark'
}

function onTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
