import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useCommand } from '../../live/command.ts'
import { CITY } from '../../panels/city.ts'
import '../account/form.css'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Field } from '../account/Field.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { ShownOnce } from '../account/ShownOnce.tsx'
import { useView } from '../useView.ts'
import { type EditedGrant, GrantFields } from './GrantFields.tsx'
import { useProof } from './useProof.tsx'

const FIRST_GRANT: EditedGrant = { role: 'operator', place: CITY }

/** Creates a person, and shows the first password once. */
export function CreatePerson({ units, close }: { units: UnitTree; close: () => void }) {
  const { t } = useTranslation('people')
  const { toPage } = useView()
  const { send, isSending, error } = useCommand('createPerson', ['/people'])
  const [user, setUser] = useState('')
  const [name, setName] = useState('')
  const [grants, setGrants] = useState<readonly EditedGrant[]>([FIRST_GRANT])
  const proof = useProof()
  const [created, setCreated] = useState<{ id: string; password: string }>()
  async function create(event: FormEvent): Promise<void> {
    event.preventDefault()
    setCreated(await send({ user, name, grants: [...grants], ...proof.input }))
  }
  if (created !== undefined) {
    return (
      <>
        <ShownOnce
          title={t('people.firstPassword', { user })}
          why={t('people.firstPasswordWhy')}
          secret={created.password}
          close={close}
        />
        <p>
          <Link className="console__button" to={toPage({ is: 'person', id: created.id })}>
            {t('people.openPerson')}
          </Link>
        </p>
      </>
    )
  }
  return (
    <form className="form" aria-label={t('people.createTitle')} onSubmit={(event) => void create(event)}>
      <Field
        label={t('people.name')}
        hint={t('people.nameHint')}
        autoComplete="off"
        autoCapitalize="words"
        autoFocus
        required
        most={80}
        value={name}
        onText={setName}
      />
      <Field
        label={t('people.user')}
        hint={t('people.userHint')}
        autoComplete="off"
        required
        most={32}
        value={user}
        onText={setUser}
      />
      <GrantFields units={units} grants={grants} onGrants={setGrants} />
      {proof.field}
      <CommandTrouble error={error} />
      {error?.code === 'doneBefore' && <p>{t('people.lost')}</p>}
      <FormButtons disabled={isSending} close={close}>
        {t('people.create')}
      </FormButtons>
    </form>
  )
}
