import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Puts the address of what is in view on the clipboard and says so; where the browser refuses, says that. */
export function CopyLink() {
  const { t } = useTranslation('console')
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href)
      setOutcome('copied')
    } catch {
      // Outside a secure context there is no clipboard: the address bar still has the link.
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
