import { useTranslation } from 'react-i18next'
import type { LinkLine } from '../../panels/systemHealth.ts'
import { linkLook } from '../../panels/troubleLook.ts'
import { Marked } from '../parts/Marked.tsx'

/** How a connection stands, by what was last said of it. */
export function LinkStateMark({ line }: { line: LinkLine }) {
  const { t } = useTranslation('common')
  const { word, ...look } = linkLook(line)
  return <Marked {...look}>{t(word)}</Marked>
}
