import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** `npm run notice`: writes NOTICE.md, the third parties whose work is part of a running centre, from the lock file and what is installed. */

interface Locked {
  readonly version: string
  readonly license?: string
  readonly dev?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const root = import.meta.dirname
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>
}
const MODULES = 'node_modules/'

/** Packages that the screens import, and all that those need: the build puts them into its own files. */
function bundled(): Set<string> {
  const imported = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => [
      ...readFileSync(join(root, 'client', name), 'utf8').matchAll(/(?:from|import) '((?:@[^/']+\/)?[^./'][^/']*)/g),
    ])
    .map(([, name = '']) => name)
  const found = new Set<string>()
  const add = (name: string, inside: string): void => {
    const path = placeOf(name, inside)
    if (path === undefined || found.has(path)) return
    found.add(path)
    const { dependencies = {} } = packages[path] as Locked
    for (const needed of Object.keys(dependencies)) add(needed, path)
  }
  for (const name of imported) add(name, '')
  return found
}

/** Where a package lies that another one imports: beside it, or farther out. */
function placeOf(name: string, inside: string): string | undefined {
  for (let at = inside; ; at = at.slice(0, Math.max(0, at.lastIndexOf(`/${MODULES}`)))) {
    const path = at === '' ? MODULES + name : `${at}/${MODULES}${name}`
    if (packages[path] !== undefined) return path
    if (at === '') return undefined
  }
}

/** Who holds the rights, as the package's own licence file says it; its author otherwise. */
function holderOf(path: string): string {
  const folder = join(root, path)
  const file = existsSync(folder) ? readdirSync(folder).find((name) => /^licen[cs]e/i.test(name)) : undefined
  const lines = file === undefined ? [] : readFileSync(join(folder, file), 'utf8').split('\n')
  const copyright = lines.map((line) => line.trim()).find((line) => /^(\W*)copyright\b.*(\d{4}|\(c\)|©)/i.test(line))
  if (copyright !== undefined) return inCell(copyright)
  const { author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    author?: string | { name?: string }
  }
  return (typeof author === 'string' ? author : author?.name)?.replace(/\s*[<(].*$/, '') ?? ''
}

function inCell(text: string): string {
  return text
    .replace(/[|<>*`]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_LETTERS)
}
const MOST_LETTERS = 100

/** Of a package whose lock entry says nothing: its own words, in the form of older times too. */
function declaredLicence(path: string): string {
  const { license, licenses } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as {
    license?: string
    licenses?: readonly { readonly type: string }[]
  }
  return license ?? licenses?.map(({ type }) => type).join(', ') ?? 'see its folder'
}

function table(paths: readonly string[]): string {
  const rows = paths.map((path) => {
    const { version, license = declaredLicence(path) } = packages[path] as Locked
    return `| ${path.slice(path.lastIndexOf(MODULES) + MODULES.length)} | ${version} | ${license} | ${holderOf(path)} |`
  })
  return ['| package | version | licence | rights |', '|---|---|---|---|', ...new Set(rows.sort())].join('\n')
}

const screens = [...bundled()]
const hub = Object.entries(packages).flatMap(([path, { dev }]) =>
  path === '' || dev || !existsSync(join(root, path)) ? [] : [path],
)

writeFileSync(
  resolve(root, 'NOTICE.md'),
  `# Third parties

Written by \`npm run notice\` from package-lock.json and the installed packages. The text of each licence lies in its package
(\`node_modules/<package>/LICENSE\`).

**The product's own licence** is for its owner to choose; until then package.json says \`UNLICENSED\`, and nobody is given any right to it.

## Map

- Canals, creeks and roads: © OpenStreetMap contributors, [ODbL](https://www.openstreetmap.org/copyright)
- Great rivers and the sea: GSHHG 2.3.7, Wessel and Smith 1996, LGPL
- Units of 2025: generalised from the public administrative map, by way of vietnamese-provinces-database, MIT; units of 2021 computed from them

[public/map/README.md](public/map/README.md) says which file holds what. The map itself shows the credits; surveyed boundaries bring their own.

## In the screens

${table(screens)}

## In the hub

${table(hub)}
`,
)
console.log('NOTICE.md')
