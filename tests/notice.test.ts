import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const read = (name: string) => readFileSync(resolve(import.meta.dirname, '..', name), 'utf8')

it('NOTICE names every package that a running hub loads, as installed (`npm run notice` writes it)', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  const notice = read('NOTICE.md')
  for (const [name, version] of Object.entries(dependencies)) expect(notice).toContain(`| ${name} | ${version} |`)
  for (const bundled of ['react', 'maplibre-gl', '@deck.gl/core', 'uplot']) expect(notice).toContain(`| ${bundled} | `)
})
