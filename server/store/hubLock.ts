/** Keeps a second hub from writing to the same store. */
export interface HubLock {
  /** @throws ConfigError naming the hub that has it */
  take(): Promise<void>
  release(): Promise<void>
}
