import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Puts a text on the clipboard and says so; where the browser refuses, says that. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation('people')
  const [outcome, setOutcome] = useState<'done' | 'refused'>()
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('done')
    } catch {
      // Outside a secure context there is no clipboard.
      setOutcome('refused')
    }
  }
  return (
    <>
      <button type="button" className="console__button" onClick={() => void copy()}>
        {t('copy.do')}
      </button>
      <span role="status" className="console__status">
        {outcome === undefined ? '' : t(`copy.${outcome}`)}
      </span>
    </>
  )
}
