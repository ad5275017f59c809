import { useTranslation } from 'react-i18next'
import { abridged, readableName } from '../../domain/readableName.ts'
import { isVietnamese, type Text } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { englishDeviceName } from './englishDeviceName.ts'
import { KeptTogether } from './KeptTogether.tsx'
import './marks.css'
import { useUnits } from './useUnits.ts'

/**
 * The title of an alert or an event. A system's event, such as a citizen's report, has its source's own words in both languages: where those
 * are Vietnamese on an English screen, they are marked as such, for eyes and for screen readers.
 * @param id what is shown of a title that cannot be seen
 * @param most letters shown; all of them where it is not said
 */
export function TitleText({
  title,
  id = '–',
  most,
}: {
  readonly title: Text
  readonly id?: string
  readonly most?: number
}) {
  const { t } = useTranslation('common')
  const [language] = useLanguage()
  const said = (words: string) => {
    const readable = readableName(words, id)
    return most === undefined ? readable : abridged(readable, most)
  }
  if (language === 'vi' || !isVietnamese(title.en)) return <KeptTogether>{said(title[language])}</KeptTogether>
  if (title.en !== title.vi) return <Named title={said(title.en)} />
  return (
    <>
      <span lang="vi">
        <KeptTogether>{said(title.vi)}</KeptTogether>
      </span>{' '}
      <abbr className="mark mark--language" title={t('sourceWords')}>
        VI
      </abbr>
    </>
  )
}

/** An English sentence about something whose own name is Vietnamese: the name is marked as such, for whoever reads it aloud. */
function Named({ title }: { readonly title: string }) {
  const units = useUnits()
  const end = title.indexOf(': ')
  const name = title.slice(0, Math.max(0, end))
  const english = englishDeviceName(name, units)
  if (english !== name) return <KeptTogether>{`${english}${title.slice(end)}`}</KeptTogether>
  if (!isVietnamese(name)) return <KeptTogether>{title}</KeptTogether>
  return (
    <>
      <span lang="vi">
        <KeptTogether>{name}</KeptTogether>
      </span>
      <KeptTogether>{title.slice(end)}</KeptTogether>
    </>
  )
}
