import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const built = join(root, 'dist/server')

it('the built hub imports nothing that `npm ci --omit=dev` leaves out', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const imported = readdirSync(built)
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => [...readFileSync(join(built, name), 'utf8').matchAll(/^import (?:.* from )?"([^"]+)";$/gm)])
    .map(([, target = '']) => target)
    .filter((target) => !target.startsWith('.') && !target.startsWith('node:') && !builtinModules.includes(target))
    .map((target) => /^(@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target)
  expect(new Set(imported)).toContain('express')
  expect([...new Set(imported)].filter((name) => !Object.hasOwn(dependencies, name))).toEqual([])
})
