import type { Language } from '../../domain/text.ts'
import type { OpenApi, Operation, Parameter, Schema } from './openapi.ts'

/** Where the page stands; its style stands beside it, since the policy of our pages allows nothing inline. */
export const API_PAGE = '/api'
export const API_STYLE = '/api/page.css'

/** Lines of an answer shown on the page; the whole of it is one click away. */
const MOST_LINES = 60

const WORDS = {
  vi: {
    other: 'English',
    otherLanguage: 'en',
    heading: 'API của trung tâm điều hành',
    rules: [
      'Mọi địa chỉ chỉ đọc (GET); riêng <a href="#commands">lệnh</a> gửi bằng POST. Chương trình đăng nhập bằng khóa truy cập: Authorization: Bearer …',
      'Giờ trong trả lời tính bằng mili giây epoch. null là chưa biết, không bao giờ là 0.',
      'Lỗi trả về dạng application/problem+json (RFC 9457): <code>title</code>, <code>status</code> và <code>detail</code> nói cần gửi gì thay vào.',
      'Mã đơn vị xem tại <a href="#Units">/api/v1/units</a>, mã chỉ số tại <a href="#Kpis">/api/v1/kpis</a>.',
    ],
    document: 'Tài liệu OpenAPI 3.1 (cho công cụ)',
    data: 'Dữ liệu',
    commands: 'Lệnh',
    commandsNote:
      'Nội dung là JSON, kèm tiêu đề X-IOC-Command: 1; gửi lại với cùng Idempotency-Key thì chỉ thực hiện một lần.',
    sends: 'Nội dung gửi',
    permission: 'Cần có quyền',
    health: 'Giám sát máy chủ',
    healthNote: 'Dành cho người vận hành: systemd, Kubernetes, Prometheus.',
    parameter: 'Tham số',
    meaning: 'Ý nghĩa',
    kind: 'Giá trị',
    required: 'bắt buộc',
    defaults: 'mặc định',
    answer: 'Trả lời',
    statuses: 'Mã trạng thái khác',
    example: 'Ví dụ',
    show: 'Xem trả lời ngay tại đây',
    signIn: 'Đăng nhập để xem trả lời ngay tại đây',
    answered: 'Trả lời lúc này',
    cut: 'và tiếp; mở địa chỉ trên để xem toàn bộ',
    binary: 'không phải JSON; mở địa chỉ trên để xem',
    contents: 'Các địa chỉ',
  },
  en: {
    other: 'Tiếng Việt',
    otherLanguage: 'vi',
    heading: 'API of the operations centre',
    rules: [
      'Every address is for reading (GET); <a href="#commands">commands</a> alone are sent by POST. A program signs in with a token: Authorization: Bearer …',
      'Times in answers are epoch milliseconds. null is unknown, never zero.',
      'Errors are application/problem+json (RFC 9457): <code>title</code>, <code>status</code>, and a <code>detail</code> that says what to send instead.',
      'Codes of units are at <a href="#Units">/api/v1/units</a>, those of KPIs at <a href="#Kpis">/api/v1/kpis</a>.',
    ],
    document: 'OpenAPI 3.1 document (for tools)',
    data: 'Data',
    commands: 'Commands',
    commandsNote:
      'The body is JSON, with the header X-IOC-Command: 1; sent again under the same Idempotency-Key it is carried out once.',
    sends: 'Body',
    permission: 'Needs the permission',
    health: 'Watching the hub',
    healthNote: 'For whoever keeps it running: systemd, Kubernetes, Prometheus.',
    parameter: 'Parameter',
    meaning: 'Meaning',
    kind: 'Value',
    required: 'required',
    defaults: 'default',
    answer: 'Answer',
    statuses: 'Other statuses',
    example: 'Example',
    show: 'Show the answer here',
    signIn: 'Sign in first to see the answer here',
    answered: 'Answer now',
    cut: 'and more; open the address above for all of it',
    binary: 'not JSON; open the address above to see it',
    contents: 'Addresses',
  },
} as const satisfies Record<Language, unknown>

type Words = (typeof WORDS)[Language]

/** The answer to one example, shown where that operation is described; `body` undefined: it is not JSON. */
export interface ShownAnswer {
  readonly operationId: string
  readonly body: unknown
}

/**
 * The OpenAPI document as a page that a person can read, as HTML.
 * @param canShow whether whoever reads it may have examples answered on it
 * @param exampleOf the address of an operation's example, with its prefix
 */
