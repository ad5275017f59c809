import { limitDigits } from '../../domain/digits.ts'
import type { Language } from '../../domain/text.ts'
import type { Typed } from './typedMoment.ts'

/** A number as people type it, with either sign for the decimals; it is written without signs between thousands, which would be read as the other. */
export function typedNumber(language: Language): Typed<number> {
  return {
    write(value) {
      const plain = value.toFixed(limitDigits(value, 0))
      return language === 'vi' ? plain.replace('.', ',') : plain
    },
    read(text) {
      const plain = text.trim().replace(',', '.')
      const number = plain === '' ? Number.NaN : Number(plain)
      return Number.isFinite(number) ? number : undefined
    },
    later: (value, steps) => value + steps,
  }
}
