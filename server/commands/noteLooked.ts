import { writeLastLook } from '../store/since.ts'
import { type CommandHandler, carriesOut } from './handler.ts'

/** Nobody has read what has not happened yet. */
export function noteLooked(): CommandHandler {
  return carriesOut('noteLooked', ({ at: read }, { principal, at }) => {
    const looked = Math.min(read, at)
    return { write: (tables) => writeLastLook(tables, principal.id, looked), answer: () => ({ looked }) }
  })
}
