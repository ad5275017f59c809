/**
 * When a source was heard last, epoch ms: what is told late is of the past, and its sender is there all the same. What a broker remembers was
 * said at another time than it was received.
 * @param asOf when what it said last was true
 */
export function lastHeard(
  asOf: number | null,
  { receivedAt, retained }: { readonly receivedAt: number | null; readonly retained?: boolean | undefined },
): number | null {
  if (asOf === null || receivedAt === null || retained === true) return asOf
  return Math.max(asOf, receivedAt)
}
