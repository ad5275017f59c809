import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { indicatorsPage } from '../domain/plan/indicatorsPage.ts'

/** `npm run indicators`: writes docs/indicators.md from the declarations. */
const page = resolve(import.meta.dirname, '../docs/indicators.md')
writeFileSync(page, indicatorsPage())
process.stdout.write(`${page}\n`)
