import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/useLanguage.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { ListState } from './useListState.ts'

/** A list that is empty because of what it is filtered by: never to be read as if there were nothing. */
export function NoMatch({ count, list }: { count: number; list: ListState }) {
  const { t } = useTranslation('list')
  const [language] = useLanguage()
  return (
    <div className="console__empty" role="status">
      <p>{t('noMatch', { count, number: formatNumber(count, 0, language) })}</p>
      <button type="button" className="console__button" onClick={() => list.set({ find: undefined, where: [] })}>
        {t('clear')}
      </button>
    </div>
  )
}
