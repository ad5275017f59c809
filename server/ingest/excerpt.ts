import type { Path } from '../adapters/adapter.ts'

const text = new TextDecoder()

/** The text of a payload that was read as JSON. */
export function textOf(payload: Uint8Array): string {
  return text.decode(payload)
}

/**
 * The part of a JSON text that stands at a path, as it was written: `1e400` and `"…Z"` are not what they are after parsing. Undefined when the
 * text has no such place.
 * @param json well-formed
 */
export function excerptOf(json: string, path: Path): string | undefined {
  let at = skipSpace(json, 0)
  for (const step of path) {
    const found =
      json[at] === '{' ? fieldAt(json, at, String(step)) : json[at] === '[' ? itemAt(json, at, Number(step)) : undefined
    if (found === undefined) return undefined
    at = found
  }
  return json.slice(at, skipValue(json, at))
}

/** The items of a JSON list as they were written; none when the text is no list. @param json well-formed */
export function itemsOf(json: string): string[] {
  const items: string[] = []
  const list = skipSpace(json, 0)
  if (json[list] !== '[') return items
  for (let at = skipSpace(json, list + 1); at < json.length && json[at] !== ']'; ) {
    const end = skipValue(json, at)
    items.push(json.slice(at, end))
    at = skipSeparator(json, end)
  }
  return items
}

/** Where the value of a field begins; of a repeated field the last, as `JSON.parse` has it. */
function fieldAt(json: string, object: number, name: string): number | undefined {
  let found: number | undefined
  let at = skipSpace(json, object + 1)
  while (at < json.length && json[at] === '"') {
    const end = skipString(json, at)
    const value = skipSpace(json, skipSpace(json, end) + 1)
    if (JSON.parse(json.slice(at, end)) === name) found = value
    at = skipSeparator(json, skipValue(json, value))
  }
  return found
}

function itemAt(json: string, list: number, index: number): number | undefined {
  let at = skipSpace(json, list + 1)
  for (let n = 0; n < index; n++) at = skipSeparator(json, skipValue(json, at))
  return at < json.length && json[at] !== ']' ? at : undefined
}

/** After a comma, where there is one. */
function skipSeparator(json: string, from: number): number {
  const at = skipSpace(json, from)
  return json[at] === ',' ? skipSpace(json, at + 1) : at
}

function skipSpace(json: string, from: number): number {
  let at = from
  while (json[at] === ' ' || json[at] === '\t' || json[at] === '\n' || json[at] === '\r') at++
  return at
}

function skipString(json: string, from: number): number {
  let at = from + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

function skipValue(json: string, from: number): number {
  let depth = 0
  for (let at = from; at < json.length; at++) {
    const sign = json[at]
    if (sign === '"') {
      at = skipString(json, at) - 1
      if (depth === 0) return at + 1
    } else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') {
      if (depth === 0) return at
      if (--depth === 0) return at + 1
    } else if (depth === 0 && (sign === ',' || sign === ' ' || sign === '\t' || sign === '\n' || sign === '\r'))
      return at
  }
  return json.length
}
