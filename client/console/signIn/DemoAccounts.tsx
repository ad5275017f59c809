import { useTranslation } from 'react-i18next'
import { ROLES } from '../../../domain/access/roles.ts'
import { WALL_PATH } from '../../../domain/pages.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { shortName } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import type { Session } from '../../live/session.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'

/** The demo's people, each with what the role lets them see: one press signs in. */
export function DemoAccounts({
  accounts,
  onSignedIn,
}: {
  accounts: NonNullable<Session['demo']>
  onSignedIn: () => void
}) {
  const { t } = useTranslation('people')
  const text = useText()
  const [language] = useLanguage()
  const { send, isSending, error } = useCommand('signInAs')
  const placeName = (code: string) => {
    const unit = UNIT_TREES['2021'].byCode.get(code) ?? UNIT_TREES['2025'].byCode.get(code)
    if (unit === undefined) return code
    return unit.level === 'city' ? t('wholeCity') : shortName(unit, language)
  }
  return (
    <section className="demo-accounts" aria-labelledby="demo-accounts">
      <h2 id="demo-accounts" className="demo-accounts__title">
        {t('demo.title')}
      </h2>
      <p className="form__hint">{t('demo.about')}</p>
      <ul className="demo-accounts__list">
        {accounts.map(({ user, name, role, place, sees }) => (
          <li key={user}>
            <button
              type="button"
              className="demo-accounts__one"
              disabled={isSending}
              onClick={() => void send({ user }).then((answer) => answer !== undefined && onSignedIn())}
            >
              <span className="demo-accounts__role">{text(ROLES[role].name)}</span>
              <span className="demo-accounts__who">
                {name} · {placeName(place)}
              </span>
              <span className="demo-accounts__sees">{text(sees)}</span>
            </button>
          </li>
        ))}
      </ul>
      <CommandTrouble error={error} />
      <a className="form__link" href={WALL_PATH}>
        {t('demo.wall')}
      </a>
    </section>
  )
}
