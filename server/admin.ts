import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import type { Grant, Principal } from '../domain/access/principal.ts'
import { ROLES, type Role } from '../domain/access/roles.ts'
import { EMPTY_CITY } from '../domain/commands/command.ts'
import { PERSON_ROLES, type PersonRole, userNameOf } from '../domain/people/person.ts'
import { printableText } from '../domain/printableText.ts'
import { problemSentence, quoted } from '../domain/problems.ts'
import { CITY_UTC_OFFSET_MS } from '../domain/time.ts'
import { UNIT_TREES } from '../domain/units/index.ts'
import { partsOfKey, type UnitKey, unitKey } from '../domain/units/unit.ts'
import { unitOfKey } from '../domain/units/unitIn.ts'
import { createAccounts } from './accounts/accounts.ts'
import { createAttempts } from './accounts/attempts.ts'
import { createPairings } from './accounts/pairings.ts'
import { createPasswords } from './accounts/passwords.ts'
import { systemClock } from './clock.ts'
import { accountHandlers } from './commands/accounts.ts'
import { formatFatalError, readConfig } from './config.ts'
import { createCommandGate } from './gate/commands.ts'
import { createPeers, MAX_AGENT } from './gate/peers.ts'
import type { Asking } from './gate/principals.ts'
import { Problem } from './problem.ts'
import type { PersonRecord } from './store/accounts.ts'
import { createStore } from './store/openStore.ts'

const USAGE = `npm run admin -- COMMAND

  people                                            who may sign in
  create   --user NAME --role ROLE [--place CODE] [--name "SHOWN NAME"]   prints a first password
  grant    --user NAME --role ROLE [--place CODE]   gives one more role
  revoke   --user NAME --role ROLE [--place CODE]   takes a role
  password --user NAME                              prints a new first password
  disable  --user NAME     enable --user NAME
  reset-totp --user NAME                            the second factor is set up anew
  sessions [--user NAME]                            who is signed in, and from where
  end-sessions --user NAME
  tokens
  token    --name NAME --role ROLE [--place CODE] [--days N]   prints a token for a program
  end-token --id ID
  walls
  end-wall --id ID

  ROLE: ${PERSON_ROLES.join(', ')}. CODE: of a unit; the whole city when absent.
  --quiet prints the secret alone. IOC_DATA_DIR or DATABASE_URL as the hub has it; the hub may run.
`

const OPTIONS = {
  user: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  place: { type: 'string' },
  days: { type: 'string' },
  id: { type: 'string' },
  quiet: { type: 'boolean', default: false },
} as const

/** A command line that cannot be read. */
class UsageError extends Error {}

/**
 * `npm run admin`: people, tokens and walls of a hub that runs or does not, through the same door and into the same log as over HTTP. Ends with 0
 * when it is done, 1 when it cannot be, 2 when it is not understood.
 */
