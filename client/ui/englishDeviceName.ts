import { shortName, type UnitTree } from '../../domain/units/unit.ts'

/** Words of the names that devices are given here, and what they are called in English. */
const WORDS = [['Bộ phận Một cửa', 'One-stop office']] as const

/** A unit as names write it: `P. An Bình`. */
const UNIT = /(?<![\p{L}\p{N}])(?:P|X|TT|Q|H|TX)\.\s?\p{Lu}[\p{L}\p{N} ]*/gu

/** A device's own name as an English reader has the same things everywhere: `Camera One-stop office An Bình Ward`. */
export function englishDeviceName(name: string, units: UnitTree | undefined): string {
  const worded = WORDS.reduce((said, [vi, en]) => said.replace(vi, en), name)
  if (units === undefined) return worded
  return worded.replace(UNIT, (written) => {
    const unit = [...units.byCode.values()].find((each) => shortName(each, 'vi') === written.trim())
    return unit === undefined ? written : shortName(unit, 'en')
  })
}
