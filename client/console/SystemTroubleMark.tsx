import { useTranslation } from 'react-i18next'
import type { ShapeName } from '../ui/Shape.tsx'
import { Marked } from './Marked.tsx'
import type { SystemTrouble } from './systemHealth.ts'

const LOOKS: Record<SystemTrouble, { readonly is: ShapeName; readonly tone?: 'near' | 'missed' }> = {
  lost: { is: 'ring', tone: 'near' },
  down: { is: 'diamond', tone: 'missed' },
  stale: { is: 'half', tone: 'near' },
  events: { is: 'triangle', tone: 'near' },
  partly: { is: 'half', tone: 'near' },
  refused: { is: 'triangle', tone: 'near' },
  never: { is: 'ring' },
  none: { is: 'disc' },
}

/** What is wrong with a system: shape, word and, where somebody must look, colour. */
export function SystemTroubleMark({ trouble }: { trouble: SystemTrouble }) {
  const { t } = useTranslation('console')
  return <Marked {...LOOKS[trouble]}>{t(`systems.trouble.${trouble}`)}</Marked>
}
