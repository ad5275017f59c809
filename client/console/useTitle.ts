import { useEffect } from 'react'

/** The document's title says what is in view, so that tabs, history and bookmarks do. */
export function useTitle(heading: string): void {
  useEffect(() => {
    document.title = `${heading} – IOC Cần Thơ`
  }, [heading])
}
