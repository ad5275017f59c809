import { existsSync } from 'node:fs'
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { brokerLogin } from './brokerLogin.ts'
import { ConfigError, formatFatalError, readConfig } from './config.ts'
import { mosquittoFiles } from './devices/mosquittoFiles.ts'
import { readMqttAccounts } from './store/devices.ts'
import { postgresEngine } from './store/postgresEngine.ts'
import { sqliteEngine } from './store/sqliteEngine.ts'

const USAGE = 'npm run acl -- mosquitto [--out FOLDER]\n'

/**
 * `npm run acl -- mosquitto`: writes who may connect to a Mosquitto, and say and hear what, as the embedded broker has it: a password file and
 * an access list. With the hub running or stopped; settings are those of the hub, whose own name and password stand in MQTT_URL.
 */
async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' } },
  })
  if (positionals.length !== 1 || positionals[0] !== 'mosquitto') {
    process.stderr.write(USAGE)
    return 2
  }
  const { dataDir, databaseUrl, devices: policy, edition, mqttUrl, prefix } = readConfig(process.env)
  const hub = hubOf(mqttUrl)
  const file = join(dataDir, 'ioc.db')
  // Opening a database that is not there would make an empty one.
  if (databaseUrl === undefined && !existsSync(file))
    throw new ConfigError(`there is no store ${file}: set IOC_DATA_DIR or DATABASE_URL as the hub has it`)
  const engine = databaseUrl === undefined ? sqliteEngine(file) : postgresEngine(databaseUrl, pino({ level: 'silent' }))
  try {
    const tables = await engine.read.introspection.getTables()
    if (!tables.some(({ name }) => name === 'mqtt_account'))
      throw new ConfigError('this store has no MQTT accounts yet: start this version of the hub on it once')
    const accounts = await readMqttAccounts(engine, edition)
    const idsOf = async (table: 'sensor' | 'camera') => {
      const rows = await engine.read.selectFrom(table).select('id').where('edition', '=', edition).execute()
      return rows.map(({ id }) => `${table}/${id}`)
    }
    const known = [...(await idsOf('sensor')), ...(await idsOf('camera'))]
    const { passwords, acl, isAnonymousLet, notes } = mosquittoFiles({ accounts, known, policy, prefix, hub })
    const folder = resolve(values.out ?? join(dataDir, 'mosquitto'))
    await mkdir(folder, { recursive: true })
    const [passwordFile, aclFile] = [join(folder, 'passwd'), join(folder, 'acl')]
    await put(passwordFile, passwords)
    await put(aclFile, acl)
    process.stdout.write(
      `${[
        `allow_anonymous ${isAnonymousLet}`,
        `password_file ${passwordFile}`,
        `acl_file ${aclFile}`,
        ...notes.map((note) => `# ${note}`),
      ].join('\n')}\n`,
    )
    return 0
  } finally {
    await engine.close()
  }
}

/** @throws ConfigError */
function hubOf(mqttUrl: string | undefined): { name: string; password: string } {
  const { username: name, password } = brokerLogin(mqttUrl ?? 'mqtt://none')
  if (name === '' || password === '')
    throw new ConfigError(
      'MQTT_URL must have the name and the password of the hub at that broker, for example MQTT_URL=mqtt://hub:PASSWORD@broker.example:1883',
    )
  if (/[:\s]/.test(name)) throw new ConfigError('MQTT_URL: a name at Mosquitto has neither colon nor space')
  return { name, password }
}

/** In place of the file before, whole: Mosquitto may read it at any moment. The owner writes it, and the group reads it. */
async function put(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o640 })
  await chmod(`${file}.new`, 0o640)
  await rename(`${file}.new`, file)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isUsage = String((error as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS')
  console.error(isUsage ? USAGE : formatFatalError(error))
  process.exitCode = 2
}
