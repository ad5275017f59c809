import { useTranslation } from 'react-i18next'
import { Marked } from './Marked.tsx'
import type { LinkLine } from './systemHealth.ts'

/** How a connection stands, by what was last said of it: what is old is told as it was, and not as it is. */
export function LinkStateMark({ line: { link, freshness } }: { line: LinkLine }) {
  const { t } = useTranslation('console')
  if (link === undefined) return <Marked is="ring">{t('systems.link.never')}</Marked>
  if (freshness !== 'live') return <Marked is="half">{t(`systems.link.was.${link.state}`)}</Marked>
  if (link.state === 'up') return <Marked is="disc">{t('systems.link.up')}</Marked>
  return (
    <Marked is="diamond" tone="missed">
      {t('systems.link.down')}
    </Marked>
  )
}
