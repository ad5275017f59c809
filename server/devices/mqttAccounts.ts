import { LRUCache } from 'lru-cache'
import { type MqttAccount, speaksFor } from '../../domain/devices/mqttAccount.ts'
import type { Store } from '../store/store.ts'
import { isSecret } from './secrets.ts'

/** Sources of which it is remembered whether somebody speaks for them. */
const MAX_REMEMBERED = 50_000
/** What no secret has as its hash: unknown names take as long to refuse as wrong secrets. */
const NO_SECRET = '0'.repeat(64)

/** The MQTT accounts, in memory: whoever connects or publishes is judged by them. */
export interface MqttAccounts {
  start(store: Pick<Store, 'mqttAccounts'>): Promise<void>
  /** All of them, those that have ended too, in the order of their names. */
  all(): readonly MqttAccount[]
  get(name: string): MqttAccount | undefined
  /** The account of one device that has not ended. */
  ofDevice(device: string): MqttAccount | undefined
  /** Whether an account that has not ended has this secret. */
  isRight(name: string, secret: Uint8Array): boolean
  /** Whether an account speaks for a source; not one that has ended, and no gateway for a device that has an account of its own. */
  speaksFor(name: string, source: string): boolean
  /** Whether any account speaks for a source. */
  isSpokenFor(source: string): boolean
  /** Whether there are none that have not ended. */
  areNone(): boolean
  /** An account is new, or has changed. @param secret its hash; undefined: it stays as it is */
  put(account: MqttAccount, secret?: string | null): void
  /** Called when an account has been put; `isCutOff`: who is connected by it may no longer be. */
  onChange(listener: (account: MqttAccount, isCutOff: boolean) => void): void
}

export function createMqttAccounts(): MqttAccounts {
  const accounts = new Map<string, { readonly account: MqttAccount; readonly secret: string | null }>()
  const listeners: ((account: MqttAccount, isCutOff: boolean) => void)[] = []
  /** By id of the device. */
  let devices = new Map<string, MqttAccount>()
  let others: readonly MqttAccount[] = []
  const spokenFor = new LRUCache<string, boolean>({ max: MAX_REMEMBERED })

  function sort(): void {
    const living = [...accounts.values()].map(({ account }) => account).filter(({ endedAt }) => endedAt === null)
    devices = new Map()
    for (const account of living) if (account.speaks.is === 'device') devices.set(account.speaks.device, account)
    others = living.filter(({ speaks }) => speaks.is !== 'device')
    spokenFor.clear()
  }

  return {
    async start(store) {
      accounts.clear()
      for (const { account, secret } of await store.mqttAccounts()) accounts.set(account.name, { account, secret })
      sort()
    },
    all: () =>
      [...accounts.values()]
        .map(({ account }) => account)
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    get: (name) => accounts.get(name)?.account,
    ofDevice: (device) => devices.get(device),
    isRight(name, secret) {
      const known = accounts.get(name)
      const isRight = isSecret(secret, known?.secret ?? NO_SECRET)
      return isRight && known?.account.endedAt === null
    },
    speaksFor(name, source) {
      const account = accounts.get(name)?.account
      if (account === undefined || account.endedAt !== null) return false
      return speaksFor(account.speaks, source) && (account.speaks.is === 'device' || !devices.has(source))
    },
    isSpokenFor(source) {
      if (devices.has(source)) return true
      if (others.length === 0) return false
      let is = spokenFor.get(source)
      if (is === undefined) {
        is = others.some(({ speaks }) => speaksFor(speaks, source))
        spokenFor.set(source, is)
      }
      return is
    },
    areNone: () => devices.size === 0 && others.length === 0,
    put(account, secret) {
      const before = accounts.get(account.name)
      accounts.set(account.name, { account, secret: secret === undefined ? (before?.secret ?? null) : secret })
      sort()
      const isCutOff = before !== undefined && secret !== undefined
      for (const listener of listeners) listener(account, isCutOff)
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
