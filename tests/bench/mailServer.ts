import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server of this machine, in a process of its own: takes every mail, and says how many, and how many different ones, when it is asked. */
let taken = 0
const keys = new Set<string>()
const server = new SMTPServer({
  ...{ authOptional: true, hideSTARTTLS: true, logger: false },
  onData(stream, _session, done) {
    let text = ''
    stream.on('data', (part: Buffer) => {
      text += part.toString('latin1')
    })
    stream.on('end', () => {
      taken++
      keys.add(/^Message-ID: <(.+)>/im.exec(text)?.[1] ?? `without-${taken}`)
      done()
    })
  },
})
server.listen(0, '127.0.0.1', () => process.send?.({ ready: { port: (server.server.address() as AddressInfo).port } }))
process.on('message', () => process.send?.({ taken, different: keys.size }))
