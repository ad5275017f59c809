import { resolve, sep } from 'node:path'
import * as z from 'zod'
import { PICTURE_POLICIES, type PicturePolicy } from '../domain/cameras/camera.ts'
import { liveHostOf } from '../domain/cameras/live.ts'
import { DEVICE_POLICIES, type DevicePolicy } from '../domain/devices/devicePolicy.ts'
import { MailAddress } from '../domain/notices/preferences.ts'
import type { PasswordRules } from '../domain/people/password.ts'
import { DEFAULT_SHIFT_STARTS, type ShiftStarts } from '../domain/shifts/shift.ts'
import { HOUR_MS, MINUTE_MS } from '../domain/time.ts'
import { DEFAULT_PREFIX } from '../domain/topics.ts'
import { EDITIONS } from '../domain/units/unit.ts'
import type { SessionLimits } from './accounts/accounts.ts'
import type { IdentityProviderSettings } from './accounts/identityProvider.ts'
import type { AdministrationLimits } from './gate/administration.ts'
import { addressList } from './gate/peers.ts'
import { nearestName } from './nearestName.ts'
import type { NoticeSettings } from './services/notices/notices.ts'

/** Settings of one hub. The only reader of the environment is `readConfig`; everyone else is handed what they need. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Certificate and key, PEM files, by which pages, API and sockets are encrypted; not encrypted when absent. */
  readonly tls?: CertificateFiles
  /** Port of the embedded broker; not used when `mqttUrl` is set. */
  readonly mqttPort: number
  /** Port on which the embedded broker offers MQTT over WebSocket; not offered when absent. */
  readonly mqttWsPort?: number
  /** Certificate and key, PEM files, by which the embedded broker encrypts; not encrypted when absent. */
  readonly mqttTls?: CertificateFiles
  /** Join this broker instead of running one. */
  readonly mqttUrl?: string
  /** PostgreSQL instead of the embedded store. */
  readonly databaseUrl?: string
  readonly dataDir: string
  /** Vector tiles (PMTiles) laid under the city's shapes. */
  readonly basemap?: string
  readonly edition: (typeof EDITIONS)[number]
  readonly prefix: string
  readonly hubId: string
  /** Who may speak without an MQTT account. */
  readonly devices: DevicePolicy
  /** How pictures leave the hub of cameras of which nobody has set it. */
  readonly cameraPictures: PicturePolicy
  /** How long messages of reports and events are kept as they came, days. */
  readonly filesBytes: number
  readonly messageDays: number
  /** Origins, besides the hub's own, whose pages may open a socket. */
  readonly origins: readonly string[]
  /** Origins of media servers from which pages may play video of cameras; nobody plays any when empty. */
  readonly liveHosts: readonly string[]
  /** Where the newest entry of the log is told as well, every hour: `udp://host:514` or `tcp://host:514`. */
  readonly auditSyslog?: string
  /** Offers people of every role at one click, and opens walls without a question: on loopback only. */
  readonly isDemo: boolean
  /** Addresses and networks of proxies that are believed who asks, and whether it was by TLS. */
  readonly trustedProxies: readonly string[]
  readonly sessions: SessionLimits
  /** Screens that one person, program or wall may have open at a time. */
  readonly screensOfOne: number
  /** Where people sign in who have no password here. */
  readonly identityProvider?: IdentityProviderSettings
  readonly administration: AdministrationLimits
  readonly passwordRules: PasswordRules
  /** When shifts begin. */
  readonly shiftStarts: ShiftStarts
  /** How notices leave the house. */
  readonly notices: NoticeSettings
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

