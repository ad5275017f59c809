import type { Transaction } from 'kysely'
import { quoted } from '../../domain/problems.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import { DEMO_WALL_SECRET } from '../accounts/demoWalls.ts'
import type { Pairing, Pairings } from '../accounts/pairings.ts'
import { hashOfSecret, randomId, randomSecret } from '../accounts/secrets.ts'
import { Problem } from '../problem.ts'
import { readAccount, readAccountsOf, type WallRecord } from '../store/accounts.ts'
import type { Tables } from '../store/tables.ts'
import { type CommandHandler, carriesOut, type Outcome } from './handler.ts'
import { type AccountParts, checkDemo, checkEncrypted } from './sessions.ts'
import { createHandOut } from './stepUp.ts'

/** How long a wall may take to fetch its cookie once it has been paired. */
const CLAIM_MS = 10 * MINUTE_MS

/** Walls: paired by a code that stands on them, and ended. */
export function wallHandlers(parts: AccountParts, pairings: Pairings): CommandHandler[] {
  const { accounts, peers, units } = parts
  const handOut = createHandOut(parts)

  function change(id: string, next: (wall: WallRecord) => WallRecord): Outcome<Record<string, never>> {
    const changes = accounts.changes()
    let name = ''
    return {
      async write(tables) {
        const wall = await readAccount(tables, units.edition, 'wall', id)
        if (wall === undefined || wall.hash === null) throw new Problem('unknownWall', { wall: quoted(id) })
        name = wall.name
        await changes.put(tables, 'wall', next(wall))
      },
      apply: changes.apply,
      answer: () => ({}),
      before: () => ({ name }),
    }
  }

  /** A wall is called by its name wherever it is chosen: two of one name would be taken for each other. @throws Problem `wallNameTaken` */
  async function checkName(tables: Transaction<Tables>, name: string, own: string): Promise<void> {
    const walls = await readAccountsOf(tables, units.edition, 'wall')
    const isSame = (other: string) => other.toLocaleLowerCase('vi') === name.toLocaleLowerCase('vi')
    const other = walls.find((wall) => wall.hash !== null && wall.id !== own && isSame(wall.name))
    if (other !== undefined) throw new Problem('wallNameTaken', { name: other.name })
  }

  /** @throws Problem */
  function waiting(code: string): Pairing {
    const pairing = pairings.byCode(code)
    if (pairing === undefined) throw new Problem('unknownPairing')
    return pairing
  }

  return [
    carriesOut('requestPairing', (_input, { asking, from }) => {
      checkEncrypted(peers, asking)
      const { pairing, secret } = pairings.begin(from.address)
      // A code that nobody has typed is no act: whoever pairs a wall by it stands in the log.
      return {
        isOnlyAsked: true,
        answer: () => ({ code: pairing.code, secret, endsAt: pairing.endsAt }),
      }
    }),

    carriesOut('claimPairing', ({ secret }, { asking }) => {
      checkEncrypted(peers, asking)
      const hash = hashOfSecret(secret)
      const paired = accounts.wallByPairing(hash)
      if (paired === undefined) {
        const state = pairings.byHash(hash) === undefined ? ('ended' as const) : ('waiting' as const)
        return { isOnlyAsked: true, answer: () => ({ state }) }
      }
      // What the page keeps opens nothing but this: the cookie holds another secret, which no script has ever read.
      const own = randomSecret()
      const changes = accounts.changes()
      return {
        async write(tables) {
          const current = await readAccount(tables, units.edition, 'wall', paired.id)
          if (current === undefined || current.hash === null) throw new Problem('unknownPairing')
          await changes.put(tables, 'wall', { ...current, hash: hashOfSecret(own) })
        },
        apply: changes.apply,
        who: { is: 'wall', id: paired.id, name: paired.name },
        answer: () => ({ state: 'paired' as const }),
        cookie: accounts.wallCookie(own),
      }
    }),

    carriesOut('pairWall', ({ code, name, place, proof }, commanding) => {
      const { principal, at } = commanding
      if (!units.byCode.has(place)) throw new Problem('unknownUnit', { unit: quoted(place) })
      let paired = waiting(code)
      return handOut(commanding, proof, (changes) => {
        const id = randomId('wall')
        return {
          async write(tables) {
            paired = waiting(code)
            const { hash, address } = paired
            await checkName(tables, name, id)
            await changes.put(tables, 'wall', {
              // Nobody holds its secret yet: the wall fetches one.
              ...{ id, hash: hashOfSecret(randomSecret()), pairing: { hash, until: at + CLAIM_MS } },
              ...{ name, place, address, pairedAt: at, pairedBy: principal.name, usedAt: null, endedAt: null },
            })
          },
          apply: () => pairings.end(paired),
          answer: () => ({ id }),
        }
      })
    }),

    carriesOut('moveWall', ({ wall, code, proof }, commanding) => {
      const { at } = commanding
      let paired = waiting(code)
      return handOut(commanding, proof, () => {
        // Its id stays, and with it what is commanded of it; the machine before is nobody's from now on.
        const moved = change(wall, (current) => {
          paired = waiting(code)
          const { hash, address } = paired
          const pairing = { hash, until: at + CLAIM_MS }
          return { ...current, hash: hashOfSecret(randomSecret()), pairing, address, pairedAt: at, usedAt: null }
        })
        return {
          ...moved,
          apply() {
            pairings.end(paired)
            moved.apply?.()
          },
        }
      })
    }),

    carriesOut('renameWall', ({ wall, name }) => {
      const renamed = change(wall, (current) => ({ ...current, name }))
      return {
        ...renamed,
        async write(tables) {
          await checkName(tables, name, wall)
          await renamed.write?.(tables)
        },
      }
    }),

    carriesOut('endWall', ({ wall }, { at }) => change(wall, (current) => ({ ...current, hash: null, endedAt: at }))),

    carriesOut('openDemoWall', (_input, { asking }) => {
      checkDemo(parts, asking)
      return { answer: () => ({}), cookie: accounts.wallCookie(DEMO_WALL_SECRET) }
    }),
  ]
}
