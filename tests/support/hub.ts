import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Principal } from '../../domain/access/principal.ts'
import type { Sop } from '../../domain/sops/sop.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { type Addresses, createApp } from '../../server/app.ts'
import { readCityFiles } from '../../server/cityFiles/cityFiles.ts'
import { parseSop } from '../../server/cityFiles/sops.ts'
import { type Clock, systemClock } from '../../server/clock.ts'
import { readConfig } from '../../server/config.ts'
import { everybody, type Principals, principalsOf } from '../../server/gate/principals.ts'
import { createLog } from '../../server/log.ts'

/** The product's own map files. */
export const MAP_DIR = resolve(import.meta.dirname, '../../public/map')
export const SOP_DIR = resolve(import.meta.dirname, '../../sops')

/** A whole hub in this process, on free ports, with a store of its own. */
export interface TestHub extends Addresses {
  readonly dataDir: string
  stop(): Promise<void>
  /** Stops it; `restart` brings it back with the data it had. */
  stopKeepingData(): Promise<void>
  /** Stops it and starts it again on the same ports and the same store. */
  restart(): Promise<void>
}

/** Procedures by the name and the bytes of their file: hub after hub of a process reads those of the product. */
const sops = new Map<string, Sop>()
function parseOnce(name: string, bytes: Uint8Array): Sop {
  const key = `${name}\n${Buffer.from(bytes).toString('latin1')}`
  const known = sops.get(key) ?? parseSop(name, bytes)
  sops.set(key, known)
  return known
}

/** @param principals tells who asks; `accounts`: those of the store; everybody sees all when absent */
export async function startHub(
  env: Record<string, string> = {},
  clock: Clock = systemClock,
  principals?: Principals | 'accounts',
): Promise<TestHub> {
  const dataDir = env.IOC_DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'ioc-hub-')))
  const log = createLog(process.env.IOC_TEST_LOG ?? 'silent')
  const start = async (ports: Record<string, string>) => {
    const config = readConfig({
      PORT: '0',
      MQTT_PORT: '0',
      IOC_CAMERA_PICTURES: 'clear',
      ...env,
      IOC_DATA_DIR: dataDir,
      ...ports,
    })
    const app = createApp({
      config,
      cityFiles: readCityFiles({
        dataDir,
        mapDir: MAP_DIR,
        sopDir: SOP_DIR,
        units: UNIT_TREES[config.edition],
        clock,
        log,
        everyMs: 50,
        parse: parseOnce,
      }),
      clock,
      log,
      ...(principals !== 'accounts' && { principals: principals ?? everybody(UNIT_TREES[config.edition]) }),
      version: 'test',
      clientDir: resolve(import.meta.dirname, '../../dist/client'),
    })
    return { app, addresses: await app.start() }
  }
  let { app, addresses } = await start({})
  return {
    ...addresses,
    dataDir,
    async stop() {
      await app.stop()
      if (env.IOC_DATA_DIR === undefined) await rm(dataDir, { recursive: true, force: true })
    },
    stopKeepingData: () => app.stop(),
    async restart() {
      await app.stop()
      const { port } = new URL(addresses.http)
      const mqttPort = env.MQTT_URL === undefined ? new URL(addresses.mqtt).port : '0'
      ;({ app, addresses } = await start({ PORT: port, MQTT_PORT: mqttPort }))
    },
  }
}

/** A hub to which everybody is the one whom `who` names at that moment: nobody that is known when it names none. */
export function startHubAs(
  who: () => Principal | undefined,
  env?: Record<string, string>,
  clock?: Clock,
): Promise<TestHub> {
  return startHub(env, clock, principalsOf(who))
}
