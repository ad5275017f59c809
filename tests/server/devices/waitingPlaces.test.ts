import { expect, it } from 'vitest'
import type { DeviceSaid, WaitingDevice } from '../../../domain/devices/waitingDevice.ts'
import { createWaitingDevices } from '../../../server/devices/waitingDevices.ts'
import { handClock } from '../../support/clock.ts'

function said(id: string): DeviceSaid {
  const place = { commune: '31117', lng: 105.78, lat: 10.03 }
  return { is: 'sensor', sensor: { id, kind: 'rain', name: id, ...place, everyMs: 60_000, simulated: false } }
}

it('is closed to nobody by who has many addresses: the oldest of the address that has most gives way', async () => {
  const kept = new Map<string, WaitingDevice>()
  const waiting = createWaitingDevices({
    store: {
      waitingDevices: async () => [],
      saveWaitingDevice: async (row) => void kept.set(row.device, row),
      removeWaitingDevices: async (devices) => {
        for (const device of devices) kept.delete(device)
      },
    },
    edition: '2021',
    clock: handClock(),
    limits: { maxWaiting: 50, maxOfAddress: 10 },
  })
  await waiting.start()
  const announce = (id: string, address: string | undefined) =>
    waiting.announced(`sensor/${id}`, said(id), { client: undefined, address, isAdmitted: false })
  const full = { reason: 'waitingListFull' }
  for (let n = 0; n < 50; n++) expect(await announce(`X-${n}`, `10.0.0.${n % 5}`)).toBeUndefined()
  expect(await announce('X-50', '10.0.0.1')).toMatchObject(full)
  expect(await announce('TG-01', '10.0.9.9')).toBeUndefined()
  const ids = () => [...kept.keys()].sort()
  expect(waiting.get('sensor/TG-01')).toBeDefined()
  expect(ids()).toHaveLength(50)
  expect(ids()).not.toContain('sensor/X-0')
  // The same stranger comes again, and takes a place from themselves.
  expect(await announce('X-51', '10.0.0.0')).toBeUndefined()
  expect(ids()).toHaveLength(50)
  expect(ids()).toContain('sensor/TG-01')
  // Behind a broker of one's own nobody has an address: such a one waits for room.
  expect(await announce('X-52', undefined)).toMatchObject(full)
  expect(waiting.all()).toHaveLength(50)
})
