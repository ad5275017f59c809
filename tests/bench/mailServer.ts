import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server of this machine, in a process of its own: takes every mail, and says how many when it is asked. */
let taken = 0
const server = new SMTPServer({
  ...{ authOptional: true, hideSTARTTLS: true, logger: false },
  onData(stream, _session, done) {
    stream.on('end', () => {
      taken++
      done()
    })
    stream.resume()
  },
})
server.listen(0, '127.0.0.1', () => process.send?.({ ready: { port: (server.server.address() as AddressInfo).port } }))
process.on('message', () => process.send?.({ taken }))
