import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import './form.css'
import { CopyText } from './CopyText.tsx'

/** A secret that the hub tells once: what it is, what to do with it, and a way to take it along. */
export function ShownOnce({
  title,
  why,
  secret,
  close,
}: {
  title: string
  why: string
  secret: string
  close: () => void
}) {
  const { t } = useTranslation('people')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  return (
    <section className="secret" aria-label={title}>
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <p>{why}</p>
      <code className="secret__text">{secret}</code>
      <div className="form__row">
        <CopyText text={secret} />
        <button type="button" className="console__button" onClick={close}>
          {t('close')}
        </button>
      </div>
    </section>
  )
}