/** Paths of PEM files: a certificate with its chain, and its private key. */
interface CertificateFiles {
  readonly certFile: string
  readonly keyFile: string
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

/** A year can be explained day by day, and the month before it. */
const DEFAULT_MESSAGE_DAYS = 400
const DEFAULT_FILES_GB = 20
const MAX_MESSAGE_DAYS = 3_660

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((n) => n <= 65_535)
const refusePort = (name: string, example: number) => () =>
  refuse(`${name} must be a port number from 0 to 65535, for example ${name}=${example}`)
const port = (name: string, fallback: number) => portNumber.default(fallback).catch(refusePort(name, fallback))

/** A whole number within limits. @param what is counted, as the refusal says it */
const wholeNumber = (
  name: string,
  what: string,
  { min, max, example }: { min: number; max: number; example: number },
) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((n) => n >= min && n <= max)
    .optional()
    .catch(() => refuse(`${name} must be a number of ${what} from ${min} to ${max}, for example ${name}=${example}`))

/** Addresses and networks, separated by commas; none when it is not set. */
const addresses = (name: string, example: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .refine(areAddresses)
    .default([])
    .catch(() => refuse(`${name} must be addresses or networks separated by commas, for example ${name}=${example}`))

function refuse(sentence: string): never {
  throw new ConfigError(sentence)
}

/** A setting that cannot be used, or that nobody reads. The message says what to write instead. */
export class ConfigError extends Error {}

/** What is printed when an error ends the hub: one line where a person can act on it; the stack helps only when it is a fault of ours. */
export function formatFatalError(error: unknown): unknown {
  return error instanceof ConfigError ? `ioc: ${error.message}` : error
}

/** @param isAddress what else the address must have */
const url = (
  name: string,
  protocols: readonly string[],
  example: string,
  isAddress: (address: URL) => boolean = () => true,
) =>
  z
    .string()
    .refine((text) => {
      const address = URL.canParse(text) ? new URL(text) : undefined
      return address !== undefined && protocols.includes(address.protocol) && isAddress(address)
    })
    .optional()
    .catch(() => refuse(`${name} must be an address like ${example}`))

const Environment = z.object({
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/)
    .default('127.0.0.1')
    .catch(() => refuse('HOST must be a host name or IP address to listen on, for example HOST=127.0.0.1')),
  PORT: port('PORT', 8080),
  IOC_TLS_CERT: z.string().optional(),
  IOC_TLS_KEY: z.string().optional(),
  MQTT_PORT: port('MQTT_PORT', 1883),
  MQTT_WS_PORT: portNumber.optional().catch(refusePort('MQTT_WS_PORT', 8083)),
  MQTT_TLS_CERT: z.string().optional(),
  MQTT_TLS_KEY: z.string().optional(),
  MQTT_PLAIN: z
    .enum(['0', '1'])
    .optional()
    .catch(() => refuse('MQTT_PLAIN must be 1 or be left out')),
  // Without a host the client would quietly ask this machine; a database without one is reached through its socket.
  MQTT_URL: url(
    'MQTT_URL',
    ['mqtt:', 'mqtts:', 'ws:', 'wss:', 'tcp:'],
    'MQTT_URL=mqtt://broker.example:1883',
    ({ hostname }) => hostname !== '',
  ),
  MQTT_SHARE: z
    .undefined()
    .catch(() =>
      refuse(
        'MQTT_SHARE must be left out: hubs that divide the messages of a broker would each show a part of the city, until they share one picture. Several hubs may join one broker without it, each under an IOC_HUB_ID of its own; each then hears everything',
      ),
    ),
  DATABASE_URL: url('DATABASE_URL', ['postgres:', 'postgresql:'], 'DATABASE_URL=postgres://user@host:5432/ioc'),
  IOC_DATA_DIR: z.string().default('./data'),
  IOC_BASEMAP: z
    .string()
    .regex(/\.pmtiles$/)
    .optional()
    .catch(() =>
      refuse('IOC_BASEMAP must be a file of vector tiles in the data directory, for example IOC_BASEMAP=city.pmtiles'),
    ),
  IOC_EDITION: z
    .enum(EDITIONS)
    .default('2021')
    .catch(() => refuse('IOC_EDITION must be 2021 (districts, 83 communes) or 2025 (103 communes)')),
  IOC_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+){0,4}$/)
    .default(DEFAULT_PREFIX)
    .catch(() => refuse(`IOC_PREFIX must be topic levels without wildcards, for example IOC_PREFIX=${DEFAULT_PREFIX}`)),
  IOC_HUB_ID: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/)
    .default('hub-1')
    .catch(() => refuse('IOC_HUB_ID must be a short name of letters, digits, . _ and -, for example IOC_HUB_ID=hub-1')),
  IOC_CAMERA_PICTURES: z
    .enum(PICTURE_POLICIES)
    .default('blurred')
    .catch(() => refuse(`IOC_CAMERA_PICTURES must be one of ${PICTURE_POLICIES.join(', ')}`)),
  IOC_DEVICES: z
    .enum(DEVICE_POLICIES)
    .optional()
    .catch(() => refuse(`IOC_DEVICES must be one of ${DEVICE_POLICIES.join(', ')}`)),
  IOC_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .refine((origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin))
    .default([])
    .catch(() =>
      refuse('IOC_ORIGINS must be origins separated by commas, for example IOC_ORIGINS=https://ioc.example'),
    ),
  IOC_LIVE_HOSTS: z
    .string()
    .transform((text) =>
      text.split(',').map((host) => (URL.canParse(host.trim()) ? (liveHostOf(host.trim()) ?? '') : '')),
    )
    .refine((hosts) => hosts.every((host) => host !== ''))
    .default([])
    .catch(() =>
      refuse(
        'IOC_LIVE_HOSTS must be media servers separated by commas, each with the path below which its video is where it has one, for example IOC_LIVE_HOSTS=https://media.example:8889,https://media.example/cameras',
      ),
    ),
  IOC_FILES_GB: wholeNumber('IOC_FILES_GB', 'gigabytes', { min: 1, max: 100_000, example: DEFAULT_FILES_GB }),
  IOC_MESSAGE_DAYS: wholeNumber('IOC_MESSAGE_DAYS', 'days', {
    ...{ min: 1, max: MAX_MESSAGE_DAYS, example: DEFAULT_MESSAGE_DAYS },
  }),
  IOC_AUDIT_SYSLOG: url(
    'IOC_AUDIT_SYSLOG',
    ['udp:', 'tcp:'],
    'IOC_AUDIT_SYSLOG=udp://log.example:514 or tcp://log.example:514',
    ({ hostname, pathname }) => hostname !== '' && /^\/?$/.test(pathname),
  ),
  IOC_DEMO: z
    .enum(['0', '1'])
    .optional()
    .catch(() => refuse('IOC_DEMO must be 1 or be left out')),
  IOC_TRUSTED_PROXY: addresses('IOC_TRUSTED_PROXY', '10.0.0.5,10.1.0.0/24'),
  IOC_ADMIN_ADDRESSES: addresses('IOC_ADMIN_ADDRESSES', '10.0.0.0/24'),
  IOC_ADMIN_HOURS: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/)
    .transform((text) => {
      const [from = 0, to = 0] = text.split('-').map((time) => {
        const [hour = 0, minute = 0] = time.split(':').map(Number)
        return 60 * hour + minute
      })
      return { from, to }
    })
    .refine(({ from, to }) => from !== to)
    .optional()
    .catch(() => refuse('IOC_ADMIN_HOURS must be two times of the day, for example IOC_ADMIN_HOURS=07:00-18:00')),
  IOC_ADMIN_PORT: portNumber.optional().catch(refusePort('IOC_ADMIN_PORT', 8443)),
  IOC_SESSION_IDLE_MINUTES: wholeNumber('IOC_SESSION_IDLE_MINUTES', 'minutes', { min: 1, max: 1_440, example: 30 }),
  IOC_SESSION_HOURS: wholeNumber('IOC_SESSION_HOURS', 'hours', { min: 1, max: 720, example: 12 }),
  IOC_SCREENS_OF_ONE: wholeNumber('IOC_SCREENS_OF_ONE', 'screens', { min: 1, max: 100_000, example: 100 }),
  IOC_OIDC_ISSUER: url(
    'IOC_OIDC_ISSUER',
    ['https:', 'http:'],
    'IOC_OIDC_ISSUER=https://login.example/realms/city',
    ({ protocol, hostname }) => protocol === 'https:' || isLoopback(hostname),
  ),
  IOC_OIDC_CLIENT_ID: z.string().optional(),
  IOC_OIDC_CLIENT_SECRET: z.string().optional(),
  IOC_OIDC_NAME: z
    .string()
    .max(60)
    .default('SSO')
    .catch(() => refuse('IOC_OIDC_NAME must be a short name, for example IOC_OIDC_NAME=VNeID')),
  IOC_OIDC_ROLES_CLAIM: z.string().default('roles'),
  IOC_OIDC_EDITION: z
    .enum(EDITIONS)
    .optional()
    .catch(() =>
      refuse(
        'IOC_OIDC_EDITION must be 2021 or 2025: the map of units that the identity provider means by a code alone',
      ),
    ),
  IOC_PASSWORD_MIN: wholeNumber('IOC_PASSWORD_MIN', 'characters', { min: 8, max: 64, example: 12 }),
  IOC_PASSWORD_KINDS: wholeNumber('IOC_PASSWORD_KINDS', 'kinds of characters', { min: 1, max: 4, example: 3 }),
  IOC_PASSWORD_DAYS: wholeNumber('IOC_PASSWORD_DAYS', 'days', { min: 1, max: 3_660, example: 180 }),
  IOC_SHIFTS: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d(,([01]\d|2[0-3]):[0-5]\d){0,11}$/)
    .transform((text) =>
      text.split(',').map((time) => {
        const [hour = 0, minute = 0] = time.split(':').map(Number)
        return 60 * hour + minute
      }),
    )
    .refine((starts) => starts.every((start, n) => n === 0 || start > (starts[n - 1] ?? 0)))
    .optional()
    .catch(() =>
      refuse('IOC_SHIFTS must be the rising times at which shifts begin, for example IOC_SHIFTS=06:00,14:00,22:00'),
    ),
  IOC_SMTP_URL: url(
    'IOC_SMTP_URL',
    ['smtp:', 'smtps:'],
    'IOC_SMTP_URL=smtp://user:password@mail.example:587 or smtps://…',
    ({ hostname, pathname }) => hostname !== '' && /^\/?$/.test(pathname),
  ),
  IOC_SMTP_FROM: z
    .string()
    .pipe(MailAddress)
    .optional()
    .catch(() => refuse('IOC_SMTP_FROM must be a mail address, for example IOC_SMTP_FROM=ioc@cantho.example')),
  IOC_PUSH_CONTACT: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/)
    .optional()
    .catch(() =>
      refuse('IOC_PUSH_CONTACT must say whom to write to, for example IOC_PUSH_CONTACT=mailto:ioc@cantho.example'),
    ),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .catch(() => refuse(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`)),
})

/** Every setting, in the order of the README. */
export const SETTINGS = Object.keys(Environment.shape) as readonly (keyof typeof Environment.shape)[]

type Env = Readonly<Record<string, string | undefined>>

/**
 * @param env the process's environment; an empty value counts as not set
 * @throws ConfigError naming the setting and what to write instead, also for one whose name is a slip of the pen
 */
export function readConfig(env: Env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  for (const name of unknownNames(given)) {
    const nearest = nearestName(name, SETTINGS)
    if (nearest.slips <= mostSlips(nearest.name))
      refuse(`${name} is no setting of this hub: write ${nearest.name} instead`)
  }
  const parsed = Environment.parse(given)
  if (parsed.IOC_DEMO === '1' && parsed.IOC_TRUSTED_PROXY.length > 0)
    refuse(
      'IOC_DEMO lets anybody in who reaches the hub, so IOC_TRUSTED_PROXY must be left out: the demo is for this machine only',
    )
  const tls = certificateFiles('IOC_TLS', parsed.IOC_TLS_CERT, parsed.IOC_TLS_KEY)
  const mqttTls = certificateFiles('MQTT_TLS', parsed.MQTT_TLS_CERT, parsed.MQTT_TLS_KEY)
  if (!isLoopback(parsed.HOST)) {
    if (parsed.IOC_DEMO === '1')
      refuse(
        'IOC_DEMO lets anybody in who reaches the hub, so HOST must be left out: the demo is for this machine only',
      )
    if (tls === undefined && parsed.IOC_TRUSTED_PROXY.length === 0)
      refuse(
        `HOST=${parsed.HOST} would send passwords and pictures over the network unencrypted: give the hub a certificate (IOC_TLS_CERT and IOC_TLS_KEY), or put a proxy that ends TLS before it and name that in IOC_TRUSTED_PROXY, for example IOC_TRUSTED_PROXY=10.0.0.5`,
      )
    if (parsed.MQTT_URL === undefined && mqttTls === undefined && parsed.MQTT_PLAIN !== '1')
      refuse(
        `HOST=${parsed.HOST} would let whoever is on the network read the names and secrets of devices, and their pictures: give the embedded broker a certificate (MQTT_TLS_CERT and MQTT_TLS_KEY), or, where its network is closed to everybody else, say so with MQTT_PLAIN=1`,
      )
  }
  return {
    host: parsed.HOST,
    port: parsed.PORT,
    ...(tls !== undefined && { tls }),
    mqttPort: parsed.MQTT_PORT,
    ...(parsed.MQTT_WS_PORT !== undefined && { mqttWsPort: parsed.MQTT_WS_PORT }),
    ...(mqttTls !== undefined && { mqttTls }),
    ...(parsed.MQTT_URL !== undefined && { mqttUrl: parsed.MQTT_URL }),
    ...(parsed.DATABASE_URL !== undefined && { databaseUrl: parsed.DATABASE_URL }),
    dataDir: resolve(parsed.IOC_DATA_DIR),
    ...(parsed.IOC_BASEMAP !== undefined && { basemap: within(resolve(parsed.IOC_DATA_DIR), parsed.IOC_BASEMAP) }),
    edition: parsed.IOC_EDITION,
    prefix: parsed.IOC_PREFIX,
    hubId: parsed.IOC_HUB_ID,
    cameraPictures: parsed.IOC_CAMERA_PICTURES,
    devices: devicePolicy(parsed.IOC_DEVICES, parsed.HOST),
    origins: parsed.IOC_ORIGINS,
    liveHosts: parsed.IOC_LIVE_HOSTS,
    filesBytes: (parsed.IOC_FILES_GB ?? DEFAULT_FILES_GB) * 1024 ** 3,
    messageDays: parsed.IOC_MESSAGE_DAYS ?? DEFAULT_MESSAGE_DAYS,
    isDemo: parsed.IOC_DEMO === '1',
    trustedProxies: parsed.IOC_TRUSTED_PROXY,
    administration: {
      addresses: parsed.IOC_ADMIN_ADDRESSES,
      ...(parsed.IOC_ADMIN_HOURS !== undefined && { hours: parsed.IOC_ADMIN_HOURS }),
      ...(parsed.IOC_ADMIN_PORT !== undefined && { port: parsed.IOC_ADMIN_PORT }),
    },
    sessions: {
      idleMs: (parsed.IOC_SESSION_IDLE_MINUTES ?? 30) * MINUTE_MS,
      longestMs: (parsed.IOC_SESSION_HOURS ?? 12) * HOUR_MS,
    },
    screensOfOne: parsed.IOC_SCREENS_OF_ONE ?? 100,
    ...identityProviderIn(parsed),
    passwordRules: {
      min: parsed.IOC_PASSWORD_MIN ?? 12,
      kinds: parsed.IOC_PASSWORD_KINDS ?? 1,
      days: parsed.IOC_PASSWORD_DAYS ?? null,
    },
    shiftStarts: parsed.IOC_SHIFTS ?? DEFAULT_SHIFT_STARTS,
    ...(parsed.IOC_AUDIT_SYSLOG !== undefined && { auditSyslog: parsed.IOC_AUDIT_SYSLOG }),
    notices: noticesIn(parsed),
    logLevel: parsed.LOG_LEVEL,
  }
}

/** @throws ConfigError where one of both is missing */
function certificateFiles(
  name: string,
  cert: string | undefined,
  key: string | undefined,
): CertificateFiles | undefined {
  if (cert === undefined && key === undefined) return undefined
  if (cert !== undefined && key !== undefined) return { certFile: resolve(cert), keyFile: resolve(key) }
  return refuse(
    `${name}_CERT and ${name}_KEY must both be set, or none: the certificate with its chain, and its private key, as PEM files`,
  )
}

/** @throws ConfigError where anybody on the network could publish as any device */
function devicePolicy(given: DevicePolicy | undefined, host: string): DevicePolicy {
  if (isLoopback(host)) return given ?? 'open'
  if (given !== 'open') return given ?? 'announce'
  return refuse(
    `IOC_DEVICES must be announce or closed where HOST is ${host}: open would let anybody on the network publish as any device. Leave it out, and approve devices by hand, or listen on loopback (HOST=127.0.0.1)`,
  )
}

/** @throws ConfigError where half of it is set */
function identityProviderIn({
  IOC_OIDC_ISSUER: issuer,
  IOC_OIDC_CLIENT_ID: clientId,
  IOC_OIDC_CLIENT_SECRET: clientSecret,
  IOC_OIDC_NAME: name,
  IOC_OIDC_ROLES_CLAIM: rolesClaim,
  IOC_OIDC_EDITION: edition,
}: z.output<typeof Environment>): Pick<Config, 'identityProvider'> {
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return {}
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    return refuse('IOC_OIDC_ISSUER, IOC_OIDC_CLIENT_ID and IOC_OIDC_CLIENT_SECRET must be set together')
  return { identityProvider: { issuer, clientId, clientSecret, name, rolesClaim, ...(edition && { edition }) } }
}

/** @throws ConfigError where half of it is set */
function noticesIn({
  IOC_SMTP_URL: smtp,
  IOC_SMTP_FROM: from,
  IOC_PUSH_CONTACT: pushContact,
}: z.output<typeof Environment>): NoticeSettings {
  if ((smtp === undefined) !== (from === undefined))
    return refuse(
      'IOC_SMTP_URL and IOC_SMTP_FROM must both be set, or none: the mail server, and the address that the hub writes from',
    )
  return {
    ...(smtp !== undefined && from !== undefined && { mail: { url: smtp, from } }),
    ...(pushContact !== undefined && { pushContact }),
  }
}

/** Whether only this machine reaches what listens there. */
function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)
}

function areAddresses(written: readonly string[]): boolean {
  try {
    addressList(written)
    return true
  } catch {
    return false
  }
}

/** @throws ConfigError where it lies elsewhere: the file is served to every screen */
function within(dataDir: string, basemap: string): string {
  const path = resolve(dataDir, basemap)
  if (path.startsWith(dataDir.endsWith(sep) ? dataDir : dataDir + sep)) return path
  return refuse(
    `IOC_BASEMAP must be a file of vector tiles in the data directory (${dataDir}), not ${path}: put it there, for example IOC_BASEMAP=city.pmtiles`,
  )
}

/**
 * What the environment sets under a name like ours that the hub does not read: a sentence for each, to be logged at start.
 * @param env one that `readConfig` has taken
 */
export function settingWarnings(env: Env): string[] {
  const ours = unknownNames(env).filter((name) => OUR_PREFIX.test(name))
  return ours.map((name) => {
    const sameKind = SETTINGS.filter((known) => prefixOf(known) === prefixOf(name))
    const { name: nearest } = nearestName(name, sameKind)
    return `${name} is no setting of this hub and changes nothing; the nearest is ${nearest}, the others are ${sameKind.filter((known) => known !== nearest).join(', ')}`
  })
}

/**
 * A name so near to a known one is a slip of the pen: the hub would start with a setting that its operator believes to be another. Of short
 * names only one letter may be wrong: two make PATH of PORT.
 */
function mostSlips(name: string): number {
  return Math.max(1, Math.floor(0.2 * name.length))
}
const OUR_PREFIX = /^(IOC|MQTT)_/i
/**
 * What the tests of this repository read, what Kubernetes sets by itself for a service that is called `ioc` or `mqtt`, and what platforms set
 * that number the ports they give.
 */
const NOT_SETTINGS =
  /^IOC_(TEST_LOG|REQUIRE_ENGINES)$|^PORT\d$|_SERVICE_(HOST|PORT)(_\w+)?$|_PORT_\d+_(TCP|UDP)(_\w+)?$/

function unknownNames(env: Env): string[] {
  const known: readonly string[] = SETTINGS
  return Object.keys(env).filter((name) => !known.includes(name) && !NOT_SETTINGS.test(name) && env[name])
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf('_')).toUpperCase()
}
