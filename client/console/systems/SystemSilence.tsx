import { useTranslation } from 'react-i18next'
import type { SystemLine } from '../../panels/systemHealth.ts'
import { formatDateTime } from '../../ui/format.ts'

/** How many of those who should speak for a system do not, and since when the longest silent has not. */
export function SystemSilence({ line: { system, silent } }: { line: SystemLine }) {
  const { t } = useTranslation('console')
  const { count, since } = silent
  const words = system.devices === 'camera' ? 'noPicture' : 'silent'
  if (since === null) return t(`systems.${words}.never`, { count })
  return t(`systems.${words}.since`, { count, since: formatDateTime(since) })
}
