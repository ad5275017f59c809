import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../server/config.ts'

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
      MQTT_URL: 'mqtts://broker.example:8883',
      DATABASE_URL: 'postgres://ioc@db.example/ioc',
      IOC_DATA_DIR: '/var/lib/ioc',
      IOC_EDITION: '2025',
      IOC_ORIGINS: 'https://a.example, https://b.example',
    })
    expect(config).toMatchObject({
      host: '0.0.0.0',
      port: 9000,
      mqttUrl: 'mqtts://broker.example:8883',
      databaseUrl: 'postgres://ioc@db.example/ioc',
      dataDir: '/var/lib/ioc',
      edition: '2025',
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
    ['MQTT_SHARE', 'a/b'],
    ['DATABASE_URL', 'mysql://db.example/ioc'],
    ['IOC_EDITION', '2030'],
    ['IOC_PREFIX', 'ioc/#'],
    ['IOC_HUB_ID', 'a/b'],
    ['IOC_ORIGINS', 'https://a.example/path'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused with what to write instead', (name, value) => {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(`^${name} must be`))
  })
})
