import pino, { type DestinationStream, type Logger } from 'pino'

/** The hub's log, a JSON object a line; an `error` with its message, stack and cause. @param to standard output when absent */
export function createLog(level: string, to?: DestinationStream): Logger {
  const options = { level, serializers: { error: pino.stdSerializers.err } }
  return to === undefined ? pino(options) : pino(options, to)
}
