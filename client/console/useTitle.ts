import { createContext, useContext, useEffect } from 'react'

/** How many things wait to be looked at, before the title; 0: nothing does. */
export const TitleCount = createContext(0)

/** The document's title says what is in view, so that tabs, history and bookmarks do. */
export function useTitle(heading: string): void {
  const count = useContext(TitleCount)
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${heading} – IOC Cần Thơ`
  }, [heading, count])
}
