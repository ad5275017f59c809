import { useTranslation } from 'react-i18next'
import type { GeometryProblem } from '../../domain/walls/geometry.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { formatNumber } from '../ui/format.ts'
import { PARAMETERS } from './settings.ts'

/** What is wrong with a wall's dimensions, and what is allowed. */
export function GeometryProblemText({ problem }: { readonly problem: GeometryProblem }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const number = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1, language)
  switch (problem.is) {
    case 'bezelTooWide':
      return (
        <>
          {t('refused.bezelTooWide', { bezel: number(problem.bezelPx), most: number(problem.mostPx) })}{' '}
          <code>{PARAMETERS.bezelPx}</code>
        </>
      )
    case 'tooFar':
      return (
        <>
          {t('refused.tooFar', { distance: number(problem.distanceM) })}{' '}
          {problem.farthestM === undefined
            ? t('refused.nowhere')
            : t('refused.farthest', { farthest: number(problem.farthestM) })}
        </>
      )
    case 'noSuchScreen':
      return (
        <>
          {t('refused.noSuchScreen')} (<code>screen</code>): <q>{problem.said}</q>.{' '}
          {t('refused.between', { least: number(1), most: number(problem.screens) })}
        </>
      )
    default: {
      const { name, said } = problem
      const allowed =
        problem.is === 'outOfBounds'
          ? t('refused.between', { least: number(problem.least), most: number(problem.most) })
          : t(problem.is === 'notWhole' ? 'refused.whole' : 'refused.aNumber')
      return (
        <>
          {t(`settings.${name}`)} (<code>{PARAMETERS[name]}</code>): <q>{said}</q>. {allowed}
        </>
      )
    }
  }
}
