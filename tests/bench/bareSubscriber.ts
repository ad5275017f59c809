import { createServer } from 'node:net'
import { Aedes } from 'aedes'
import mqtt from 'mqtt'

/** The least an ingest could do: a broker that keeps nothing, and a subscriber that looks at nothing. */
const broker = await Aedes.createBroker()
const server = createServer(broker.handle)
server.listen(0, '127.0.0.1', async () => {
  const url = `mqtt://127.0.0.1:${(server.address() as { port: number }).port}`
  const subscriber = await mqtt.connectAsync(url)
  subscriber.on('message', () => undefined)
  await subscriber.subscribeAsync('#', { qos: 1 })
  process.send?.({ ready: { mqtt: url } })
})
