/** Who may speak without an account: whoever reaches the broker; whoever only announces itself, and waits; nobody. */
export const DEVICE_POLICIES = ['open', 'announce', 'closed'] as const
export type DevicePolicy = (typeof DEVICE_POLICIES)[number]
