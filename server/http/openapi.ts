import * as z from 'zod'
import { PROBLEMS } from '../../domain/problems.ts'
import { VIETNAMESE } from '../../domain/schema.ts'
import type { Language } from '../../domain/text.ts'
import { type ExampleDays, exampleValues, type Route } from './route.ts'

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
  },
  en: {
    title: 'Cần Thơ operations centre',
    description:
      'The live picture and the history of the city. Times are epoch milliseconds; null is unknown, never zero. Errors are application/problem+json (RFC 9457).',
    ok: 'The answer',
    badRequest: 'A parameter is missing or wrong',
    notFound: 'No such thing',
  },
} as const satisfies Record<Language, unknown>

/**
 * The OpenAPI 3.1 document of the hub, made from the routes' own declarations.
 * @param routes below `/api/v1`
 * @param health at the root
 * @param days of the examples
 */
export function openApiOf({
  routes,
  health,
  version,
  language,
  days,
}: {
  routes: readonly Route[]
  health: readonly Route[]
  version: string
  language: Language
  days: ExampleDays
}): OpenApi {
  const { title, description } = WORDS[language]
  const operations = (declared: readonly Route[], at: object) =>
    declared.map((route) => [route.path, { ...at, get: operation(route, language, days) }] as const)
  return {
    openapi: '3.1.0',
    info: { title, version, description },
    servers: [{ url: '/api/v1' }],
    paths: Object.fromEntries([...operations(routes, {}), ...operations(health, { servers: [{ url: '/' }] })]),
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

function operation(route: Route, language: Language, days: ExampleDays): Operation {
  const { path, summary, params, query, gives, problems = {} } = route
  const words = WORDS[language]
  const content =
    'binary' in gives ? { [gives.binary]: {} } : { 'application/json': { schema: schemaOf(gives, 'output', language) } }
  const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  const example = exampleValues(route, days)
  const examples = { ...example.params, ...example.query }
  const takes = (shape: z.ZodObject, where: 'path' | 'query') =>
    parameters(schemaOf(shape, 'input', language), where, examples)
  const parametersTaken = [...takes(params, 'path'), ...takes(query, 'query')]
  return {
    operationId: path.replaceAll(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
    summary: summary[language],
    parameters: parametersTaken,
    responses: {
      200: { description: words.ok, content },
      ...(parametersTaken.length > 0 && {
        400: { description: words.badRequest, ...problem },
        404: { description: words.notFound, ...problem },
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

function schemaOf(type: z.ZodType, io: 'input' | 'output', language: Language): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return inLanguage(schema, language) as Schema
}

/** A schema with each description in one language. */
function inLanguage(schema: unknown, language: Language): unknown {
  if (Array.isArray(schema)) return schema.map((part) => inLanguage(part, language))
  if (typeof schema !== 'object' || schema === null) return schema
  const { [VIETNAMESE]: vietnamese, ...rest } = schema as Record<string, unknown>
  const parts = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, inLanguage(part, language)]))
  return language === 'vi' && typeof vietnamese === 'string' ? { ...parts, description: vietnamese } : parts
}
