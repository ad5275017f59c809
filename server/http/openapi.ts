import * as z from 'zod'
import type { Route } from './route.ts'

/** JSON Schema as OpenAPI 3.1 has it. */
type Schema = Record<string, unknown>

/** The OpenAPI 3.1 document of the routes, made from their own declarations. */
export function openApiOf(routes: readonly Route[], version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Trung tâm điều hành thông minh Cần Thơ · Cần Thơ operations centre',
      version,
      description:
        'The live picture and the history of the city. Times are epoch milliseconds; null is unknown, never zero. Errors are application/problem+json (RFC 9457).',
    },
    servers: [{ url: '/api/v1' }],
    paths: Object.fromEntries(routes.map((route) => [route.path, { get: operation(route) }])),
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
          },
        },
      },
    },
  }
}

function operation({ path, summary, params, query, gives }: Route): object {
  const content =
    'binary' in gives ? { [gives.binary]: {} } : { 'application/json': { schema: schemaOf(gives, 'output') } }
  const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  return {
    operationId: path.replaceAll(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query')],
    responses: {
      200: { description: 'OK', content },
      400: { description: 'A parameter is missing or wrong', ...problem },
      404: { description: 'No such thing', ...problem },
    },
  }
}

function parameters(shape: z.ZodObject, where: 'path' | 'query'): object[] {
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as { properties?: Schema; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }))
}

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return schema
}
