import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { KPIS } from '../../domain/kpis/index.ts'
import { PLAN } from '../../domain/plan/index.ts'
import { indicatorsPage } from '../../domain/plan/indicatorsPage.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'

it('docs/indicators.md is what the declarations say: `npm run indicators` writes it anew', () => {
  const page = resolve(import.meta.dirname, '../../docs/indicators.md')
  expect(readFileSync(page, 'utf8')).toBe(indicatorsPage())
})

it('names every row of the plan, every KPI and every system', () => {
  const page = indicatorsPage()
  for (const id of Object.keys(PLAN)) expect(page).toContain(`| ${id} |`)
  for (const id of Object.keys(KPIS)) expect(page).toContain(`### ${id}\n`)
  for (const id of Object.keys(SYSTEMS)) expect(page).toContain(`### Hệ thống ${id}\n`)
})
