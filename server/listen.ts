import type { Server } from 'node:net'
import { ConfigError } from './config.ts'

const ABOVE_SYSTEM_PORTS = 1024

/**
 * @param setting the one that says which port it is
 * @throws ConfigError with what to set instead, when nobody can listen there
 */
export function listen(
  server: Server,
  {
    host,
    port,
    setting,
  }: { host: string; port: number; setting: 'PORT' | 'IOC_ADMIN_PORT' | 'MQTT_PORT' | 'MQTT_WS_PORT' },
): Promise<void> {
  const here = `port ${port} on ${host}`
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `${here} is in use: stop what uses it, or set ${setting} to another`,
    EACCES: `${here} may not be used by this account: set ${setting} to ${ABOVE_SYSTEM_PORTS} or above`,
    EADDRNOTAVAIL: `${host} is no address of this machine: set HOST to one that is`,
    ENOTFOUND: `${host} is no address of this machine: set HOST to one that is`,
  }
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence = sentences[error.code ?? '']
      reject(sentence === undefined ? error : new ConfigError(sentence, { cause: error }))
    })
    server.listen(port, host, resolve)
  })
}
