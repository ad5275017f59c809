import { useTranslation } from 'react-i18next'
import { digitsInFull } from '../../../domain/digits.ts'
import type { FigureEvidence } from '../../../domain/matters/evidence.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatValue } from '../../ui/format.ts'

/** How the numbers of a figure are written, and what it was computed as. */
type Written = Pick<FigureEvidence, 'digits' | 'measure' | 'value'>

/** What a figure was and is by a correction of it: what was computed as figures are written, what somebody has said in full. */
export function useCorrectionText(): (
  figure: Written,
  correction: { readonly was: number | null; readonly is: number },
) => { readonly was: string; readonly is: string } {
  const said = useSaidText()
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  return (figure, { was, is }) => {
    const { digits, measure, value } = figure
    const before = () => (was === value ? formatValue(was, digits, measure, language) : said(figure, was as number))
    return { was: was === null ? t('unknownValue') : before(), is: said(figure, is) }
  }
}

/** A number that somebody has said in place of a figure, with its unit. */
export function useSaidText(): (figure: Pick<Written, 'digits' | 'measure'>, said: number) => string {
  const [language] = useLanguage()
  return ({ digits, measure }, said) => formatValue(said, digitsInFull(said, digits), measure, language)
}