export function apiPage({
  document,
  language,
  origin,
  exampleOf,
  canShow,
  shown,
  commands,
}: {
  document: OpenApi
  language: Language
  origin: string
  exampleOf: (path: string) => string
  canShow: boolean
  shown: ShownAnswer | undefined
  commands: readonly DescribedCommand[]
}): string {
  const words = WORDS[language]
  const all = Object.entries(document.paths)
  const isHealth = ([, { servers }]: (typeof all)[number]) => servers !== undefined
  const section = ([path, { servers, get }]: (typeof all)[number]) =>
    describe({
      address: servers === undefined ? `/api/v1${path}` : path,
      operation: get,
      words,
      language,
      example: exampleOf(path),
      origin,
      canShow,
      shown: shown?.operationId === get.operationId ? shown : undefined,
    })
  const link = ([path, { get }]: (typeof all)[number]) =>
    `<li><a href="#${get.operationId}"><code>${asHtml(path)}</code></a> ${asHtml(get.summary)}</li>`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${API_STYLE}">
<title>${words.heading}</title>
</head>
<body>
<header>
<h1>${words.heading}</h1>
<p>${asHtml(document.info.title)} · ${asHtml(document.info.version)} · <a href="${API_PAGE}?lang=${words.otherLanguage}" lang="${words.otherLanguage}" hreflang="${words.otherLanguage}">${words.other}</a></p>
</header>
<main>
<ul>${words.rules.map((rule) => `<li>${rule}</li>`).join('')}</ul>
<p><a href="/api/v1/openapi.json?lang=${language}">${words.document}</a></p>
<nav aria-label="${words.contents}"><h2>${words.contents}</h2><ul>${all.map(link).join('')}</ul></nav>
<h2>${words.data}</h2>
${all
  .filter((each) => !isHealth(each))
  .map(section)
  .join('\n')}
<h2 id="commands">${words.commands}</h2>
<p>${words.commandsNote}</p>
${commands.map((command) => describeCommand(command, words)).join('\n')}
<h2>${words.health}</h2>
<p>${words.healthNote}</p>
${all.filter(isHealth).map(section).join('\n')}
</main>
</body>
</html>
`
}

/** A command as it is described: what is sent and answered, and an input that fits. */
export interface DescribedCommand {
  readonly name: string
  readonly summary: string
  /** Undefined: none is needed. */
  readonly permission: string | undefined
  readonly sends: Schema
  readonly gives: Schema
  readonly example: unknown
}

function describeCommand({ name, summary, permission, sends, gives, example }: DescribedCommand, words: Words): string {
  return `<section aria-labelledby="command-${name}">
<h3 id="command-${name}"><code>POST /api/v1/commands/${asHtml(name)}</code></h3>
<p>${asHtml(summary)}</p>
${permission === undefined ? '' : `<p>${words.permission}: ${asHtml(permission)}</p>`}
<h4>${words.sends}</h4>
<pre tabindex="0">${shapeHtml(sends)}</pre>
<h4>${words.answer}</h4>
<pre tabindex="0">${shapeHtml(gives)}</pre>
<h4>${words.example}</h4>
<pre tabindex="0">${asHtml(JSON.stringify(example))}</pre>
</section>`
}

function describe({
  address,
  operation,
  words,
  language,
  example,
  origin,
  canShow,
  shown,
}: {
  address: string
  operation: Operation
  words: Words
  language: Language
  example: string
  origin: string
  canShow: boolean
  shown: ShownAnswer | undefined
}): string {
  const { operationId, summary, parameters, responses } = operation
  const { 200: success, ...others } = responses as Record<string, (typeof responses)[string]>
  const [type = '', body] = Object.entries(success?.content ?? {})[0] ?? []
  const statuses = Object.entries(others).map(
    ([status, { description }]) => `<code>${status}</code> ${asHtml(description)}`,
  )
  const show = `${API_PAGE}?${new URLSearchParams({ lang: language, show: operationId })}#${operationId}`
  const toShow = canShow ? `<a href="${asHtml(show)}">${words.show}</a>` : words.signIn
  return `<section id="${operationId}" aria-labelledby="${operationId}-heading">
<h3 id="${operationId}-heading"><code>GET ${asHtml(address)}</code></h3>
<p>${asHtml(summary)}</p>
${parameters.length === 0 ? '' : parameterTable(parameters, words)}
<h4>${words.answer} <code>${asHtml(type)}</code></h4>
${body?.schema === undefined ? '' : `<pre tabindex="0">${shapeHtml(body.schema)}</pre>`}
${statuses.length === 0 ? '' : `<p>${words.statuses}: ${statuses.join(' · ')}</p>`}
<h4>${words.example}</h4>
<pre tabindex="0">curl '${asHtml(origin + example)}'</pre>
<p><a href="${asHtml(example)}">${asHtml(example)}</a>${shown === undefined ? ` · ${toShow}` : ''}</p>
${shown === undefined ? '' : `<h4>${words.answered}</h4>\n<pre tabindex="0">${asHtml(beginningOf(shown.body, words))}</pre>`}
</section>`
}

