import { mkdtempSync } from 'node:fs'
import { chmod, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopSharedPostgres } from './postgres.ts'

/** A folder for what all files of a run share; whatever was started in it ends with the run. */
export default async function runFolder(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-run-'))
  await chmod(folder, 0o755)
  process.env.IOC_TEST_RUN = folder
  return async () => {
    await stopSharedPostgres(folder)
    await rm(folder, { recursive: true, force: true })
  }
}
