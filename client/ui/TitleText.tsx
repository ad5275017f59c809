import { useTranslation } from 'react-i18next'
import { isVietnamese, type Text } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import './marks.css'

/**
 * The title of an alert or an event. A system's event, such as a citizen's report, has its source's own words in both languages: where those
 * are Vietnamese on an English screen, they are marked as such, for eyes and for screen readers.
 */
export function TitleText({ title }: { readonly title: Text }) {
  const { t } = useTranslation('common')
  const [language] = useLanguage()
  if (language === 'vi' || title.en !== title.vi || !isVietnamese(title.vi)) return title[language]
  return (
    <>
      <span lang="vi">{title.vi}</span>{' '}
      <abbr className="mark mark--language" title={t('sourceWords')}>
        VI
      </abbr>
    </>
  )
}
