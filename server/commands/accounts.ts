import type { PasswordRules } from '../../domain/people/password.ts'
import type { Pairings } from '../accounts/pairings.ts'
import type { CommandHandler } from './handler.ts'
import { ownAccountHandlers } from './ownAccount.ts'
import { peopleHandlers } from './people.ts'
import { type AccountParts, sessionHandlers } from './sessions.ts'
import { tokenHandlers } from './tokens.ts'
import { wallHandlers } from './walls.ts'

/** Everything that is commanded of accounts. */
export function accountHandlers({
  pairings,
  rules,
  ...parts
}: AccountParts & { readonly pairings: Pairings; readonly rules: PasswordRules }): CommandHandler[] {
  return [
    ...sessionHandlers(parts),
    ...ownAccountHandlers(parts, rules),
    ...peopleHandlers(parts),
    ...tokenHandlers(parts),
    ...wallHandlers(parts, pairings),
  ]
}
