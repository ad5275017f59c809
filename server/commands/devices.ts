import { MAX_DEVICE_NAME } from '../../domain/commands/devices.ts'
import type { DeviceSetting } from '../../domain/devices/deviceSetting.ts'
import type { MqttAccount } from '../../domain/devices/mqttAccount.ts'
import type { WaitingDevice } from '../../domain/devices/waitingDevice.ts'
import { readLabel } from '../../domain/messages.ts'
import { quoted } from '../../domain/problems.ts'
import { cameraSource, parseSourceId } from '../../domain/sourceId.ts'
import { type UnitTree, unitKey } from '../../domain/units/unit.ts'
import type { City } from '../city/city.ts'
import type { DeviceSettings } from '../devices/deviceSettings.ts'
import type { MqttAccounts } from '../devices/mqttAccounts.ts'
import { standingOf } from '../devices/standing.ts'
import { versionOf, type WaitingDevices } from '../devices/waitingDevices.ts'
import type { Ingest } from '../ingest/ingest.ts'
import { Problem } from '../problem.ts'
import {
  deleteWaitingDevices,
  writeDeviceSetting,
  writeMqttAccount,
  writeRetirement,
  writeWaitingDevice,
} from '../store/devices.ts'
import { type CommandHandler, type Commanding, carriesOut, type Outcome } from './handler.ts'
import { createDeviceAccount } from './mqttAccounts.ts'
import type { HandOut } from './stepUp.ts'

interface Parts {
  readonly accounts: MqttAccounts
  readonly waiting: WaitingDevices
  readonly settings: DeviceSettings
  readonly city: Pick<City, 'sensor' | 'camera' | 'endedDevice' | 'liveOffers'>
  readonly ingest: Pick<Ingest, 'letIn' | 'ended'>
  readonly units: UnitTree
  readonly handOut: HandOut
}

interface Approved {
  readonly account: MqttAccount | null
  readonly secret: string | null
}

