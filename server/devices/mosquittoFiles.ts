import type { DevicePolicy } from '../../domain/devices/devicePolicy.ts'
import { ALL, type MqttAccount, speaksFor } from '../../domain/devices/mqttAccount.ts'
import { mosquittoHash } from './secrets.ts'

/** What Mosquitto needs to apply the rules of the embedded broker: who may connect, and what each may say and hear. */
export interface MosquittoFiles {
  readonly passwords: string
  readonly acl: string
  /** Whether its setting `allow_anonymous` has to be true. */
  readonly isAnonymousLet: boolean
  /** What cannot be said in its lists, and was left out: a sentence each. */
  readonly notes: readonly string[]
}

/**
 * The lists of Mosquitto. They know whole levels of a topic only: of a gateway's `sensor/NK-*` the ids are written that are known by now,
 * but for devices that have an account of their own. Where there is such a pattern nobody without an account may announce a device, since that might
 * be one of the gateway's.
 * @param known ids of all devices that are known: `sensor/TG-01`
 * @param hub name and password that the hub connects with
 */
export function mosquittoFiles({
  accounts,
  known,
  policy,
  prefix,
  hub,
}: {
  accounts: readonly { readonly account: MqttAccount; readonly mosquitto: string | null }[]
  known: readonly string[]
  policy: DevicePolicy
  prefix: string
  hub: { readonly name: string; readonly password: string }
}): MosquittoFiles {
  const living = accounts.flatMap(({ account, mosquitto }) =>
    account.endedAt === null && mosquitto !== null ? [{ account, mosquitto }] : [],
  )
  const own = new Set(
    accounts.flatMap(({ account: { endedAt, speaks } }) =>
      endedAt === null && speaks.is === 'device' ? [speaks.device] : [],
    ),
  )
  const notes = living.flatMap(({ account: { name, speaks } }) =>
    speaks.is === 'gateway' && speaks.patterns.some((pattern) => pattern.endsWith(ALL))
      ? [
          `${name}: Mosquitto knows no beginnings of ids; of ${speaks.patterns.join(', ')} the ids are written that are known by now. List further ones by their whole ids.`,
        ]
      : [],
  )
  const areStrangersTold = notes.length === 0
  const topicsOf = ({ account: { speaks } }: (typeof living)[number]): string[] => {
    if (speaks.is === 'device') return [`${prefix}/${speaks.device}/+`]
    if (speaks.is === 'gateway') {
      const exact = speaks.patterns.filter((pattern) => !pattern.endsWith(ALL))
      const ids = [...new Set([...exact, ...known.filter((id) => speaksFor(speaks, id))])].sort()
      return ids.filter((id) => !own.has(id)).map((id) => `${prefix}/${id}/+`)
    }
    const { system, units } = speaks
    if (units.includes(ALL)) return ['statistics', 'event', 'link'].map((is) => `${prefix}/${is}/${system}/+`)
    return units.flatMap((unit) => [`${prefix}/statistics/${system}/${unit}`, `${prefix}/event/${system}/${unit}`])
  }
  const isAnonymousLet = policy !== 'closed' && areStrangersTold
  if (policy !== 'closed' && !areStrangersTold)
    notes.push(
      'Nobody without an account is let in while a gateway has a pattern: its ids cannot be told from those of strangers.',
    )

  const strangers = !isAnonymousLet
    ? []
    : [
        '# Without an account:',
        ...[...new Set([`${prefix}/hub/+/+`, ...living.flatMap(topicsOf)])].map((topic) => `topic deny ${topic}`),
        ...(policy === 'open'
          ? [`topic readwrite ${prefix}/#`]
          : ['sensor', 'camera'].map((is) => `topic write ${prefix}/${is}/+/announce`)),
        '',
      ]
  return {
    passwords: [
      `${hub.name}:${mosquittoHash(hub.password)}`,
      ...living.map(({ account, mosquitto }) => `${account.name}:${mosquitto}`),
      '',
    ].join('\n'),
    acl: [
      '# Written by npm run acl -- mosquitto; never edited by hand.',
      ...notes.map((note) => `# ${note}`),
      '',
      ...strangers,
      `user ${hub.name}`,
      `topic read ${prefix}/#`,
      `topic write ${prefix}/hub/+/status`,
      'topic read $SYS/#',
      ...living.flatMap((each) => [
        '',
        `user ${each.account.name}`,
        ...topicsOf(each).map(
          (topic) => `topic ${each.account.speaks.is === 'device' ? 'readwrite' : 'write'} ${topic}`,
        ),
      ]),
      '',
    ].join('\n'),
    isAnonymousLet,
    notes,
  }
}