async function main(args: readonly string[]): Promise<number> {
  const { command, options } = readArguments(args)
  const config = readConfig(process.env)
  const { dataDir, databaseUrl } = config
  const file = join(dataDir, 'ioc.db')
  // The first administrator is created before the hub has ever run; whatever else is asked of a store that is not there is a mistake.
  if (command !== 'create' && command !== 'token' && databaseUrl === undefined && !existsSync(file)) {
    process.stderr.write(`Không có kho dữ liệu ${file}: hãy đặt IOC_DATA_DIR hoặc DATABASE_URL như của trung tâm.\n`)
    process.stderr.write(`There is no store ${file}: set IOC_DATA_DIR or DATABASE_URL as the hub has it.\n`)
    return 2
  }
  const clock = systemClock
  const log = pino({ level: 'silent' })
  const units = UNIT_TREES[config.edition]
  const store = createStore({ dataDir, databaseUrl, clock, log, edition: config.edition })
  await store.start()
  const rules = config.passwordRules
  const peers = createPeers([])
  const accounts = createAccounts({ ...{ store, clock, log, units, peers, rules }, limits: config.sessions })
  try {
    await accounts.read()
    const gate = createCommandGate({
      handlers: accountHandlers({
        ...{ accounts, peers, units, rules, isDemo: false },
        attempts: createAttempts({ clock }),
        pairings: createPairings({ clock }),
        passwords: createPasswords(),
      }),
      units,
      city: EMPTY_CITY,
      store,
      audit: { note: store.noted, refused: (entry) => store.noted({ ...entry, at: clock.now(), who: SHELL }) },
      clock,
      log,
    })
    const shell: Principal = { ...SHELL, grants: [{ role: 'admin', place: units.city.code }] }
    const from = { address: '', via: 'command line', agent: '' } as const
    const carryOut = async (name: string, input: object) =>
      (await gate.carryOut({ name, input, principal: shell, from, asking: NO_REQUEST })).answer as Record<
        string,
        unknown
      >
    const place = options.place ?? units.city.code

    const person = (): PersonRecord => {
      const user = userNameOf(required(options.user, '--user'))
      const known = accounts.personByUser(user)
      if (known === undefined) throw new Problem('unknownPerson', { person: quoted(user) })
      return known
    }
    const role = (): PersonRole => {
      const given = required(options.role, '--role')
      const known = PERSON_ROLES.find((each) => each === given)
      if (known === undefined) throw new UsageError(`--role ${given}: ${PERSON_ROLES.join(', ')}`)
      return known
    }
    const print = (lines: readonly string[], secret?: unknown) => {
      if (!options.quiet) for (const line of lines) process.stdout.write(`${line}\n`)
      if (secret !== undefined) process.stdout.write(`${options.quiet ? '' : '  '}${String(secret)}\n`)
    }
    const placeName = (code: string) => units.byCode.get(code)?.name ?? code
    const grantText = ({ role: held, place: at }: Grant) => `${held}@${at} (${ROLES[held].name.vi}, ${placeName(at)})`

    /** What a unit of another map of units was given for grants nothing: it is given anew, for a unit of this map. */
    const otherMapText = (held: Role, key: UnitKey = unitKey(units.edition, '')) => {
      const { edition, code } = partsOfKey(key)
      return `${held}@${key} (${ROLES[held].name.vi}, ${unitOfKey(key)?.name ?? code}: thuộc bản đồ đơn vị ${edition}, không còn quyền gì; hãy giao lại / of the map of units ${edition}, grants nothing; give it anew)`
    }

    switch (command) {
      case 'create': {
        const user = required(options.user, '--user')
        const grants = [{ role: role(), place }]
        const { password } = await carryOut('createPerson', { user, name: options.name ?? user, grants })
        print(
          [
            `Đã lập tài khoản ${userNameOf(user)}: ${grants.map(grantText).join('; ')}. Mật khẩu lần đầu, phải đổi khi đăng nhập:`,
            `Created ${userNameOf(user)}. First password, to be changed at sign-in:`,
          ],
          password,
        )
        return 0
      }
      case 'password': {
        const { id, user } = person()
        const { password } = await carryOut('resetPassword', { person: id })
        print(
          [`Mật khẩu mới của ${user}, phải đổi khi đăng nhập:`, `New password of ${user}, to be changed at sign-in:`],
          password,
        )
        return 0
      }
      case 'grant':
      case 'revoke': {
        const { id, grants } = person()
        const given = { role: role(), place }
        const others = grants.filter((each) => each.role !== given.role || each.place !== given.place)
        const next = command === 'grant' ? [...others, given] : others
        await carryOut('setGrants', { person: id, grants: next })
        print([next.map(grantText).join('; ') || '(không có vai trò nào / no role)'])
        return 0
      }
      case 'disable':
        await carryOut('disablePerson', { person: person().id })
        break
      case 'enable':
        await carryOut('enablePerson', { person: person().id })
        break
      case 'reset-totp':
        await carryOut('resetTotp', { person: person().id })
        break
      case 'end-sessions': {
        const { ended } = await carryOut('endSessions', { person: person().id })
        print([`${String(ended)} phiên đã kết thúc / sessions ended`])
        return 0
      }
      case 'token': {
        const name = required(options.name, '--name')
        const days = options.days === undefined ? {} : { days: wholeNumber(options.days, '--days') }
        const { id, token, endsAt } = await carryOut('createToken', { name, role: role(), place, ...days })
        print(
          [
            `Khóa truy cập ${name} (${String(id)}), hết hạn ${written(Number(endsAt))}; chỉ hiện lần này:`,
            `Token ${name} (${String(id)}), ends ${written(Number(endsAt))}; shown only now:`,
          ],
          token,
        )
        return 0
      }
      case 'end-token':
        await carryOut('endToken', { token: required(options.id, '--id') })
        break
      case 'end-wall':
        await carryOut('endWall', { wall: required(options.id, '--id') })
        break
      case 'people':
        for (const each of accounts.all('person').toSorted((a, b) => a.user.localeCompare(b.user)))
          print([
            [
              each.user,
              quoted(each.name),
              [
                ...each.grants.map(grantText),
                ...(each.otherMap ?? []).map(({ role: held, unit }) => otherMapText(held, unit)),
              ].join('; ') || '-',
              each.lastSignInAt === null ? 'chưa đăng nhập / never signed in' : written(each.lastSignInAt),
              ...(each.totp === null ? [] : ['TOTP']),
              ...(each.disabledAt === null ? [] : ['bị khóa / disabled']),
            ].join('\t'),
          ])
        return 0
      case 'sessions': {
        const people = options.user === undefined ? accounts.all('person') : [person()]
        for (const { id, user } of people)
          for (const each of accounts.sessionsOf(id)) {
            // Sessions of earlier versions have it as it came.
            const agent = printableText(each.agent, MAX_AGENT)
            print([[user, each.id, written(each.startedAt), each.address, quoted(agent)].join('\t')])
          }
        return 0
      }
      case 'tokens':
        for (const { id, name, role: held, place: at, of, endsAt, endedAt } of accounts.all('token'))
          print([
            [
              id,
              quoted(name),
              at === null ? otherMapText(held, of) : grantText({ role: held, place: at }),
              endedAt === null ? written(endsAt) : 'đã thu hồi / ended',
            ].join('\t'),
          ])
        return 0
      case 'walls':
        for (const { id, name, place: at, of, endedAt } of accounts.all('wall'))
          print([
            [
              id,
              quoted(name),
              at === null ? otherMapText('wall', of) : placeName(at),
              endedAt === null ? 'đã ghép / paired' : 'đã bỏ / ended',
            ].join('\t'),
          ])
        return 0
      default:
        throw new UsageError(`no command ${quoted(command)}`)
    }
    print(['Xong. / Done.'])
    return 0
  } finally {
    await accounts.stop()
    await store.stop()
  }
}

const SHELL = { is: 'person', id: 'command-line', name: `${userInfo().username} (npm run admin)` } as const

/** No command of the command line looks at who asks: it sets no cookie. */
const NO_REQUEST = { headers: {}, socket: {} } as Asking

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    const [command, ...more] = positionals
    if (command === undefined || more.length > 0) throw new UsageError('one command')
    return { command, options: values }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`${option} is missing`)
  return value
}

function wholeNumber(text: string, option: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UsageError(`${option} ${text}: a whole number`)
  return Number(text)
}

/** `2026-11-30 08:30`, the city's time. */
function written(at: number): string {
  return new Date(at + CITY_UTC_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')
}

// As the hub: see `start.ts`.
process.umask(0o077)
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`)
    process.exitCode = 2
  } else if (error instanceof Problem) {
    const sentence = problemSentence(error.code, error.params)
    process.stderr.write(`${sentence?.vi}\n${sentence?.en}\n`)
    process.exitCode = 1
  } else {
    console.error(formatFatalError(error))
    process.exitCode = 1
  }
}
