import type { ReactNode } from 'react'
import { TitleCount } from '../useTitle.ts'
import { useUnseenNotices } from './useUnseenNotices.ts'

/** Gives the titles of all pages the number of notices that nobody has looked at: it is seen on a tab behind others, too. */
export function UnseenCount({ children }: { children: ReactNode }) {
  return <TitleCount value={useUnseenNotices().length}>{children}</TitleCount>
}
