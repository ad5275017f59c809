import { useTranslation } from 'react-i18next'
import type { SystemTrouble } from '../../panels/systemHealth.ts'
import { TROUBLE_LOOKS } from '../../panels/troubleLook.ts'
import { Marked } from '../parts/Marked.tsx'

/** What is wrong with a system: shape, word and, where somebody must look, colour. */
export function SystemTroubleMark({ trouble }: { trouble: SystemTrouble }) {
  const { t } = useTranslation('common')
  return <Marked {...TROUBLE_LOOKS[trouble]}>{t(`systemTrouble.${trouble}`)}</Marked>
}
