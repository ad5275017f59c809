import { createServer } from 'node:http'
import { createServer as createTcp } from 'node:net'
import { Aedes } from 'aedes'
import { Server } from 'socket.io'

/** The least a relay could do: every message straight to a page that writes one text. No store, no city, no beat. */
const page = `<!doctype html><p id="value">–</p><script src="/socket.io/socket.io.min.js"></script><script>
io({ transports: ['websocket'] }).on('value', (value) => { document.getElementById('value').textContent = value })
</script>`

const web = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end(page))
const io = new Server(web, { perMessageDeflate: false })
const broker = await Aedes.createBroker()
broker.on('publish', (packet) => {
  if (packet.topic !== 'ioc/v1/sensor/B-0/reading') return
  const { values } = JSON.parse(packet.payload.toString()) as { values: { laeq: number } }
  io.emit('value', values.laeq.toFixed(1))
})
const tcp = createTcp(broker.handle)
await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done))
await new Promise<void>((done) => web.listen(0, '127.0.0.1', done))
const port = (server: { address(): unknown }) => (server.address() as { port: number }).port
process.send?.({ ready: { mqtt: `mqtt://127.0.0.1:${port(tcp)}`, http: `http://127.0.0.1:${port(web)}` } })
