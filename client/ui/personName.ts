import { SIMULATED_NAME } from '../../domain/people/simulatedPeople.ts'
import type { Language } from '../../domain/text.ts'

/** A person's name; that somebody is simulated is said in the reader's language. */
export function personName(name: string, language: Language): string {
  return language === 'en' && name.endsWith(SIMULATED_NAME)
    ? `${name.slice(0, -SIMULATED_NAME.length)}(simulated)`
    : name
}
