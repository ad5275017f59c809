import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import './form.css'
import { CopyText } from './CopyText.tsx'

/** Codes that stand in for a lost phone: shown once, to be copied, printed or kept as a file. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation('people')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  const text = codes.join('\n')
  function download(): void {
    const url = URL.createObjectURL(new Blob([`${t('totp.file')}\n\n${text}\n`], { type: 'text/plain' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${t('totp.file')}.txt`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <section className="secret" aria-label={t('totp.codes')}>
      <h3 ref={heading} tabIndex={-1}>
        {t('totp.codes')}
      </h3>
      <p>{t('totp.codesWhy')}</p>
      <ul className="secret__codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="form__row">
        <CopyText text={text} />
        <button type="button" className="console__button" onClick={() => print()}>
          {t('totp.print')}
        </button>
        <button type="button" className="console__button" onClick={download}>
          {t('totp.download')}
        </button>
      </div>
      <button type="button" className="console__button form__do" onClick={onKept}>
        {t('totp.kept')}
      </button>
    </section>
  )
}
