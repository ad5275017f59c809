import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { formatFatalError, readConfig } from './config.ts'
import { readAuditHeads } from './services/auditHeads.ts'
import { hasAudit, readAuditRows } from './store/audit.ts'
import { auditTableFault } from './store/auditTable.ts'
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
  const file = join(dataDir, 'ioc.db')
  // Opening a database that is not there would make an empty one.
  if (databaseUrl === undefined && !existsSync(file)) {
    process.stderr.write(`Không có kho dữ liệu ${file}: hãy đặt IOC_DATA_DIR hoặc DATABASE_URL như của trung tâm.\n`)
    process.stderr.write(`There is no store ${file}: set IOC_DATA_DIR or DATABASE_URL as the hub has it.\n`)
    return 2
  }
  const engine = databaseUrl === undefined ? sqliteEngine(file) : postgresEngine(databaseUrl, log)
  try {
    if (!(await hasAudit(engine))) {
      process.stderr.write('Kho dữ liệu này chưa có nhật ký: phiên bản trung tâm đã dùng nó chưa ghi nhật ký.\n')
      process.stderr.write('This store has no log: the version of the hub that used it last did not keep one.\n')
      return 2
    }
    const heads = readAuditHeads(dataDir)
    const foreign = await auditTableFault(engine)
    const { entries, last, fault } = await verifyAudit((after, limit) => readAuditRows(engine, after, limit), heads)
    const faults = [foreign, fault?.text].filter((text) => text !== undefined)
    for (const { vi, en } of faults) process.stdout.write(`${vi}\n${en}\n`)
    if (faults.length > 0) return 1
    const compared = heads.filter(({ number }) => number <= last.number).length
    process.stdout.write(`Nhật ký nguyên vẹn: ${entries} mục; đã đối chiếu ${compared} mốc ghi ngoài kho dữ liệu.\n`)
    process.stdout.write(
      `The log is whole: ${entries} entries, compared with ${compared} ${compared === 1 ? 'head' : 'heads'} told outside the store.\n`,
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
