import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { createSecureContext } from 'node:tls'
import type { Logger } from 'pino'
import type { FileProblem } from '../domain/hubStatus.ts'
import type { Text } from '../domain/text.ts'
import { DAY_MS } from '../domain/time.ts'
import { writtenTime } from '../domain/writtenTime.ts'
import type { Clock } from './clock.ts'
import { ConfigError } from './config.ts'

const LOOK_EVERY_MS = 5_000
/** A certificate that ends is told of so long before. */
const TOLD_BEFORE_MS = 14 * DAY_MS

/** A certificate with its chain and its private key, as PEM. */
export interface KeyPair {
  readonly cert: Buffer
  readonly key: Buffer
}

/** The certificate that the hub shows, read again whenever its files change: whoever renews it need not restart the hub. */
export interface Certificate {
  /** @throws ConfigError when the files cannot be used */
  start(): void
  stop(): void
  /** Of a certificate that has started. */
  pair(): KeyPair
  /** What is wrong with the files as they stand, the one before is shown then; or that it ends soon. */
  problem(): FileProblem | undefined
  /** Calls back when there is another. */
  onChange(listener: (pair: KeyPair) => void): void
}

/** For whom a certificate is: the settings that name its files, and what is said of one that ends. */
const CERTIFICATES = {
  http: {
    settings: 'IOC_TLS_CERT and IOC_TLS_KEY',
    of: { vi: 'của trang và API', en: 'of pages and API' },
    ended: { vi: 'trình duyệt không mở được trang', en: 'browsers do not open the pages' },
  },
  mqtt: {
    settings: 'MQTT_TLS_CERT and MQTT_TLS_KEY',
    of: { vi: 'MQTT', en: 'of MQTT' },
    ended: { vi: 'thiết bị không kết nối được', en: 'devices cannot connect' },
  },
} as const satisfies Record<string, { settings: string; of: Text; ended: Text }>

export function createCertificate({
  use,
  certFile,
  keyFile,
  clock,
  log,
  everyMs = LOOK_EVERY_MS,
}: {
  use: keyof typeof CERTIFICATES
  certFile: string
  keyFile: string
  clock: Clock
  log: Pick<Logger, 'info' | 'warn'>
  everyMs?: number
}): Certificate {
  const { settings, of, ended } = CERTIFICATES[use]
  const listeners: ((pair: KeyPair) => void)[] = []
  let pair: KeyPair | undefined
  let endsAt = Number.POSITIVE_INFINITY
  /** Read last, taken or not. */
  let seen: KeyPair | undefined
  let fault: FileProblem | undefined
  let timer: NodeJS.Timeout | undefined

  const isSame = (a: KeyPair | undefined, b: KeyPair) => a?.cert.equals(b.cert) === true && a.key.equals(b.key)

  /** @throws when it is none, or certificate and key do not belong together */
  function take(read: KeyPair): void {
    const certificate = new X509Certificate(read.cert)
    if (!certificate.checkPrivateKey(createPrivateKey(read.key)))
      throw new Error(`the key in ${keyFile} is not that of the certificate in ${certFile}`)
    createSecureContext(read)
    pair = read
    endsAt = Date.parse(certificate.validTo)
  }

  function refused(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    const what: Text = {
      vi: `không dùng được: ${why}. Chứng thư trước đó vẫn được dùng`,
      en: `cannot be used: ${why}. The certificate before it is still shown`,
    }
    if (fault?.what.en !== what.en) log.warn({ certFile, keyFile, why }, 'the new certificate cannot be used')
    fault = { file: basename(certFile), since: fault?.since ?? clock.now(), what }
  }

  async function look(): Promise<void> {
    try {
      const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)])
      const read = { cert, key }
      if (isSame(seen, read)) return
      seen = read
      if (!isSame(pair, read)) {
        take(read)
        log.info({ certFile, endsAt: new Date(endsAt).toISOString() }, 'another certificate is shown from now on')
        for (const listener of listeners) listener(read)
      }
      fault = undefined
    } catch (error) {
      // A file that is not there is looked for again, one that is wrong only when it has changed.
      if (error instanceof Error && 'syscall' in error) seen = undefined
      refused(error)
    } finally {
      again()
    }
  }

  function again(): void {
    if (timer !== undefined) timer = setTimeout(() => void look(), everyMs).unref()
  }

  return {
    start() {
      try {
        seen = { cert: readFileSync(certFile), key: readFileSync(keyFile) }
        take(seen)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        throw new ConfigError(`${settings} must be a certificate and its key, as PEM, that the hub may read: ${why}`, {
          cause: error,
        })
      }
      timer = setTimeout(() => void look(), everyMs).unref()
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
    pair() {
      if (pair === undefined) throw new Error('the certificate has not been read')
      return pair
    },
    problem() {
      if (fault !== undefined) return fault
      if (clock.now() < endsAt - TOLD_BEFORE_MS) return undefined
      const until = writtenTime(endsAt)
      const what =
        clock.now() < endsAt
          ? { vi: `chứng thư ${of.vi} hết hạn lúc ${until}`, en: `the certificate ${of.en} ends at ${until}` }
          : {
              vi: `chứng thư ${of.vi} đã hết hạn lúc ${until}: ${ended.vi}`,
              en: `the certificate ${of.en} has ended at ${until}: ${ended.en}`,
            }
      return { file: basename(certFile), since: endsAt - TOLD_BEFORE_MS, what }
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