/** Commands about devices: who is let in, what they are called, where they stand, that they have ended. */
export function deviceCommands(parts: Parts): CommandHandler[] {
  const { accounts, waiting, units, handOut } = parts

  /** @throws Problem */
  function waits(device: string): WaitingDevice {
    const row = waiting.get(device)
    if (row === undefined) throw new Problem('notWaiting', { device: quoted(device) })
    return row
  }

  /** What is approved is what was looked at: strangers announce what they like under an id that waits. @throws Problem */
  function asSeen(device: string, seen: string): WaitingDevice {
    const row = waits(device)
    if (versionOf(row) !== seen) throw new Problem('announcedMeanwhile', { device: quoted(device), at: row.lastAt })
    return row
  }

  /** A known device stands from now on as it has announced itself. */
  function approveChanges(row: WaitingDevice, seen: string): Outcome<Approved> {
    const { device, said } = row
    const before = standingOf(parts.city, device) ?? null
    return {
      async write(tables) {
        asSeen(device, seen)
        await deleteWaitingDevices(tables, [device])
      },
      apply() {
        waiting.remove(device)
        void parts.ingest.letIn(said).catch(() => undefined)
      },
      before: () => ({ ...row, stands: before }),
      answer: () => ({ account: null, secret: null }),
    }
  }

  /** The same, when a person has said where a known device stands, or that it has ended: what it wants to be is no longer a question. */
  function decides<A>(device: string, outcome: Outcome<A>): Outcome<A> {
    const asks = () => waiting.get(device)?.changes != null
    return {
      ...outcome,
      async write(tables) {
        await outcome.write?.(tables)
        if (asks()) await deleteWaitingDevices(tables, [device])
      },
      apply() {
        if (asks()) waiting.remove(device)
        outcome.apply?.()
      },
    }
  }

  return [
    carriesOut(
      'approveDevice',
      ({ device, seen, proof }, commanding): Outcome<Approved> | Promise<Outcome<Approved>> => {
        const row = asSeen(device, seen)
        if (row.changes !== null && accounts.isSpokenFor(device)) return approveChanges(row, seen)
        return handOut(commanding, proof, () => {
          const account = createDeviceAccount(parts, device, commanding)
          return {
            ...account,
            async write(tables) {
              asSeen(device, seen)
              await account.write?.(tables)
              await deleteWaitingDevices(tables, [device])
            },
            apply() {
              // Who was refused is let in after all, and what was looked at is what it is.
              waiting.put({ ...row, changes: null, before: null, refusedAt: null, refusedBy: null })
              account.apply?.()
            },
            before: () => row,
          }
        })
      },
    ),
    carriesOut('refuseDevice', ({ device }, { at, principal }) => {
      const row = waits(device)
      let refused = row
      return {
        async write(tables) {
          refused = { ...waits(device), refusedAt: at, refusedBy: principal.name }
          await writeWaitingDevice(tables, refused)
        },
        apply: () => waiting.put(refused),
        before: () => row,
        answer: () => ({ waiting: refused }),
      }
    }),
    carriesOut('renameDevice', ({ device, name: given }, commanding) => {
      const name = readLabel(given)
      if (name === undefined) throw new Problem('wrongName', { max: MAX_DEVICE_NAME })
      return set(parts, device, { name }, commanding, { device, name })
    }),
    carriesOut('moveDevice', ({ device, commune, lng, lat }, commanding) => {
      if ((lng === undefined) !== (lat === undefined)) throw new Problem('wrongPosition')
      if (units.byCode.get(commune)?.level !== 'commune') throw new Problem('notCommune', { commune: quoted(commune) })
      const position = lng === undefined || lat === undefined ? {} : { lng, lat }
      const unit = unitKey(units.edition, commune)
      return decides(device, set(parts, device, { unit, ...position }, commanding, { device, commune }))
    }),
    carriesOut('setCameraPictures', ({ camera, pictures }, commanding) => {
      const row = parts.city.camera(camera)
      if (row === undefined) throw new Problem('unknownCamera', { id: quoted(camera) })
      const clearAt = { unit: unitKey(units.edition, row.commune), office: row.office }
      return set(parts, cameraSource(camera), { pictures, clearAt }, commanding, { camera, pictures })
    }),
    carriesOut('retireDevice', ({ device }, { at, principal }) => {
      const before = known(parts, device)
      const by = principal.name
      const { pictures, clearAt: _, ...others } = parts.settings.get(device) ?? { device }
      // What comes under this id later is another camera: nobody has let its pictures through.
      const setting = pictures === 'clear' ? { ...others, at, by } : undefined
      return decides(device, {
        async write(tables) {
          known(parts, device)
          await writeRetirement(tables, { source: device, at, by })
          if (setting !== undefined) await writeDeviceSetting(tables, setting)
          const account = accounts.ofDevice(device)
          if (account !== undefined)
            await writeMqttAccount(tables, units.edition, { ...account, endedAt: at, endedBy: by }, null)
        },
        apply() {
          if (setting !== undefined) parts.settings.put(setting)
          parts.ingest.ended({ source: device, at, by })
          const account = accounts.ofDevice(device)
          if (account !== undefined) accounts.put({ ...account, endedAt: at, endedBy: by }, null)
        },
        before: () => before,
        answer: () => ({ device }),
      })
    }),
  ]
}

/** The row of a device that has not ended. @throws Problem */
function known({ city }: Pick<Parts, 'city'>, device: string) {
  const named = parseSourceId(device)
  const row =
    named?.is === 'sensor' ? city.sensor(named.id) : named?.is === 'camera' ? city.camera(named.id) : undefined
  if (row === undefined) throw new Problem('noSuchDevice', { device: quoted(device) })
  return row
}

/** Sets something of a device, beside what was set before. @throws Problem */
function set<A>(
  parts: Parts,
  device: string,
  changes: Partial<DeviceSetting>,
  { at, principal }: Commanding,
  answer: A,
): Outcome<A> {
  const { settings, city, ingest } = parts
  let before = known(parts, device)
  let setting: DeviceSetting | undefined
  return {
    async write(tables) {
      before = known(parts, device)
      setting = { ...settings.get(device), device, ...changes, at, by: principal.name }
      await writeDeviceSetting(tables, setting)
    },
    apply() {
      settings.put(setting as DeviceSetting)
      const { id } = before
      const [sensor, camera] = [city.sensor(id), city.camera(id)]
      const { is } = parseSourceId(device) ?? {}
      if (is === 'sensor' && sensor !== undefined) void ingest.letIn({ is: 'sensor', sensor }).catch(() => undefined)
      if (is === 'camera' && camera !== undefined)
        void ingest.letIn({ is: 'camera', camera: { ...camera, live: city.liveOffers(id) } }).catch(() => undefined)
    },
    before: () => before,
    answer: () => answer,
  }
}
