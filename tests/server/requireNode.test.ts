import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** What an entry point answers on a Node of another version: its exit code and all it printed. */
function started(version: string, ...args: string[]): Promise<{ code: unknown; said: string }> {
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
  const load = `data:text/javascript,${encodeURIComponent(older)}`
  return new Promise((done) => {
    execFile(process.execPath, ['--import', load, ...args], { cwd: root }, (error, stdout, stderr) =>
      done({ code: error?.code ?? 0, said: stdout + stderr }),
    )
  })
}

describe('a Node that is too old', () => {
  it.each([[['run.mjs', 'simulators/demo.ts']], [['run.mjs', 'simulators/main.ts', '--help']], [['requireNode.cjs']]])(
    'ends %j in one sentence that says which to install',
    async (args) => {
      const { code, said } = await started('18.20.4', ...args)
      expect(code).toBe(1)
      expect(said).toMatch(/^ioc: this is Node 18\.20\.4; install Node 20\.19 or newer of 20, or 22\.12 or newer .*\n$/)
    },
  )

  it('is what package.json says', async () => {
    const { engines } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))
    expect(engines.node).toBe('>=20.19 <21 || >=22.12')
    const refused = ['18.20.4', '20.18.3', '21.7.3', '22.11.0']
    const taken = ['20.19.0', '22.12.0', '23.0.0', '26.1.0']
    const codes = await Promise.all(
      [...refused, ...taken].map(async (version) => (await started(version, 'requireNode.cjs')).code),
    )
    expect(codes).toEqual([...refused.map(() => 1), ...taken.map(() => 0)])
  })

  it('is seen before anything else is loaded, by every command for people', () => {
    const { scripts } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))
    for (const name of ['demo', 'simulate', 'boundaries', 'indicators', 'permissions'])
      expect(scripts[name]).toMatch(/^node run\.mjs /)
    expect(scripts.dev).toMatch(/^node --require \.\/requireNode\.cjs /)
    const first = (file: string) => /^import '(.*)'$/m.exec(readFileSync(resolve(root, file), 'utf8'))?.[1]
    expect(first('server/main.ts')).toBe('../requireNode.cjs')
    expect(first('run.mjs')).toBe('./requireNode.cjs')
  })
})
