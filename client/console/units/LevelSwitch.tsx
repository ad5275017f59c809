import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { LEVELS } from '../address.ts'
import '../parts/switch.css'
import { useView } from '../useView.ts'

/** Which units of the city are ranked: all communes, or the districts (areas in the 2025 edition). */
export function LevelSwitch({ units }: { units: UnitTree }) {
  const { t } = useTranslation('console')
  const { view, to } = useView()
  return (
    <nav className="switch" aria-label={t('level.label')}>
      {LEVELS.map((level) => (
        <Link
          key={level}
          className="switch__option"
          to={to({ level })}
          replace
          aria-current={view.level === level ? 'true' : undefined}
        >
          {t(level === 'districts' ? `level.districts${units.edition}` : 'level.communes', {
            count: units[level].length,
          })}
        </Link>
      ))}
    </nav>
  )
}
