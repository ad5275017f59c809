import mqtt, { type MqttClient } from 'mqtt'

/** A source of the tests' own, speaking the native contract. */
export interface Publisher {
  readonly client: MqttClient
  /** Resolves when the broker has acknowledged. `topic` below the prefix; objects go as JSON. */
  say(topic: string, body: unknown, options?: { retain?: boolean }): Promise<void>
  announceSensor(id: string, more?: Record<string, unknown>): Promise<void>
  end(): Promise<void>
}

export async function connectPublisher(url: string): Promise<Publisher> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 200 })
  const say: Publisher['say'] = async (topic, body, { retain = false } = {}) => {
    const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    await client.publishAsync(`ioc/v1/${topic}`, payload, { qos: 1, retain })
  }
  return {
    client,
    say,
    announceSensor: (id, more = {}) =>
      say(
        `sensor/${id}/announce`,
        { kind: 'waterLevel', name: `Trạm ${id}`, commune: '31117', lng: 105.7885, lat: 10.0452, every: 60, ...more },
        { retain: true },
      ),
    end: () => client.endAsync(true),
  }
}
