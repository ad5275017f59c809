import { useTranslation } from 'react-i18next'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import { Shape, type ShapeName } from './Shape.tsx'
import './marks.css'

export const SEVERITY_SHAPES: Record<Severity, ShapeName> = {
  info: 'disc',
  minor: 'disc',
  major: 'triangle',
  critical: 'diamond',
}

/** How soon a person must look: shape, word and colour. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const { t } = useTranslation('common')
  return (
    <span className="mark mark--severity" data-severity={severity}>
      <Shape is={SEVERITY_SHAPES[severity]} />
      <span>{t(`severity.${severity}`)}</span>
    </span>
  )
}
