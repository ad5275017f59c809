import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, SETTINGS, settingWarnings } from '../../server/config.ts'

describe('settings', () => {
  it('are complete without any', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      mqttPort: 1883,
      edition: '2021',
      prefix: 'ioc/v1',
      logLevel: 'info',
    })
    expect(readConfig({}).mqttUrl).toBeUndefined()
    expect(readConfig({ PORT: '', MQTT_URL: '' })).toEqual(readConfig({}))
  })

  it('are taken', () => {
    const config = readConfig({
      HOST: '0.0.0.0',
      PORT: '9000',
      IOC_TRUSTED_PROXY: '10.0.0.5, 10.1.0.0/24',
      IOC_SESSION_IDLE_MINUTES: '15',
      IOC_PASSWORD_DAYS: '180',
      MQTT_URL: 'mqtts://broker.example:8883',
      DATABASE_URL: 'postgres://ioc@db.example/ioc',
      IOC_DATA_DIR: '/var/lib/ioc',
      IOC_EDITION: '2025',
      IOC_MESSAGE_DAYS: '30',
      IOC_LIVE_HOSTS: 'https://media.example:8889/, https://media.example/cameras/',
      IOC_FILES_GB: '5',
      IOC_OIDC_ISSUER: 'https://login.example',
      IOC_OIDC_CLIENT_ID: 'ioc',
      IOC_OIDC_CLIENT_SECRET: 'x',
      IOC_OIDC_EDITION: '2025',
      IOC_SHIFTS: '07:00,19:00',
      IOC_ORIGINS: 'https://a.example, https://b.example',
    })
    expect(config).toMatchObject({
      host: '0.0.0.0',
      port: 9000,
      trustedProxies: ['10.0.0.5', '10.1.0.0/24'],
      sessions: { idleMs: 900_000, longestMs: 43_200_000 },
      passwordRules: { min: 12, kinds: 1, days: 180 },
      mqttUrl: 'mqtts://broker.example:8883',
      databaseUrl: 'postgres://ioc@db.example/ioc',
      dataDir: '/var/lib/ioc',
      edition: '2025',
      messageDays: 30,
      liveHosts: ['https://media.example:8889', 'https://media.example/cameras'],
      filesBytes: 5 * 1024 ** 3,
      identityProvider: { edition: '2025' },
      shiftStarts: [420, 1140],
      origins: ['https://a.example', 'https://b.example'],
    })
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['MQTT_PORT', '-1'],
    ['HOST', 'my host'],
    ['MQTT_URL', 'http://broker.example'],
    ['MQTT_URL', 'broker.example'],
    ['MQTT_URL', 'mqtt://'],
    ['MQTT_URL', 'mqtt:///ioc'],
    ['MQTT_URL', 'mqtt:1883'],
    ['MQTT_SHARE', 'hub'],
    ['MQTT_WS_PORT', '70000'],
    ['DATABASE_URL', 'mysql://db.example/ioc'],
    ['IOC_EDITION', '2030'],
    ['IOC_TRUSTED_PROXY', '10.0.0.0/64'],
    ['IOC_TRUSTED_PROXY', 'proxy.example'],
    ['IOC_ADMIN_ADDRESSES', 'here'],
    ['IOC_ADMIN_HOURS', '7-18'],
    ['IOC_ADMIN_HOURS', '07:00-07:00'],
    ['IOC_ADMIN_PORT', '70000'],
    ['IOC_SESSION_HOURS', '0'],
    ['IOC_PASSWORD_MIN', '4'],
    ['IOC_DEMO', 'yes'],
    ['IOC_LIVE_HOSTS', 'https://media.example/a/../b'],
    ['IOC_LIVE_HOSTS', 'https://user:pass@media.example'],
    ['IOC_LIVE_HOSTS', 'rtsp://media.example'],
    ['IOC_FILES_GB', '0'],
    ['IOC_OIDC_EDITION', '2031'],
    ['IOC_MESSAGE_DAYS', '0'],
    ['IOC_MESSAGE_DAYS', '9999'],
    ['IOC_MESSAGE_DAYS', 'a year'],
    ['IOC_PREFIX', 'ioc/#'],
    ['IOC_HUB_ID', 'a/b'],
    ['IOC_DEVICES', 'anyone'],
    ['IOC_ORIGINS', 'https://a.example/path'],
    ['IOC_SHIFTS', '6,14,22'],
    ['IOC_SHIFTS', '06:00,22:00,14:00'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused with what to write instead', (name, value) => {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(`^${name} must be`))
  })

  it.each([
    ['IOC_DATADIR', 'IOC_DATA_DIR'],
    ['ioc_data_dir', 'IOC_DATA_DIR'],
    ['IOC_EDITON', 'IOC_EDITION'],
    ['IOC_EDTIION', 'IOC_EDITION'],
    ['IOC_HUBID', 'IOC_HUB_ID'],
    ['MQTT_PORTS', 'MQTT_PORT'],
    ['MQTT_URI', 'MQTT_URL'],
    ['MQTTURL', 'MQTT_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['LOG_LEVLE', 'LOG_LEVEL'],
    ['LOGLEVELS', 'LOG_LEVEL'],
    ['PORTT', 'PORT'],
    ['PROT', 'PORT'],
    ['port', 'PORT'],
    ['HSOT', 'HOST'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DATABSE_URI', 'DATABASE_URL'],
    ['POSTGRES_DATABASE_URL', undefined],
    ['PATH', undefined],
    ['HOME', undefined],
    ['HOSTNAME', undefined],
    ['PORT0', undefined],
    ['HOST_IP', undefined],
    ['LOGNAME', undefined],
    ['LEVEL', undefined],
  ])('%s is refused as a slip of the pen for %s', (name, right) => {
    let said: string | undefined
    try {
      readConfig({ [name]: '1' })
    } catch (error) {
      said = error instanceof ConfigError ? error.message : String(error)
    }
    expect(said).toBe(right && `${name} is no setting of this hub: write ${right} instead`)
  })

  it.each(['../../x.pmtiles', '/etc/x.pmtiles', 'tiles/../../x.pmtiles', '..pmtiles/../../x.pmtiles'])(
    'IOC_BASEMAP=%s is refused: it lies outside of the data directory',
    (path) => {
      const read = () => readConfig({ IOC_DATA_DIR: '/srv/ioc', IOC_BASEMAP: path })
      expect(read).toThrow(ConfigError)
      expect(read).toThrow(/^IOC_BASEMAP must be .* in the data directory \(\/srv\/ioc\)/)
    },
  )

  it.each(['city.pmtiles', 'tiles/city.pmtiles', '/srv/ioc/city.pmtiles', '..city.pmtiles', 'a/../city.pmtiles'])(
    'IOC_BASEMAP=%s lies in it',
    (path) => {
      expect(readConfig({ IOC_DATA_DIR: '/srv/ioc', IOC_BASEMAP: path }).basemap).toMatch(/^\/srv\/ioc\/[\w./]+$/)
    },
  )

  it('that nobody reads are told with the nearest that somebody does', () => {
    const env = { IOC_DATA_FOLDER: '/srv', MQTT_HOST: 'broker', MQTT_USERNAME: '', HOME: '/root', PORT: '8081' }
    expect(readConfig(env).port).toBe(8081)
    expect(settingWarnings(env)).toEqual([
      expect.stringMatching(/^IOC_DATA_FOLDER is no setting .* the nearest is IOC_DATA_DIR/),
      expect.stringMatching(/^MQTT_HOST is no setting .* MQTT_URL/),
    ])
    expect(settingWarnings({ MQTT_PORT: '1883', IOC_EDITION: '2021', MQTT_SERVICE_HOST: '10.0.0.1' })).toEqual([])
  })

  it('take a certificate with its key, or neither', () => {
    const files = { MQTT_TLS_CERT: '/etc/ioc/mqtt.crt', MQTT_TLS_KEY: '/etc/ioc/mqtt.key' }
    expect(readConfig(files).mqttTls).toEqual({ certFile: '/etc/ioc/mqtt.crt', keyFile: '/etc/ioc/mqtt.key' })
    for (const name of ['MQTT_TLS_CERT', 'MQTT_TLS_KEY'])
      expect(() => readConfig({ [name]: '/x' })).toThrow(/^MQTT_TLS_CERT and MQTT_TLS_KEY must both be set/)
    const web = { IOC_TLS_CERT: '/etc/ioc/web.crt', IOC_TLS_KEY: '/etc/ioc/web.key' }
    expect(readConfig({ HOST: '0.0.0.0', MQTT_PLAIN: '1', ...web }).tls).toEqual({
      certFile: '/etc/ioc/web.crt',
      keyFile: '/etc/ioc/web.key',
    })
    expect(() => readConfig({ IOC_TLS_KEY: '/x' })).toThrow(/^IOC_TLS_CERT and IOC_TLS_KEY must both be set/)
  })

  it('offer MQTT without encryption on loopback only, or where somebody says that the network is closed', () => {
    const beyond = { HOST: '0.0.0.0', IOC_TRUSTED_PROXY: '10.0.0.5' }
    expect(() => readConfig(beyond)).toThrow(/secrets of devices.*MQTT_TLS_CERT and MQTT_TLS_KEY.*MQTT_PLAIN=1/)
    expect(() => readConfig({ ...beyond, MQTT_PLAIN: 'yes' })).toThrow('MQTT_PLAIN must be 1 or be left out')
    for (const allowed of [
      { MQTT_PLAIN: '1' },
      { MQTT_TLS_CERT: '/etc/ioc/mqtt.crt', MQTT_TLS_KEY: '/etc/ioc/mqtt.key' },
      { MQTT_URL: 'mqtts://broker.example:8883' },
    ])
      expect(readConfig({ ...beyond, ...allowed }).host).toBe('0.0.0.0')
    expect(readConfig({}).host).toBe('127.0.0.1')
  })

  it('let devices speak without accounts on loopback only', () => {
    for (const HOST of ['127.0.0.1', 'localhost', '::1', '127.0.1.1']) {
      expect(readConfig({ HOST }).devices).toBe('open')
      expect(readConfig({ HOST, IOC_DEVICES: 'closed' }).devices).toBe('closed')
    }
    for (const HOST of ['0.0.0.0', '::', '10.1.2.3', 'ioc.example', '127.example']) {
      const beyond = { HOST, IOC_TRUSTED_PROXY: '10.0.0.5', MQTT_PLAIN: '1' }
      expect(readConfig(beyond).devices).toBe('announce')
      expect(readConfig({ ...beyond, IOC_DEVICES: 'closed' }).devices).toBe('closed')
      expect(() => readConfig({ ...beyond, IOC_DEVICES: 'open' })).toThrow(/^IOC_DEVICES must be announce or closed/)
    }
  })

  it('stand in the README, each with its default', () => {
    const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8')
    const table = [...readme.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\|/gm)]
    expect(table.map(([, name]) => name)).toEqual(SETTINGS)
    const defaults = readConfig({})
    const written = Object.fromEntries(table.map(([, name, value]) => [name, value]))
    expect(readConfig(written)).toEqual(defaults)
  })
})