function parameterTable(parameters: readonly Parameter[], words: Words): string {
  const rows = parameters.map(({ name, required, description = '', schema, example }) => {
    const facts = [
      required ? words.required : '',
      schema.default === undefined ? '' : `${words.defaults} ${JSON.stringify(schema.default)}`,
      example === undefined ? '' : `${words.example.toLowerCase()} ${example}`,
    ].filter((fact) => fact !== '')
    return `<tr><th scope="row"><code>${asHtml(name)}</code></th><td>${asHtml(shapeOf(schema))}${facts.map((fact) => `<br>${asHtml(fact)}`).join('')}</td><td>${asHtml(description)}</td></tr>`
  })
  return `<table><thead><tr><th scope="col">${words.parameter}</th><th scope="col">${words.kind}</th><th scope="col">${words.meaning}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

/** Shapes as they stand on the page: schemas are made once, and so are these. */
const shapes = new WeakMap<Schema, string>()

function shapeHtml(schema: Schema): string {
  const known = shapes.get(schema) ?? asHtml(shapeOf(schema))
  shapes.set(schema, known)
  return known
}

/** The shape of a JSON value, one field a line, with what each means. */
function shapeOf(schema: Schema, indent = ''): string {
  const deeper = `${indent}  `
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives !== undefined) return alternatives.map((each) => shapeOf(each, indent)).join(' | ')
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.properties !== undefined && Object.keys(schema.properties).length > 0) {
    const fields = Object.entries(schema.properties).map(([name, field]) => {
      const shape = shapeOf(field, deeper)
      const said = field.description ?? field.items?.description
      // Beside the field where that is one line, above its own fields otherwise.
      const remark = said === undefined ? '' : `  // ${said}`
      const isOptional = schema.required?.includes(name) === false
      const [first = '', ...rest] = shape.split('\n')
      return [`${deeper}${name}${isOptional ? '?' : ''}: ${first}${remark}`, ...rest].join('\n')
    })
    return `{\n${fields.join('\n')}\n${indent}}`
  }
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map((each) => shapeOf(each, indent)).join(', ')}]`
  if (schema.items !== undefined) return `[${shapeOf(schema.items, indent)}, …]`
  if (typeof schema.additionalProperties === 'object') return `{ …: ${shapeOf(schema.additionalProperties, indent)} }`
  const types = schema.type === undefined ? ['JSON'] : [schema.type].flat()
  return types.join(' | ')
}

function beginningOf(body: unknown, words: Words): string {
  if (body === undefined) return words.binary
  const lines = JSON.stringify(body, null, 2).split('\n')
  return lines.length <= MOST_LINES ? lines.join('\n') : [...lines.slice(0, MOST_LINES), `… ${words.cut}`].join('\n')
}

function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

export const API_PAGE_STYLE = `:root {
  color-scheme: dark light;
  --ground: #14181d;
  --raised: #1c222a;
  --line: #3a4451;
  --text: #e6eaef;
  --link: #8cc4ff;
}
@media (prefers-color-scheme: light) {
  :root {
    --ground: #fff;
    --raised: #f3f5f7;
    --line: #c3cad3;
    --text: #1a1f25;
    --link: #0b57a4;
  }
}
body {
  margin: 0 auto;
  max-width: 72rem;
  padding: 1rem 1.25rem 4rem;
  background: var(--ground);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
a {
  color: var(--link);
}
section {
  border-top: 1px solid var(--line);
  padding: 0.5rem 0;
}
h3,
h4 {
  margin: 0.75rem 0 0.25rem;
}
h4 {
  font-size: 1rem;
}
nav ul {
  padding-left: 0;
  list-style: none;
}
pre {
  overflow: auto;
  max-height: 28rem;
  margin: 0.25rem 0;
  padding: 0.75rem;
  background: var(--raised);
  line-height: 1.4;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
table {
  border-collapse: collapse;
}
th,
td {
  border-bottom: 1px solid var(--line);
  padding: 0.25rem 1rem 0.25rem 0;
  text-align: left;
  vertical-align: top;
  font-weight: inherit;
}
code,
pre {
  font-family: ui-monospace, monospace;
  font-size: 0.875rem;
}
`
