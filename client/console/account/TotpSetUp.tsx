import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live/command.ts'
import './form.css'
import { CommandTrouble } from './CommandTrouble.tsx'
import { CopyText } from './CopyText.tsx'
import { Field, PresentPasswordField } from './Field.tsx'
import { QrCode } from './QrCode.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

/** A key as it is typed: in groups of four. */
const grouped = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** Sets up the second factor, step by step: the present password, QR code or key, the first code, the recovery codes. @param onDone the codes have been kept */
export function TotpSetUp({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('people')
  const begin = useCommand('beginTotp')
  const confirm = useCommand('confirmTotp')
  const [password, setPassword] = useState('')
  const [begun, setBegun] = useState<{ readonly secret: string; readonly uri: string }>()
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<readonly string[]>()

  async function start(): Promise<void> {
    confirm.clear()
    setCode('')
    setBegun(await begin.send({ password }))
  }
  async function check(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await confirm.send({ code })
    if (answer !== undefined) setCodes(answer.recoveryCodes)
  }
  if (codes !== undefined) return <RecoveryCodes codes={codes} onKept={onDone} />
  if (begun === undefined) {
    return (
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
      >
        <div className="form__field">
          <PresentPasswordField value={password} onText={setPassword} />
          <p className="form__hint">{t('totp.passwordWhy')}</p>
        </div>
        <CommandTrouble error={begin.error} />
        <button type="submit" className="console__button form__do" disabled={begin.isSending || password === ''}>
          {t('totp.begin')}
        </button>
      </form>
    )
  }
  return (
    <form className="form" onSubmit={(event) => void check(event)}>
      <p>{t('totp.scan')}</p>
      <QrCode text={begun.uri} label={t('totp.qr')} />
      <div className="form__field">
        <span className="form__label">{t('totp.typed')}</span>
        <code className="secret__text">{grouped(begun.secret)}</code>
        <div className="form__row">
          <CopyText text={begun.secret} />
        </div>
      </div>
      <Field
        label={t('totp.confirm')}
        className="form__code"
        inputMode="numeric"
        autoComplete="one-time-code"
        most={8}
        required
        value={code}
        onText={setCode}
      />
      <CommandTrouble error={confirm.error} />
      <div className="form__row">
        <button
          type="submit"
          className="console__button form__do"
          disabled={confirm.isSending || code.replaceAll(/\D/g, '').length < 6}
        >
          {t('totp.check')}
        </button>
        {confirm.error !== undefined && (
          <button type="button" className="console__button" onClick={() => void start()}>
            {t('totp.restart')}
          </button>
        )}
      </div>
    </form>
  )
}
