import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'

/** The console's page, by its source. */
const PAGE = 'client/console/ConsolePage.tsx'
const WORKER = (root: string) => resolve(root, 'client/offline/consoleWorker.ts')
/** Letters of Vietnamese and English. */
const FONT = /inter-(?:vietnamese|latin)-wght-.*\.woff2$/

/**
 * After a build: `console-worker.js`, the service worker by which the console opens without a line. It is told the build it belongs to and the files
 * of the console's page: what that page needs at once, not its map, which comes later and is nothing without the hub.
 */
export function consoleShell(root: string): Plugin {
  return {
    name: 'console-shell',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const files = filesOf(bundle, root)
      const shell = {
        build: createHash('sha256').update(files.join()).digest('hex').slice(0, 16),
        index: '/index.html',
        entry: files.find((name) => bundle[name.slice(1)]?.type === 'chunk' && /\/index-/.test(name)),
        files: [...files, '/icon.svg'],
      }
      if (shell.entry === undefined) this.error('the page begins with no script')
      const source = await workerSource(root, shell)
      this.emitFile({ type: 'asset', fileName: 'console-worker.js', source })
    },
  }
}

/** Scripts and styles that the page and the console's page import at once, and their letters; as addresses. */
function filesOf(bundle: Rolldown.OutputBundle, root: string): string[] {
  const chunks = Object.values(bundle).filter((each) => each.type === 'chunk')
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const wanted = new Set<string>()
  const want = (name: string) => {
    const chunk = byName.get(name)
    if (chunk === undefined || wanted.has(name)) return
    wanted.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) wanted.add(style)
    for (const imported of chunk.imports) want(imported)
  }
  for (const { isEntry, facadeModuleId, fileName } of chunks)
    if (isEntry || facadeModuleId === resolve(root, PAGE)) want(fileName)
  for (const name of Object.keys(bundle)) if (FONT.test(name)) wanted.add(name)
  return [...wanted].map((name) => `/${name}`).sort()
}

/** One script without imports: every browser takes that as a worker. */
async function workerSource(root: string, shell: unknown): Promise<string> {
  const made = await build({
    configFile: false,
    root: resolve(root, 'client/offline'),
    logLevel: 'warn',
    publicDir: false,
    define: { SHELL: JSON.stringify(shell) },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: WORKER(root),
        output: { format: 'iife' },
        // Of what it imports it takes what it uses, and no more.
        treeshake: { moduleSideEffects: (id) => id === WORKER(root) },
      },
    },
  })
  const [script] = 'output' in made ? made.output : []
  if (script?.type !== 'chunk') throw new Error('the worker did not become one script')
  return script.code
}
