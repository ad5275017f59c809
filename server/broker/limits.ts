import type { ConnectionLimits } from './guardedConnection.ts'

/** What anybody who can reach the port may take of the hub. */
export interface BrokerLimits extends ConnectionLimits {
  readonly maxConnections: number
  readonly connectTimeoutMs: number
  readonly maxTopicLength: number
  readonly maxTopicLevels: number
  /** Of one client. */
  readonly maxSubscriptions: number
  /** Of all retained messages together. */
  readonly maxRetainedBytes: number
}

export const BROKER_LIMITS: BrokerLimits = {
  maxConnections: 2_000,
  connectTimeoutMs: 10_000,
  maxConnectBytes: 8 * 1024,
  maxPacketBytes: 300 * 1024,
  maxTopicLength: 256,
  maxTopicLevels: 16,
  maxInFlight: 500,
  maxQueuedBytes: 4 * 1024 * 1024,
  maxSubscriptions: 64,
  maxRetainedBytes: 32 * 1024 * 1024,
}
