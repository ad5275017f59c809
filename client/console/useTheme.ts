import { useEffect, useState } from 'react'
import { recall, remember } from '../remembered.ts'

export type Theme = 'dark' | 'light'

/** What was chosen here before; else what the machine asks for. */
function initial(): Theme {
  const stored = recall('theme')
  if (stored === 'dark' || stored === 'light') return stored
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
}

/** The console's theme, set on the document as `data-theme`; the wall has none and stays dark. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(initial)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    return () => {
      delete document.documentElement.dataset.theme
    }
  }, [theme])
  return [
    theme,
    (next) => {
      remember('theme', next)
      setTheme(next)
    },
  ]
}
