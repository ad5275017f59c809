import { createHash } from 'node:crypto'
import { canonicalJson } from '../../domain/canonicalJson.ts'
import { type DeviceSaid, deviceOf, type WaitingDevice } from '../../domain/devices/waitingDevice.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import { type Edition, unitKey } from '../../domain/units/unit.ts'
import { unitIn } from '../../domain/units/unitIn.ts'
import type { RefusedPart } from '../adapters/adapter.ts'
import type { Clock } from '../clock.ts'
import { networkOf } from '../gate/network.ts'
import { createPlaces } from '../gate/places.ts'
import type { Store } from '../store/store.ts'

/**
 * Devices that may wait, all together and from one address: strangers fill neither memory nor anybody's patience. Where no place is left, the oldest
 * of the address that has most gives way: whoever has many addresses closes the list to nobody.
 */
const MAX_WAITING = 500
const MAX_OF_ADDRESS = 100
/** Refused ones that are remembered; the one refused longest ago gives way. */
const MAX_REFUSED = 500
/** A device that has not announced itself for so long waits no longer. */
const WAITS_FOR_MS = 30 * DAY_MS
/** What a device says anew and anew is written down once in this time. */
const SAVE_EVERY_MS = 10_000
/** While the list is full, it is looked through so often for those who wait no longer: not for each who finds no room. */
const FORGET_EVERY_MS = MINUTE_MS

/** Devices that have announced themselves and that nobody has let in. */
export interface WaitingDevices {
  start(): Promise<void>
  /**
   * A device announces itself. Resolves when it stands on the list, durably.
   * @param from `isAdmitted`: by its account
   * @param changes of a known one, in what it differs from how it stands
   * @returns why it does not, or no longer does
   */
  announced(
    source: string,
    said: DeviceSaid,
    from: { readonly client: string | undefined; readonly address: string | undefined; readonly isAdmitted: boolean },
    changes?: WaitingDevice['changes'],
  ): Promise<RefusedPart | undefined>
  /** Those that wait first, of these the oldest; then the refused ones, the last first. */
  all(): readonly WaitingDevice[]
  get(device: string): WaitingDevice | undefined
  /** The row has been written by a command. */
  put(row: WaitingDevice): void
  /** The row has been removed by a command. */
  remove(device: string): void
}

