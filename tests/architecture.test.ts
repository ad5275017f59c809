import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

interface Import {
  readonly file: string
  readonly target: string
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name).split(sep).join('/'))
}

/** Every static or dynamic import, export-from and worker URL; relative ones as a path from the root. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\(\s*|new URL\(\s*)['"]([^'"]+)['"]/g)
  return [...found].map(([, target = '']) => ({
    file,
    target: target.startsWith('.')
      ? relative(root, resolve(root, dirname(file), target))
          .split(sep)
          .join('/')
      : target,
  }))
}

const FOLDERS = ['domain', 'server', 'client', 'simulators'] as const
const imports = FOLDERS.flatMap((folder) => sources(folder).flatMap(importsOf))

function offending(allowed: (imported: Import) => boolean): string[] {
  return imports.filter((imported) => !allowed(imported)).map(({ file, target }) => `${file} imports ${target}`)
}

const within = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(`${folder}/`))
const isOurs = (target: string) => within(target, ...FOLDERS, 'tests', 'public')

describe('who may import whom', () => {
  it('reads the imports it is about to judge', () => {
    expect(imports.length).toBeGreaterThan(200)
    for (const folder of FOLDERS) expect(imports.some(({ file }) => within(file, folder))).toBe(true)
  })

  it('domain imports itself and zod only', () => {
    expect(
      offending(({ file, target }) => !within(file, 'domain') || within(target, 'domain') || /^zod(\/|$)/.test(target)),
    ).toEqual([])
  })

  it('server, client and simulators import themselves and domain', () => {
    expect(
      offending(({ file, target }) => {
        const home = file.split('/')[0] ?? ''
        return !isOurs(target) || within(target, home, 'domain')
      }),
    ).toEqual([])
  })

  // Node and browser are kept out by the compiler: domain/tsconfig.json has the language's own library and no other.
  it('domain knows no clock and no randomness', () => {
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(/
    expect(sources('domain').filter((file) => impure.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  it('inside the client: wall | console → scenes → panels | map | charts → live; ui and i18n lie under all', () => {
    const rank: Record<string, number> = {
      wall: 5,
      console: 5,
      scenes: 4,
      panels: 3,
      map: 2,
      charts: 2,
      live: 1,
      ui: 1,
      i18n: 0,
    }
    const below = (from: string, to: string) => {
      if (from === to) return true
      const a = rank[from]
      const b = rank[to]
      if (a === undefined || b === undefined) return true
      return b < a || (from === 'ui' && to === 'live')
    }
    expect(
      offending(({ file, target }) => {
        const [home, from = ''] = file.split('/')
        const [there, to = ''] = target.split('/')
        return home !== 'client' || there !== 'client' || below(from, to)
      }),
    ).toEqual([])
  })
})

describe('each driver enters through one module', () => {
  const doors: Record<string, { readonly packages: RegExp; readonly modules: RegExp }> = {
    mqtt: { packages: /^mqtt$/, modules: /^(server\/ingest\/brokerLink|simulators\/link)\.ts$/ },
    aedes: { packages: /^aedes$/, modules: /^server\/broker\/embeddedBroker\.ts$/ },
    ws: { packages: /^ws$/, modules: /^server\/broker\/webSocketDoor\.ts$/ },
    'socket.io': { packages: /^socket\.io$/, modules: /^server\/realtime\/gateway\.ts$/ },
    'socket.io-parser': { packages: /^socket\.io-parser$/, modules: /^server\/realtime\/writtenSnapshot\.ts$/ },
    'hls.js': { packages: /^hls\.js/, modules: /^client\/live\/video\/hls(Light\.d)?\.ts$/ },
    sharp: { packages: /^sharp$/, modules: /^server\/services\/cameraPictures\.ts$/ },
    'socket.io-client': { packages: /^socket\.io-client$/, modules: /^client\/live\/socket\.ts$/ },
    libsql: { packages: /^libsql$/, modules: /^server\/store\/sqliteWorker\.ts$/ },
    pg: { packages: /^pg$/, modules: /^server\/store\/[\w/]*ostgres\w*\.ts$/ },
    'maplibre-gl': { packages: /^maplibre-gl/, modules: /^client\/map\// },
    'deck.gl': { packages: /^@deck\.gl\//, modules: /^client\/map\// },
    uplot: { packages: /^uplot/, modules: /^client\/charts\// },
    express: { packages: /^express$/, modules: /^server\/http\/web\.ts$/ },
  }

  for (const [driver, { packages, modules }] of Object.entries(doors)) {
    it(driver, () => {
      const importers = imports.filter(({ target }) => packages.test(target)).map(({ file }) => file)
      expect(importers.length).toBeGreaterThan(0)
      expect(importers.filter((file) => !modules.test(file))).toEqual([])
    })
  }

  it('only remembered.ts touches what the browser keeps, which a policy may deny', () => {
    const users = sources('client').filter((file) =>
      /\b(local|session)Storage\b/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(users).toEqual(['client/remembered.ts'])
  })

  it('no field of a date or a time is the browser’s own, which has the order of the browser’s country: TypedInput.tsx has the house’s', () => {
    const native = /\btype=\{?\s*['"`](?:date|datetime-local|month|week|time)['"`]/
    expect(native.test('<input type="date" />')).toBe(true)
    expect(sources('client').filter((file) => native.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  it('no effect ends with what an element of the page answers: that may be a promise in another browser, and is called as its end', () => {
    const answers =
      /use(?:Layout|Insertion)?Effect\(\(\) => \w+\.current\?*\.(?:focus|blur|click|show|close|scroll|set[A-Z]|play|pause)\w*/
    expect(answers.test('useEffect(() => shown.current?.scrollIntoView?.({ block: 1 }), [])')).toBe(true)
    const own = ['client/map/CityMap.tsx']
    expect(
      sources('client').filter((file) => !own.includes(file) && answers.test(readFileSync(join(root, file), 'utf8'))),
    ).toEqual([])
  })

  it('every route answers a declared query, and only the gate calls a handler', () => {
    const offenders = (pattern: RegExp) =>
      sources('server/http').filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')))
    expect(offenders(/\banswers\(QUERIES\./)).not.toEqual([])
    expect(offenders(/\banswers\((?!(HEALTH_)?QUERIES\.)/)).toEqual([])
    expect(offenders(/\.handle\b|\bhandle\(\{ \.\.\./)).toEqual([])
  })

  it('the client takes of the declared queries their types alone: their schemas are the hub’s', () => {
    const lines = sources('client').flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter((line) => /from '[./]+domain\/queries\//.test(line)),
    )
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.filter((line) => !line.startsWith('import type '))).toEqual([])
  })

  it('only sourceId.ts puts ids of sources together', () => {
    const own = ['domain/sourceId.ts', 'domain/topics.ts']
    // `sensor/${kind}/${commune}` is a group of devices, and no id.
    const puts = /`(?:(?:sensor|camera|link)\/\$\{[^{}]+\}|(?:statistics|event|link)\/\$\{[^{}]+\}\/\$\{[^{}]+\})`/
    const found = FOLDERS.flatMap(sources).filter(
      (file) => !own.includes(file) && !within(file, 'simulators') && puts.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(found).toEqual([])
  })

  it('only config.ts reads the environment', () => {
    const readers = [...sources('server'), ...sources('domain'), ...sources('client')].filter((file) =>
      /process\.env/.test(readFileSync(join(root, file), 'utf8')),
    )
    // The entry points hand it over.
    expect(readers.filter((file) => !/^server\/(start|dev|boundaries|audit|acl|admin)\.ts$/.test(file))).toEqual([])
  })
})

/** Modules that a page has before it is shown: what it imports at once, and what that imports. Types are none. */
function neededAtOnce(page: string): Set<string> {
  const needed = new Set([page])
  for (const file of needed) {
    const text = file.startsWith('client/') || file.startsWith('domain/') ? readFileSync(join(root, file), 'utf8') : ''
    for (const [, names = '', target = ''] of text.matchAll(/^import(?!\s+type\b)([^'"]*)['"]([^'"]+)['"]/gm)) {
      const given = /\{([^}]*)\}/
        .exec(names)?.[1]
        ?.split(',')
        .filter((name) => name.trim() !== '')
      if (given?.every((name) => name.trim().startsWith('type '))) continue
      const path = relative(root, resolve(root, dirname(file), target))
      if (!target.startsWith('.')) needed.add(target)
      else if (/\.tsx?$/.test(target)) needed.add(path.split(sep).join('/'))
    }
  }
  return needed
}

it('the console stands before its map: on a thin line nobody waits for an engine that draws nothing yet', () => {
  const needed = neededAtOnce('client/console/ConsolePage.tsx')
  expect(needed.size).toBeGreaterThan(300)
  expect([...needed].filter((target) => /^(?:maplibre-gl|@deck\.gl)/.test(target))).toEqual([])
})
