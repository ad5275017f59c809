import { CityFileError } from './cityFileError.ts'
import { decodedText } from './decodedText.ts'

/** Where something stands in a JSON value: keys and indexes from its root. */
export type JsonPath = readonly PropertyKey[]

const SPACE = /[ \t\n\r]*/y
/** Between its escapes any character but quotation mark, backslash and what is below the space. */
const STRING = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"/y
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
/** Deeper nests nothing that the city writes. */
const MAX_DEPTH = 100

/** What a walk through a text is told of each value and each key, in order. @returns true to end the walk */
type Visit = (path: JsonPath, offset: number, isRepeated: boolean) => boolean

class Ended extends Error {}
class Broken extends Error {
  readonly offset: number
  constructor(offset: number) {
    super()
    this.offset = offset
  }
}

/**
 * The value a file of the city holds. `JSON.parse` knows neither lines nor that a key stands twice, of which it would silently take the last.
 * @param isSecret no key is quoted
 * @throws CityFileError with the line, in both languages
 */
export function parseJson(bytes: Uint8Array, isSecret = false): unknown {
  const text = decodedText(bytes)
  let repeated: { key: string; offset: number } | undefined
  const broken = walk(text, (path, offset, isRepeated) => {
    if (isRepeated) repeated = { key: String(path.at(-1)), offset }
    return isRepeated
  })
  if (broken !== undefined) throw notJson(text, broken)
  if (repeated !== undefined) {
    const quoted = JSON.stringify(repeated.key)
    const key = isSecret ? { vi: 'một mục', en: 'a key' } : { vi: quoted, en: quoted }
    const { line } = placeOf(text, repeated.offset)
    throw new CityFileError({
      vi: `ghi ${key.vi} hai lần trong cùng một đối tượng, lần sau ở dòng ${line}: hãy bỏ bớt một`,
      en: `has ${key.en} twice in one object, the second time in line ${line}: take one of them out`,
    })
  }
  return JSON.parse(text)
}

/** The line, from 1, in which a value stands, or where it is missing the object it is missing from. */
export function lineOf(bytes: Uint8Array, path: JsonPath): number {
  const text = decodedText(bytes)
  let found = 0
  walk(text, (at, offset) => {
    const isOnTheWay = at.length <= path.length && at.every((step, n) => step === path[n])
    if (isOnTheWay) found = offset
    return isOnTheWay && at.length === path.length
  })
  return placeOf(text, found).line
}

function notJson(text: string, offset: number): CityFileError {
  const { line, column } = placeOf(text, offset)
  const isEnd = offset >= text.length
  const found = JSON.stringify(String.fromCodePoint(text.codePointAt(offset) ?? 0))
  return new CityFileError({
    vi: `không phải JSON: dòng ${line}, cột ${column} ${isEnd ? 'đã hết tệp mà chưa hết nội dung' : `không đọc được từ ${found}`} (thường do thiếu hay thừa dấu phẩy, ngoặc); hãy sửa lại`,
    en: `is not JSON: in line ${line}, column ${column} ${isEnd ? 'the file ends before its content does' : `nothing can be made of ${found}`} (most often a comma or bracket too few or too many): mend it`,
  })
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** @returns the offset at which the text is no JSON; undefined when it is, or when the walk was ended */
function walk(text: string, visit: Visit): number | undefined {
  let at = 0
  const path: PropertyKey[] = []

  const skip = () => {
    SPACE.lastIndex = at
    SPACE.exec(text)
    at = SPACE.lastIndex
  }
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found === undefined) throw new Broken(at)
    at += found.length
    return found
  }
  const tell = (offset: number, isRepeated: boolean) => {
    if (visit(path, offset, isRepeated)) throw new Ended()
  }

  /** The members of an object or the items of an array, between its brackets. */
  function inside(close: string, one: (n: number) => void): void {
    at++
    skip()
    if (text[at] === close) {
      at++
      return
    }
    for (let n = 0; ; n++) {
      one(n)
      skip()
      const mark = text[at]
      if (mark !== ',' && mark !== close) throw new Broken(at)
      at++
      if (mark === close) return
      skip()
    }
  }

  function value(): void {
    skip()
    if (path.length > MAX_DEPTH) throw new Broken(at)
    const first = text[at]
    if (first === '{') {
      const keys = new Set<string>()
      inside('}', () => {
        const offset = at
        const key = JSON.parse(take(STRING)) as string
        path.push(key)
        tell(offset, keys.has(key))
        keys.add(key)
        skip()
        if (text[at] !== ':') throw new Broken(at)
        at++
        value()
        path.pop()
      })
    } else if (first === '[') {
      inside(']', (n) => {
        path.push(n)
        tell(at, false)
        value()
        path.pop()
      })
    } else take(first === '"' ? STRING : SCALAR)
  }

  try {
    value()
    skip()
    return at === text.length ? undefined : at
  } catch (error) {
    if (error instanceof Broken) return error.offset
    if (error instanceof Ended) return undefined
    throw error
  }
}
