import { type Kysely, type Migration, sql } from 'kysely'
import type { Edition } from '../../../domain/units/unit.ts'
import { lastMap } from './0030-unit-maps.ts'

/**
 * Leave for a camera's clear pictures names the commune and office for which it is. Leave that was given before is for where the camera stands by now, in
 * the map that the store last ran under; a camera that does not stand anywhere has none any more.
 */
export function clearPicturesPlace(edition: Edition): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const of = (await lastMap(db)) ?? edition
      const { rows } = await sql<{ device: string; body: string }>`
        select device, body from device_setting where device like 'camera/%'`.execute(db)
      for (const { device, body } of rows) {
        const setting = JSON.parse(body) as { pictures?: string; unit?: string; clearAt?: object }
        if (setting.pictures !== 'clear' || setting.clearAt !== undefined) continue
        const id = device.slice('camera/'.length)
        const { rows: cameras } = await sql<{ body: string }>`
          select body from camera where edition = ${of} and id = ${id}`.execute(db)
        const [camera] = cameras
        if (camera === undefined) continue
        const { commune, office } = JSON.parse(camera.body) as { commune: string; office: string | null }
        const clearAt = { unit: `${of}:${commune}`, office }
        await sql`update device_setting set body = ${JSON.stringify({ ...setting, clearAt })} where device = ${device}`.execute(
          db,
        )
      }
    },
  }
}
