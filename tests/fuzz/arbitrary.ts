import fc from 'fast-check'
import type * as z from 'zod'

/** Texts that have broken something somewhere: names that objects inherit, signs that lines, logs, SQL, paths, patterns and tables act on. */
const HOSTILE_TEXTS = [
  ...['', ' ', '\u0000', '\n', '\r\n\u001b[31m', '\ud800', '\udc00\ud800', '\u202e', '\u200b', '\ufeff'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'NaN', '-0', '1e400', '0x10', '٣'],
  ...["' or 1=1 --", '"; drop table person; --', '%', '%00', '%ff', '..', '../../etc/passwd', '%2e%2e%2f', '\\', '{0}'],
  ...['=cmd()', '<script>alert(1)</script>', '{{7*7}}', '*', '#', '+', '[', '(', '^(a+)+$', 'Cần Thơ'.normalize('NFD')],
  ...['9'.repeat(400), 'x'.repeat(5_000), 'đ'.repeat(300), '👩‍👩‍👧‍👦'.repeat(50)],
]
const HOSTILE_NUMBERS = [
  ...[0, -0, -1, 0.1, 2 ** 31, -(2 ** 31), 2 ** 53, 2 ** 53 + 2, 1e21, 1e308, -1e308, 5e-324],
  ...[Number.MAX_SAFE_INTEGER, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, 8.64e15 + 1, -62_135_596_800_000],
]

const hostileText = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 40 }))
const hostileNumber = fc.oneof(fc.constantFrom(...HOSTILE_NUMBERS), fc.double())

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let n = 0; n < levels; n++) value = n % 2 === 0 ? [value] : { a: value }
  return value
}

/** Whatever JSON can say, and some that it cannot. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    [],
    {},
    [null],
    nested(60),
    nested(3_000),
    JSON.parse('{"__proto__":{"a":1}}'),
  ),
  fc.array(hostileText, { maxLength: 5 }),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
)

/**
 * What a declared input may look like: mostly what fits its schema's shape, now and then something else in each place, also left out, and named as
 * nobody declared.
 * @param words texts that mean something in a place, by its name: ids, codes, days
 */
export function arbitraryOf(
  schema: z.core.$ZodType,
  words: (field: string) => readonly string[],
  field = '',
): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: fitting(schema, words, field) }, { weight: 1, arbitrary: anything })
}

function fitting(
  schema: z.core.$ZodType,
  words: (field: string) => readonly string[],
  field: string,
): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object': {
      const entries = Object.entries(def.shape).map(([name, of]) => [name, arbitraryOf(of, words, name)] as const)
      const shape = fc.record(Object.fromEntries(entries))
      const without = fc.tuple(shape, fc.constantFrom('', ...entries.map(([name]) => name))).map(([value, name]) => {
        const { [name]: _left, ...others } = value
        return others
      })
      const more = fc
        .tuple(shape, hostileText, anything)
        .map(([value, name, what]) => Object.fromEntries([...Object.entries(value), [name, what]]))
      return fc.oneof(
        { weight: 10, arbitrary: shape },
        { weight: 2, arbitrary: without },
        { weight: 1, arbitrary: more },
      )
    }
    case 'array':
      return fc.array(arbitraryOf(def.element, words, field), { maxLength: 6 })
    case 'record':
      return fc.dictionary(textFor(words, field), arbitraryOf(def.valueType, words, field), { maxKeys: 6 })
    case 'union':
      return fc.oneof(...def.options.map((option) => arbitraryOf(option, words, field)))
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'optional':
    case 'default':
    case 'nullable':
      return fc.oneof(
        { weight: 3, arbitrary: arbitraryOf(def.innerType, words, field) },
        { weight: 1, arbitrary: fc.constantFrom(undefined, null) },
      )
    case 'readonly':
    case 'prefault':
    case 'catch':
      return arbitraryOf(def.innerType, words, field)
    case 'pipe':
      return arbitraryOf(def.in, words, field)
    case 'string':
      return textFor(words, field)
    case 'number':
      return fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: -1, max: 100 }) },
        { weight: 1, arbitrary: fc.integer() },
        { weight: 1, arbitrary: hostileNumber },
      )
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'unknown':
      return anything
    default:
      throw new Error(`the fuzz does not know how to make what ${field} declares: ${def.type}`)
  }
}

function textFor(words: (field: string) => readonly string[], field: string): fc.Arbitrary<string> {
  const known = words(field)
  return fc.oneof(
    ...(known.length > 0 ? [{ weight: 20, arbitrary: fc.constantFrom(...known) }] : []),
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    { weight: 2, arbitrary: hostileText },
  )
}
