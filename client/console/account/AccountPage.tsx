import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { type Asker, useAskAgain, useAsker, useSession } from '../../live/session.ts'
import { useUnits } from '../../ui/useUnits.ts'
import './form.css'
import { useGrantText } from '../access/useRoleNames.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { ManagePage } from '../people/ManagePage.tsx'
import { SessionTable } from '../people/SessionTable.tsx'
import { CommandTrouble } from './CommandTrouble.tsx'
import { Done } from './Done.tsx'
import { PresentPasswordField } from './Field.tsx'
import { FormButtons } from './FormButtons.tsx'
import { NoticePreferencesForm } from './NoticePreferencesForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { TotpSetUp } from './TotpSetUp.tsx'

/** One's own account: who one is here, password, second factor, and where one is signed in. */
export function AccountPage() {
  const { t } = useTranslation('people')
  const { t: notices } = useTranslation('notices')
  const units = useUnits()
  const asker = useAsker()
  const isOfDemo = useSession()?.demo?.some(({ user }) => user === asker?.user) === true
  const grantText = useGrantText()
  if (asker === undefined) return <Skeleton lines={12} />
  return (
    <ManagePage units={units} heading={t('account.title')}>
      <section aria-label={t('account.who')}>
        <dl className="manage__facts">
          <dt>{t('people.name')}</dt>
          <dd>{asker.name}</dd>
          <dt>{t('people.user')}</dt>
          <dd>{asker.user ?? '–'}</dd>
          <dt>{t('account.roles')}</dt>
          <dd>
            <ul className="roles-list">
              {asker.grants.map((grant) => (
                <li key={`${grant.role} ${grant.place}`}>{grantText(grant)}</li>
              ))}
              {asker.grants.length === 0 && <li>{t('people.noRoles')}</li>}
            </ul>
          </dd>
        </dl>
      </section>
      {isOfDemo || asker.external ? (
        <p className="manage__about">{t(isOfDemo ? 'people.demoWhy' : 'account.external')}</p>
      ) : (
        <OwnSecrets asker={asker} />
      )}
      <section aria-labelledby="my-notices">
        <h2 id="my-notices">{notices('mine.title')}</h2>
        <NoticePreferencesForm />
      </section>
      <section aria-labelledby="my-sessions">
        <h2 id="my-sessions">{t('sessions.mine')}</h2>
        <MySessions />
      </section>
    </ManagePage>
  )
}

function OwnSecrets({ asker }: { asker: Asker }) {
  const { t } = useTranslation('people')
  const rules = useSession()?.signIn.passwordRules
  const [isChanged, setChanged] = useState(false)
  const askAgain = useAskAgain()
  return (
    <>
      <section aria-labelledby="my-password">
        <h2 id="my-password">{t('password.title')}</h2>
        <Done>{isChanged ? t('password.saved') : undefined}</Done>
        {rules !== undefined && (
          <PasswordForm
            user={asker.user ?? ''}
            rules={rules}
            onChanged={() => {
              setChanged(true)
              askAgain()
            }}
          />
        )}
      </section>
      <section aria-labelledby="my-totp">
        <h2 id="my-totp">{t('totp.title')}</h2>
        <OwnTotp hasTotp={asker.hasTotp} isRequired={asker.grants.some(({ role }) => role === 'admin')} />
      </section>
    </>
  )
}

/** @param isRequired so that it cannot be turned off */
function OwnTotp({ hasTotp, isRequired }: { hasTotp: boolean; isRequired: boolean }) {
  const { t } = useTranslation('people')
  const askAgain = useAskAgain()
  const remove = useCommand('removeTotp')
  const [step, setStep] = useState<'setUp' | 'remove' | 'removed'>()
  const [password, setPassword] = useState('')
  // Its own end is told by `onDone`: until then the recovery codes stand there.
  if (step === 'setUp') {
    return (
      <TotpSetUp
        onDone={() => {
          setStep(undefined)
          askAgain()
        }}
      />
    )
  }
  if (!hasTotp) {
    return (
      <>
        <Done>{step === 'removed' ? t('totp.removed') : undefined}</Done>
        <p>{t('totp.off')}</p>
        <p className="manage__about">{t('totp.offered')}</p>
        <button type="button" className="console__button" onClick={() => setStep('setUp')}>
          {t('totp.setUp')}
        </button>
      </>
    )
  }
  if (isRequired) {
    return (
      <>
        <p>{t('totp.on')}</p>
        <p className="manage__about">{t('totp.mustStay')}</p>
      </>
    )
  }
  if (step !== 'remove') {
    return (
      <>
        <p>{t('totp.on')}</p>
        <button type="button" className="console__button" onClick={() => setStep('remove')}>
          {t('totp.remove')}
        </button>
      </>
    )
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void remove.send({ password }).then((answer) => {
          setPassword('')
          if (answer === undefined) return
          setStep('removed')
          askAgain()
        })
      }}
    >
      <p>{t('totp.removeWhy')}</p>
      <PresentPasswordField value={password} onText={setPassword} />
      <CommandTrouble error={remove.error} />
      <FormButtons disabled={remove.isSending || password === ''} close={() => setStep(undefined)}>
        {t('totp.remove')}
      </FormButtons>
    </form>
  )
}

function MySessions() {
  const { data, error, refetch } = useAnswer(ask('/sessions'), { refetchMs: 60_000 })
  if (data !== undefined) return <SessionTable sessions={data.sessions} />
  if (error !== null) return <ApiTrouble error={error} retry={() => void refetch()} />
  return <Skeleton lines={3} />
}
