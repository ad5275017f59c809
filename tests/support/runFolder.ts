import { mkdtempSync, symlinkSync } from 'node:fs'
import { chmod, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { stopSharedPostgres } from './postgres.ts'

const root = resolve(import.meta.dirname, '../..')

/** A folder for what all files of a run share; whatever was started in it ends with the run. */
export default async function runFolder(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-run-'))
  await chmod(folder, 0o755)
  await makeSqliteWorker(folder)
  process.env.TEST_RUN_FOLDER = folder
  return async () => {
    await stopSharedPostgres(folder)
    await rm(folder, { recursive: true, force: true })
  }
}

/** See `startSqliteWorker.ts`. */
async function makeSqliteWorker(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  await build({
    ...{ root, configFile: false, logLevel: 'error' },
    build: {
      ...{ ssr: true, outDir: folder, emptyOutDir: false, copyPublicDir: false, target: 'node20' },
      rolldownOptions: { input: join(root, 'server/store/sqliteWorker.ts') },
    },
  })
}
