import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { PERMISSIONS } from '../../../domain/access/permissions.ts'
import { permissionsPage } from '../../../domain/access/permissionsPage.ts'
import { ROLES } from '../../../domain/access/roles.ts'
import { FEEDS } from '../../../domain/feeds/index.ts'
import { HEALTH_QUERIES, QUERIES } from '../../../domain/queries/index.ts'

it('docs/permissions.md is what the declarations say: `npm run permissions` writes it anew', () => {
  const page = resolve(import.meta.dirname, '../../../docs/permissions.md')
  expect(readFileSync(page, 'utf8')).toBe(permissionsPage())
})

it('names every permission, role, feed and query', () => {
  const page = permissionsPage()
  for (const id of Object.keys(PERMISSIONS)) expect(page).toContain(`| \`${id}\` |`)
  for (const { name } of Object.values(ROLES)) expect(page).toContain(`| ${name.vi} · ${name.en} |`)
  for (const name of Object.keys(FEEDS)) expect(page).toContain(`| \`${name}\` |`)
  for (const { path } of Object.values(QUERIES)) expect(page).toContain(`| \`/api/v1${path}\` |`)
  for (const { path } of Object.values(HEALTH_QUERIES)) expect(page).toContain(`| \`${path}\` |`)
})

it('says of every question where it may be asked', () => {
  expect(permissionsPage()).not.toContain('undefined')
})