export function createWaitingDevices({
  store,
  edition,
  clock,
  limits: { maxWaiting = MAX_WAITING, maxOfAddress = MAX_OF_ADDRESS, maxRefused = MAX_REFUSED } = {},
}: {
  store: Pick<Store, 'waitingDevices' | 'saveWaitingDevice' | 'removeWaitingDevices'>
  /** The map of units in force. */
  edition: Edition
  clock: Clock
  limits?: { readonly maxWaiting?: number; readonly maxOfAddress?: number; readonly maxRefused?: number }
}): WaitingDevices {
  const rows = new Map<string, WaitingDevice>()
  const savedAt = new Map<string, number>()
  /** How many wait, and of each network: whether there is room is asked for each announcement of a stranger. */
  let waits = 0
  const waitsOf = new Map<string, number>()
  const places = createPlaces<string>(maxWaiting)
  let forgotAt = Number.NEGATIVE_INFINITY

  /** Counts a row that comes to the list, or goes from it. */
  function count({ device, refusedAt, address }: WaitingDevice, by: 1 | -1): void {
    if (refusedAt !== null) return
    waits += by
    places.leave(device)
    // Rows of earlier versions may have none.
    if (address == null) return
    if (by === 1) places.take(device, address)
    const network = networkOf(address)
    const ofNetwork = (waitsOf.get(network) ?? 0) + by
    if (ofNetwork === 0) waitsOf.delete(network)
    else waitsOf.set(network, ofNetwork)
  }

  function put(row: WaitingDevice): void {
    const before = rows.get(row.device)
    if (before !== undefined) count(before, -1)
    rows.set(row.device, row)
    count(row, 1)
  }

  const waiting = () => [...rows.values()].filter(({ refusedAt }) => refusedAt === null)
  const refused = () =>
    [...rows.values()]
      .filter(({ refusedAt }) => refusedAt !== null)
      .sort((a, b) => (b.refusedAt ?? 0) - (a.refusedAt ?? 0))

  function drop(device: string): void {
    const row = rows.get(device)
    if (row !== undefined) count(row, -1)
    rows.delete(device)
    savedAt.delete(device)
  }

  /** Those who have not announced themselves for long leave the list, and the refused ones beyond their number. */
  function forgetOld(): Promise<void> {
    forgotAt = clock.now()
    const oldest = forgotAt - WAITS_FOR_MS
    const gone = [
      ...waiting().filter((row) => row.lastAt < oldest || deviceOf(row.said).commune === NONE),
      ...refused().slice(maxRefused),
    ]
    for (const { device } of gone) drop(device)
    return gone.length === 0 ? Promise.resolve() : store.removeWaitingDevices(gone.map(({ device }) => device))
  }

  const isFull = () => waits >= maxWaiting
  const hasMost = (address: string | undefined) =>
    address !== undefined && (waitsOf.get(networkOf(address)) ?? 0) >= maxOfAddress

  /** @returns whether there is room for one more of this address, where need be instead of another */
  async function makeRoom(source: string, address: string | undefined): Promise<boolean> {
    if ((isFull() || hasMost(address)) && Math.abs(clock.now() - forgotAt) >= FORGET_EVERY_MS) await forgetOld()
    if (hasMost(address)) return false
    if (!isFull()) return true
    // Whoever comes without an address may be anybody: those who have one do not give way to them.
    const displaced = address === undefined ? undefined : places.take(source, address)
    places.leave(source)
    if (displaced === undefined) return false
    drop(displaced)
    await store.removeWaitingDevices([displaced])
    return true
  }

  return {
    async start() {
      const stored = await store.waitingDevices()
      for (const device of [...rows.keys()]) drop(device)
      for (const row of stored) put(readIn(edition, row))
      await forgetOld()
    },
    async announced(source, said, { client, address, isAdmitted }, changes = null): Promise<RefusedPart | undefined> {
      const now = clock.now()
      const known = rows.get(source)
      // Of a device that is let in one announcement has been refused, of a stranger whatever it says.
      const isRefused = known?.refusedAt != null && (!isAdmitted || isSame(known.said, said))
      const before = known?.refusedAt == null || isRefused ? known : undefined
      if (isRefused && before !== undefined) {
        put({ ...before, lastAt: now, announced: before.announced + 1 })
        return { reason: 'deviceRefused', params: { source, by: before.refusedBy ?? '' } }
      }
      if (before === undefined && !(await makeRoom(source, address)))
        return { reason: 'waitingListFull', params: { max: maxWaiting, each: maxOfAddress } }
      const isElsewhere = before !== undefined && versionOf({ said, address: address ?? null }) !== versionOf(before)
      const row: WaitingDevice = {
        device: source,
        edition,
        said,
        changes,
        client: client ?? null,
        address: address ?? null,
        before: isElsewhere
          ? { said: before.said, address: before.address, at: before.lastAt }
          : (before?.before ?? null),
        firstAt: before?.firstAt ?? now,
        lastAt: now,
        announced: (before?.announced ?? 0) + 1,
        refusedAt: null,
        refusedBy: null,
      }
      put(row)
      // The mark that it announced itself otherwise is durable at once.
      const isMarked = isElsewhere && before.before === null
      if (!isMarked && now - (savedAt.get(source) ?? Number.NEGATIVE_INFINITY) < SAVE_EVERY_MS) return undefined
      savedAt.set(source, now)
      try {
        await store.saveWaitingDevice(row)
      } catch (error) {
        savedAt.delete(source)
        throw error
      }
      return undefined
    },
    all: () => [...waiting().sort((a, b) => a.firstAt - b.firstAt), ...refused()],
    get: (device) => rows.get(device),
    put,
    remove: drop,
  }
}

/** No commune of the map in force. */
const NONE = ''

/** A row as the map in force reads it. One that was announced in another map and has no commune here waits until the device says where it is. */
function readIn(edition: Edition, row: WaitingDevice): WaitingDevice {
  // Rows of earlier versions do not say whether it had announced itself otherwise, and are of nobody who is known.
  const { before = null, changes = null } = row as Partial<WaitingDevice>
  if (row.edition === edition) return { ...row, before, changes }
  const saidIn = (said: DeviceSaid): DeviceSaid => {
    const commune = unitIn(edition, unitKey(row.edition, deviceOf(said).commune)) ?? NONE
    return said.is === 'sensor'
      ? { ...said, sensor: { ...said.sensor, commune } }
      : { ...said, camera: { ...said.camera, commune } }
  }
  return {
    ...row,
    edition,
    changes,
    said: saidIn(row.said),
    before: before && { ...before, said: saidIn(before.said) },
  }
}

const isSame = (a: DeviceSaid, b: DeviceSaid) => canonicalJson(a) === canonicalJson(b)

/** See `DeviceVersion`. */
export function versionOf({ said, address }: Pick<WaitingDevice, 'said' | 'address'>): string {
  const from = address === null ? null : networkOf(address)
  return createHash('sha256')
    .update(canonicalJson([said, from]))
    .digest('base64url')
    .slice(0, 22)
}
