import { join } from 'node:path'
import pino from 'pino'
import { formatFatalError, readConfig } from './config.ts'
import { readAuditHeads } from './services/auditHeads.ts'
import { readAuditRows } from './store/audit.ts'
import { verifyAudit } from './store/auditVerify.ts'
import { postgresEngine } from './store/postgresEngine.ts'
import { sqliteEngine } from './store/sqliteEngine.ts'

/**
 * `npm run audit -- verify`: follows the log from its first entry to its last, beside a hub that runs or without one, and says which entry is
 * the first that is not what was written. Changes nothing. Ends with 0 when all is as it was written, 1 when it is not, 2 when it cannot tell.
 */
async function main(command: string | undefined): Promise<number> {
  if (command !== 'verify') {
    process.stderr.write('npm run audit -- verify\n')
    return 2
  }
  const { dataDir, databaseUrl } = readConfig(process.env)
  const log = pino({ level: 'silent' })
  const engine = databaseUrl === undefined ? sqliteEngine(join(dataDir, 'ioc.db')) : postgresEngine(databaseUrl, log)
  try {
    const heads = readAuditHeads(dataDir)
    const { entries, last, fault } = await verifyAudit((after, limit) => readAuditRows(engine, after, limit), heads)
    if (fault !== undefined) {
      process.stdout.write(`${fault.text.vi}\n${fault.text.en}\n`)
      return 1
    }
    const compared = heads.filter(({ number }) => number <= last.number).length
    process.stdout.write(`Nhật ký nguyên vẹn: ${entries} mục; đã đối chiếu ${compared} mốc ghi ngoài kho dữ liệu.\n`)
    process.stdout.write(
      `The log is whole: ${entries} entries, compared with ${compared} heads told outside the store.\n`,
    )
    process.stdout.write(`${last.number} ${last.hash}\n`)
    return 0
  } finally {
    await engine.close()
  }
}

try {
  process.exitCode = await main(process.argv[2])
} catch (error) {
  console.error(formatFatalError(error))
  process.exitCode = 2
}
