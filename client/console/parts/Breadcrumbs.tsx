import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import './breadcrumbs.css'
import { useTitle } from '../useTitle.ts'
import { useView } from '../useView.ts'

/**
 * The way from the city down to what is in view; its last step is the page's heading.
 * @param above code of the unit that holds what is in view; undefined for pages that belong to the whole city
 */
export function Breadcrumbs({
  units,
  above,
  heading,
}: {
  units: UnitTree | undefined
  above: string | undefined
  heading: string
}) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { toPage } = useView()
  useTitle(heading)
  const way = units === undefined || above === undefined ? [] : [...units.lineage(above)].reverse()
  return (
    <div className="breadcrumbs">
      {way.length > 0 && (
        <nav aria-label={t('breadcrumbs')}>
          <ol className="breadcrumbs__list">
            {way.map((code) => {
              const unit = units?.byCode.get(code)
              if (unit === undefined) return null
              return (
                <li key={code} className="breadcrumbs__step">
                  <Link
                    className="breadcrumbs__link"
                    to={toPage(unit.level === 'city' ? { is: 'city' } : { is: 'unit', code })}
                  >
                    {unit.level === 'city' ? t('city') : shortName(unit, language)}
                  </Link>
                  <span aria-hidden="true">›</span>
                </li>
              )
            })}
          </ol>
        </nav>
      )}
      <h1 className="breadcrumbs__heading" id="console-heading" tabIndex={-1} title={heading}>
        {heading}
      </h1>
    </div>
  )
}
