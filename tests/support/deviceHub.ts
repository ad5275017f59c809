import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import type { Principal } from '../../domain/access/principal.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { startHubAs, type TestHub } from './hub.ts'
import { personWith } from './people.ts'
import { postCommand } from './postCommand.ts'
import { until } from './until.ts'

const CITY = UNIT_TREES['2021'].city.code

/** What a broker says of a message, once it has been taken. */
const ANNOUNCEMENT = { kind: 'waterLevel', name: 'Trạm', commune: '31117', lng: 105.7885, lat: 10.0452, every: 60 }

/** A hub that somebody who manages devices looks at, and devices that connect to it. */
export interface DeviceHub {
  readonly hub: TestHub
  /** Who asks and commands from now on; at first an administrator. */
  ask: Principal | undefined
  command(name: string, input: unknown): ReturnType<typeof postCommand>
  /** Makes an account. @returns its name and secret */
  account(command: string, input: unknown): Promise<{ name: string; secret: string }>
  get<T>(path: string): Promise<T>
  /** @throws when it is not let in */
  connect(options?: IClientOptions & { account?: { name: string; secret: string } }): Promise<MqttClient>
  announce(client: MqttClient, id: string, more?: object): Promise<unknown>
  reading(client: MqttClient, id: string, level?: number): Promise<unknown>
  /** Ids of the sensors in the picture, sorted. */
  sensorIds(): Promise<string[]>
  /** Reasons for which something was refused of a source; waits for the first. */
  refusals(source: string): Promise<string[]>
  stop(): Promise<void>
}

export async function startDeviceHub(env: Record<string, string> = {}): Promise<DeviceHub> {
  const clients: MqttClient[] = []
  // The demo's administrator has no password to show again.
  const self: { ask: Principal | undefined } = { ask: { ...personWith('admin', CITY, 'Quản trị'), id: 'demo-admin' } }
  const hub = await startHubAs(() => self.ask, { IOC_DEMO: '1', ...env })
  const get = async <T>(path: string) => (await (await fetch(`${hub.http}/api/v1${path}`)).json()) as T
  const command = (name: string, input: unknown) => postCommand(hub, name, input)
  const publish = (client: MqttClient, topic: string, body: object, retain = false) =>
    client.publishAsync(`ioc/v1/${topic}`, JSON.stringify(body), { qos: 1, retain })
  return {
    hub,
    get ask() {
      return self.ask
    },
    set ask(principal) {
      self.ask = principal
    },
    command,
    async account(name, input) {
      const { status, body } = await command(name, input)
      if (status !== 200) throw new Error(JSON.stringify(body))
      const { account, secret } = body as { account: { name: string }; secret: string }
      return { name: account.name, secret }
    },
    get,
    async connect({ account, ...options } = {}) {
      const client = await mqtt.connectAsync(hub.mqtt, {
        reconnectPeriod: 0,
        ...(account && { username: account.name, password: account.secret }),
        ...options,
      })
      client.on('error', () => undefined)
      clients.push(client)
      return client
    },
    announce: (client, id, more = {}) => publish(client, `sensor/${id}/announce`, { ...ANNOUNCEMENT, ...more }, true),
    reading: (client, id, level = 1) =>
      publish(client, `sensor/${id}/reading`, { at: new Date().toISOString(), values: { level } }),
    async sensorIds() {
      const { sensors } = await get<{ sensors: { sensor: { id: string } }[] }>('/sensors')
      return sensors.map(({ sensor }) => sensor.id).sort()
    },
    refusals: (source) =>
      until(async () => {
        const { quarantined } = await get<{ quarantined: { source: string; reason: string }[] }>('/quarantine')
        const reasons = new Set(quarantined.filter((row) => row.source === source).map(({ reason }) => reason))
        return reasons.size > 0 && [...reasons].sort()
      }),
    async stop() {
      await Promise.all(clients.map((client) => client.endAsync(true)))
      await hub.stop()
    },
  }
}
