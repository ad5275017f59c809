import type { CityFile } from './cityFile.ts'
import { CityFileError } from './cityFileError.ts'
import type { JsonPath } from './jsonText.ts'

/** What a gateway of messages is sent: an HTTP request, with places for the message in its address, headers and body. */
export interface Gateway {
  readonly url: string
  readonly method: 'POST' | 'PUT' | 'GET'
  readonly headers: Readonly<Record<string, string>>
  /** JSON with places in its texts, or a form; neither: no body. */
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  /** Where in its JSON answer it says that it has taken the message, and how; absent: a status of 2xx says so. */
  readonly confirmed?: { readonly field: string; readonly is: string | number | boolean }
}

/** Ways to people's phones; null: there is none. */
export interface Gateways {
  readonly sms: Gateway | null
  readonly zalo: Gateway | null
}

/** What a message puts in place of `{name}`. `plain`: the text without marks. */
export const PLACES = ['phone', 'text', 'plain', 'key', 'link', 'name'] as const
export type Place = (typeof PLACES)[number]

const NOTE = '_'
const GATEWAYS_FILE = 'notices.json'
const KINDS = ['sms', 'zalo'] as const
const METHODS = ['POST', 'PUT', 'GET'] as const
const KEYS = ['url', 'method', 'headers', 'json', 'form', 'confirmed'] as const
const EXAMPLE =
  '{"url":"https://sms.example/send","headers":{"Authorization":"Bearer …"},"json":{"to":"{phone}","content":"{plain}","requestId":"{key}"},"confirmed":{"field":"status","is":"OK"}}'

/** The city's gateways for SMS and Zalo: none to begin with. */
export const GATEWAYS: CityFile<Gateways> = {
  name: GATEWAYS_FILE,
  isSecret: true,
  first: () => ({
    [NOTE]: `Cổng tin nhắn SMS và Zalo; null: không dùng. Ví dụ / Gateways for SMS and Zalo; null: none. Example: ${EXAMPLE}`,
    sms: null,
    zalo: null,
  }),
  parse(content) {
    const file = objectAt(content, [], '{"sms":null,"zalo":null}')
    for (const key of Object.keys(file))
      if (key !== NOTE && !(KINDS as readonly string[]).includes(key)) throw wrong([key], ...onlyKeys(KINDS))
    return { sms: gatewayAt(file.sms, ['sms']), zalo: gatewayAt(file.zalo, ['zalo']) }
  },
}

function gatewayAt(content: unknown, path: JsonPath): Gateway | null {
  if (content === undefined || content === null) return null
  const given = objectAt(content, path, EXAMPLE)
  for (const key of Object.keys(given))
    if (!(KEYS as readonly string[]).includes(key)) throw wrong([...path, key], ...onlyKeys(KEYS))
  const { method = 'POST', json, form } = given
  const url = textAt(given.url, [...path, 'url'])
  if (!isAddress(url))
    throw wrong(
      [...path, 'url'],
      'một địa chỉ https:// (http:// chỉ trong máy này), không kèm mật khẩu',
      'an https:// address (http:// on this machine only) without a password',
    )
  const known = METHODS.find((each) => each === method)
  if (known === undefined)
    throw wrong([...path, 'method'], `một trong ${METHODS.join(', ')}`, `one of ${METHODS.join(', ')}`)
  if (json !== undefined && form !== undefined)
    throw wrong([...path, 'form'], 'bỏ đi khi đã có json', 'left out where there is json')
  checkPlaces(json, [...path, 'json'])
  const body = json === undefined ? (form === undefined ? {} : { form: textsAt(form, [...path, 'form']) }) : { json }
  const { confirmed } = given
  return {
    ...{ url, method: known, headers: textsAt(given.headers ?? {}, [...path, 'headers']), ...body },
    ...(confirmed !== undefined && { confirmed: confirmedAt(confirmed, [...path, 'confirmed']) }),
  }
}

function confirmedAt(content: unknown, path: JsonPath): NonNullable<Gateway['confirmed']> {
  const { field, is } = objectAt(content, path, '{"field":"error","is":0}')
  if (typeof is !== 'string' && typeof is !== 'number' && typeof is !== 'boolean')
    throw wrong([...path, 'is'], 'một chữ, một số, true hoặc false', 'a text, a number, true or false')
  return { field: textAt(field, [...path, 'field']), is }
}

function textsAt(content: unknown, path: JsonPath): Record<string, string> {
  const given = objectAt(content, path, '{"…":"…"}')
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, textAt(value, [...path, key])]))
}

function textAt(content: unknown, path: JsonPath): string {
  if (typeof content !== 'string' || content === '' || /[\r\n\0]/.test(content))
    throw wrong(path, 'một dòng chữ không để trống', 'a line of text that is not empty')
  checkPlaces(content, path)
  return content
}

function objectAt(content: unknown, path: JsonPath, example: string): Record<string, unknown> {
  if (typeof content === 'object' && content !== null && !Array.isArray(content))
    return content as Record<string, unknown>
  throw wrong(path, `một đối tượng JSON như ${example}`, `a JSON object like ${example}`)
}

/** A place that is misspelt would be sent to people as it stands. */
function checkPlaces(content: unknown, path: JsonPath): void {
  if (typeof content === 'string') {
    const places = PLACES.map((place) => `{${place}}`).join(', ')
    if ([...content.matchAll(/\{(\w*)\}/g)].some(([, name]) => !(PLACES as readonly string[]).includes(name ?? '')))
      throw wrong(path, `chữ chỉ dùng các chỗ ${places}`, `a text of no other places than ${places}`)
  } else if (Array.isArray(content)) for (const [n, value] of content.entries()) checkPlaces(value, [...path, n])
  else if (typeof content === 'object' && content !== null)
    for (const [key, value] of Object.entries(content)) checkPlaces(value, [...path, key])
}

function isAddress(text: string): boolean {
  const plain = text.replace(/\{\w+\}/g, 'x')
  if (!URL.canParse(plain)) return false
  const { protocol, hostname, username, password } = new URL(plain)
  if (username !== '' || password !== '') return false
  // Where a message goes is not for the message to say.
  if (/^[a-z]+:\/\/[^/?#]*\{/i.test(text)) return false
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname))
}

const OWN_WORDS: JsonPath = [...KINDS, ...KEYS, 'field', 'is']

/**
 * What is wrong is told to whoever may see the hub's page, so nothing that stands in the file is quoted: a key is easily pasted in the place of a name. Of where
 * it stands only words of this product's own are told, as far as they go; the line says the rest.
 */
function wrong(path: JsonPath, vi: string, en: string): CityFileError {
  const foreign = path.findIndex((step) => !OWN_WORDS.includes(step))
  const told = path.slice(0, foreign === -1 ? path.length : foreign).join('.')
  return new CityFileError(
    { vi: `${told === '' ? 'tệp' : told} phải là ${vi}`, en: `${told === '' ? 'the file' : told} must be ${en}` },
    path,
  )
}

/** In both languages. */
function onlyKeys(allowed: readonly string[]): [vi: string, en: string] {
  const list = allowed.join(', ')
  return [`một đối tượng chỉ có các mục ${list}`, `an object of no other keys than ${list}`]
}
