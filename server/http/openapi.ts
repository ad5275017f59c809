import * as z from 'zod'
import { PERMISSIONS } from '../../domain/access/permissions.ts'
import { PROBLEMS } from '../../domain/problems.ts'
import type { ExampleCity, Query } from '../../domain/queries/query.ts'
import { VIETNAMESE } from '../../domain/schema.ts'
import type { Language } from '../../domain/text.ts'
import { exampleValues } from './route.ts'

/** JSON Schema as OpenAPI 3.1 has it; of it what the hub's routes use. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly $ref?: string
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly example?: string
  readonly schema: Schema
}

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters: readonly Parameter[]
  readonly responses: Readonly<
    Record<string, { description: string; content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

export interface OpenApi {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<
    Record<string, { readonly servers?: readonly { readonly url: string }[]; readonly get: Operation }>
  >
  readonly components: object
}

const WORDS = {
  vi: {
    title: 'Trung tâm điều hành thông minh Cần Thơ',
    description:
      'Tình hình hiện tại và lịch sử của thành phố. Giờ tính bằng mili giây epoch; null là chưa biết, không bao giờ là 0. Lỗi trả về dạng application/problem+json (RFC 9457).',
    ok: 'Trả lời',
    badRequest: 'Tham số thiếu hoặc sai',
    notFound: 'Không có đối tượng này',
    signIn: 'Cần đăng nhập',
    permission: 'Cần có quyền',
    self: 'Chỉ người dùng đã đăng nhập',
  },
  en: {
    title: 'Cần Thơ operations centre',
    description:
      'The live picture and the history of the city. Times are epoch milliseconds; null is unknown, never zero. Errors are application/problem+json (RFC 9457).',
    ok: 'The answer',
    badRequest: 'A parameter is missing or wrong',
    notFound: 'No such thing',
    signIn: 'Sign in first',
    permission: 'Needs the permission',
    self: 'Only a person who has signed in',
  },
} as const satisfies Record<Language, unknown>

/**
 * The OpenAPI 3.1 document of the hub, made from the declared queries.
 * @param queries below `/api/v1`
 * @param health at the root
 * @param city of the examples
 */
export function openApiOf({
  queries,
  health,
  version,
  language,
  city,
}: {
  queries: readonly Query[]
  health: readonly Query[]
  version: string
  language: Language
  city: ExampleCity
}): OpenApi {
  const { title, description } = WORDS[language]
  const operations = (declared: readonly Query[], at: object) =>
    declared.map((query) => [query.path, { ...at, get: operation(query, language, city) }] as const)
  return {
    openapi: '3.1.0',
    info: { title, version, description },
    servers: [{ url: '/api/v1' }],
    paths: Object.fromEntries([...operations(queries, {}), ...operations(health, { servers: [{ url: '/' }] })]),
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { type: 'string', enum: Object.keys(PROBLEMS) },
            params: { type: 'object' },
          },
        },
      },
    },
  }
}

function operation(declared: Query, language: Language, city: ExampleCity): Operation {
  const { path, summary, params, query, gives, problems = {}, ask } = declared
  const words = WORDS[language]
  const content =
    'binary' in gives ? { [gives.binary]: {} } : { 'application/json': { schema: schemaOf(gives, 'output', language) } }
  const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  const example = exampleValues(declared, city)
  const examples = { ...example.params, ...example.query }
  const takes = (shape: z.ZodObject, where: 'path' | 'query') =>
    parameters(schemaOf(shape, 'input', language), where, examples)
  const parametersTaken = [...takes(params, 'path'), ...takes(query, 'query')]
  return {
    operationId: operationIdOf(path),
    summary: summary[language],
    parameters: parametersTaken,
    responses: {
      200: { description: words.ok, content },
      ...(parametersTaken.length > 0 && {
        400: { description: words.badRequest, ...problem },
        404: { description: words.notFound, ...problem },
      }),
      ...(ask !== 'public' && {
        401: { description: words.signIn, ...problem },
        403: {
          description: ask === 'self' ? words.self : `${words.permission}: ${PERMISSIONS[ask].name[language]}`,
          ...problem,
        },
      }),
      ...Object.fromEntries(
        Object.entries(problems).map(([status, means]) => [status, { description: means[language], ...problem }]),
      ),
    },
  }
}

function parameters(
  { properties = {}, required = [] }: Schema,
  where: 'path' | 'query',
  examples: Readonly<Record<string, string>>,
): Parameter[] {
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    ...(examples[name] !== undefined && { example: examples[name] }),
    schema,
  }))
}

/** What was made of each declaration: it takes the whole hub's time, and anybody may ask for all of them again and again. */
const made = new WeakMap<z.ZodType, Map<string, Schema>>()

/** A schema as JSON Schema, each description in one language. The same one for the same declaration: it is made once. */
export function schemaOf(type: z.ZodType, io: 'input' | 'output', language: Language): Schema {
  const known = made.get(type) ?? new Map<string, Schema>()
  made.set(type, known)
  const key = `${io} ${language}`
  const before = known.get(key)
  if (before !== undefined) return before
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  const described = inLanguage(schema, language) as Schema
  known.set(key, described)
  return described
}

/** A schema with each description in one language. */
function inLanguage(schema: unknown, language: Language): unknown {
  if (Array.isArray(schema)) return schema.map((part) => inLanguage(part, language))
  if (typeof schema !== 'object' || schema === null) return schema
  const { [VIETNAMESE]: vietnamese, ...rest } = schema as Record<string, unknown>
  const parts = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, inLanguage(part, language)]))
  return language === 'vi' && typeof vietnamese === 'string' ? { ...parts, description: vietnamese } : parts
}

/** What an address is called in the description: `/sensors/{id}` is `SensorsId`. */
export function operationIdOf(path: string): string {
  return path.replaceAll(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase())
}
