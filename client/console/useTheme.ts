import { useEffect, useState } from 'react'

export type Theme = 'dark' | 'light'
const REMEMBERED_AS = 'ioc.console.theme'

/** What was chosen here before; else what the machine asks for. */
function initial(): Theme {
  const stored = localStorage.getItem(REMEMBERED_AS)
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
      localStorage.setItem(REMEMBERED_AS, next)
      setTheme(next)
    },
  ]
}
