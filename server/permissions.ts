import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { permissionsPage } from '../domain/access/permissionsPage.ts'

/** `npm run permissions`: writes docs/permissions.md from the declarations. */
const page = resolve(import.meta.dirname, '../docs/permissions.md')
writeFileSync(page, permissionsPage())
process.stdout.write(`${page}\n`)
