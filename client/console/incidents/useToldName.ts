import { useTranslation } from 'react-i18next'
import { ROLES, type Role } from '../../../domain/access/roles.ts'
import { useText } from '../../i18n/useText.ts'

/** Names whom the hub tells of an incident, as a fact says it: `role/lead`, `city/leader`, `unit/31117`, `person/ID`. */
export function useToldName(unitName: (code: string) => string): (to: string) => string {
  const { t } = useTranslation('incidents')
  const text = useText()
  return (to) => {
    const [whose, id = ''] = to.split('/')
    if (whose === 'unit') return unitName(id)
    if (!Object.hasOwn(ROLES, id)) return t('told.holder')
    const role = text(ROLES[id as Role].name).toLowerCase()
    return t(whose === 'city' ? 'told.ofCity' : 'told.role', { role })
  }
}
