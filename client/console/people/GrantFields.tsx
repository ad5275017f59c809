import { useTranslation } from 'react-i18next'
import { PERMISSIONS, type Permission } from '../../../domain/access/permissions.ts'
import { ROLES } from '../../../domain/access/roles.ts'
import { MAX_GRANTS, PERSON_ROLES, type PersonRole } from '../../../domain/people/person.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { CITY } from '../../panels/city.ts'
import '../account/form.css'
import { usePlaceName } from '../access/useRoleNames.ts'
import { Choice } from '../account/Choice.tsx'
import { UnitOptions } from '../parts/UnitOptions.tsx'
import './peoplePage.css'

export interface EditedGrant {
  readonly role: PersonRole
  readonly place: string
}

/** Which roles somebody holds, and where; below each what it lets them do there. */
export function GrantFields({
  units,
  grants,
  onGrants,
}: {
  units: UnitTree
  grants: readonly EditedGrant[]
  onGrants: (grants: readonly EditedGrant[]) => void
}) {
  const { t } = useTranslation('people')
  const text = useText()
  const placeName = usePlaceName()
  const put = (at: number, grant: EditedGrant) => onGrants(grants.map((each, n) => (n === at ? grant : each)))
  return (
    <div className="form__field">
      <ul className="grants">
        {grants.map((grant, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place; two may say the same while they are edited
          <li key={n} className="grants__one">
            <RoleAndPlace units={units} grant={grant} onGrant={(next) => put(n, next)} />
            <button
              type="button"
              className="console__button grants__remove"
              aria-label={t('people.removeGrant', {
                role: text(ROLES[grant.role].name),
                place: placeName(grant.place),
              })}
              onClick={() => onGrants(grants.filter((_, each) => each !== n))}
            >
              {t('people.remove')}
            </button>
            <RoleMay {...grant} />
          </li>
        ))}
      </ul>
      {grants.length === 0 && <p className="form__hint">{t('people.noGrants')}</p>}
      <div>
        <button
          type="button"
          className="console__button"
          disabled={grants.length >= MAX_GRANTS}
          onClick={() => onGrants([...grants, { role: 'operator', place: CITY }])}
        >
          {t('people.addGrant')}
        </button>
      </div>
    </div>
  )
}

/** One role and the unit for which it is held. */
export function RoleAndPlace({
  units,
  grant,
  onGrant,
}: {
  units: UnitTree
  grant: EditedGrant
  onGrant: (grant: EditedGrant) => void
}) {
  const { t } = useTranslation('people')
  const text = useText()
  return (
    <>
      <Choice
        label={t('people.role')}
        value={grant.role}
        onValue={(role) => onGrant({ ...grant, role: role as PersonRole })}
      >
        {PERSON_ROLES.map((role) => (
          <option key={role} value={role}>
            {text(ROLES[role].name)}
          </option>
        ))}
      </Choice>
      <PlaceField units={units} place={grant.place} onPlace={(place) => onGrant({ ...grant, place })} />
    </>
  )
}

export function PlaceField({
  units,
  place,
  onPlace,
  label,
}: {
  units: UnitTree
  place: string
  onPlace: (place: string) => void
  label?: string
}) {
  const { t } = useTranslation('people')
  return (
    <Choice label={label ?? t('people.place')} value={place} onValue={onPlace}>
      {!units.byCode.has(place) && <option value={place}>{place}</option>}
      <UnitOptions units={units} />
    </Choice>
  )
}

/** What a role lets one do in a place, and what only where it is held for the whole city. */
export function RoleMay({ role, place }: EditedGrant) {
  const { t } = useTranslation('people')
  const text = useText()
  const all: readonly Permission[] = ROLES[role].may
  const isHeld = (permission: Permission) => place === CITY || PERMISSIONS[permission].reach === 'place'
  const names = (permissions: readonly Permission[]) =>
    permissions.map((permission) => inSentence(text(PERMISSIONS[permission].name))).join('; ')
  const not = all.filter((permission) => !isHeld(permission))
  return (
    <>
      <p className="grants__may">
        {t('account.may')}: {names(all.filter(isHeld)) || '–'}.
      </p>
      {not.length > 0 && <p className="grants__may grants__may--not">{t('people.mayNot', { what: names(not) })}</p>}
    </>
  )
}

/** As it stands within a sentence: only the first letter gives way, for there may be abbreviations behind it. */
function inSentence(name: string): string {
  return name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1)
}
