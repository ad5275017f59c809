import { quoted } from '../../domain/problems.ts'
import { DAY_MS } from '../../domain/time.ts'
import { hashOfSecret, randomId, randomToken } from '../accounts/secrets.ts'
import { Problem } from '../problem.ts'
import { readAccount, type TokenRecord } from '../store/accounts.ts'
import { type CommandHandler, carriesOut } from './handler.ts'
import type { AccountParts } from './sessions.ts'
import { createHandOut } from './stepUp.ts'

const DEFAULT_DAYS = 365

/** What programs sign in with. */
export function tokenHandlers(parts: AccountParts): CommandHandler[] {
  const { accounts, units } = parts
  const handOut = createHandOut(parts)
  return [
    carriesOut('createToken', ({ name, role, place, days = DEFAULT_DAYS, proof }, commanding) => {
      const { principal, at } = commanding
      if (!units.byCode.has(place)) throw new Problem('unknownUnit', { unit: quoted(place) })
      return handOut(commanding, proof, (changes) => {
        const token = randomToken()
        const record: TokenRecord = {
          ...{ id: randomId('token'), hash: hashOfSecret(token), name, role, place },
          ...{ createdAt: at, createdBy: principal.name, endsAt: at + days * DAY_MS, usedAt: null, endedAt: null },
        }
        return {
          write: (tables) => changes.put(tables, 'token', record),
          answer: () => ({ id: record.id, token, endsAt: record.endsAt }),
        }
      })
    }),

    carriesOut('endToken', ({ token: id }, { at }) => {
      const changes = accounts.changes()
      return {
        async write(tables) {
          const token = await readAccount(tables, units.edition, 'token', id)
          if (token === undefined || token.hash === null) throw new Problem('unknownToken', { token: quoted(id) })
          await changes.put(tables, 'token', { ...token, hash: null, endedAt: at })
        },
        apply: changes.apply,
        answer: () => ({}),
        before: () => ({ name: accounts.one('token', id)?.name }),
      }
    }),
  ]
}
