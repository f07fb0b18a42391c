import { z } from 'zod';
import { OPERATIONS, type Operation } from './operations.ts';
import { lang } from './parameters.ts';

type Json = Readonly<Record<string, unknown>>;

/** `get_mentions_format` for `/api/mentions.{format}`: what a generated client calls it. */
function idOf({ method, path }: Operation): string {
  const words = path.replace(/^\/api\//u, '').match(/\w+/gu) ?? [];
  return [method, ...words].join('_');
}

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 speaks: of what is sent, not of what it is read as. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}

/** A parameter as OpenAPI has it. */
export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Json;
}

/** The parameters of an operation, in the order of their schema. */
export function parametersOf({ path, parameters }: Operation): ApiParameter[] {
  const { properties = {}, required = [] } = schemaOf(parameters.safeExtend({ lang }), 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => {
    const inPath = path.includes(`{${name}}`);
    return {
      name,
      in: inPath ? 'path' : 'query',
      required: inPath || required.includes(name),
      schema,
      // several values of one name: `year=2023&year=2024`
      ...(schema.type === 'array' && { style: 'form', explode: true }),
    };
  });
}

const PROBLEM = {
  description: 'What was wrong (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operationOf(operation: Operation): Json {
  const { summary, mediaType, answer, form, leadsOn } = operation;
  return {
    operationId: idOf(operation),
    summary: summary.en,
    'x-summary-vi': summary.vi,
    parameters: parametersOf(operation),
    ...(form && {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': { schema: schemaOf(form, 'input') },
          ...(leadsOn && { 'application/x-www-form-urlencoded': { schema: schemaOf(form, 'input') } }),
        },
      },
    }),
    responses: {
      ...(leadsOn
        ? { 303: { description: `${summary.en}: Location says where.` } }
        : {
            200: {
              description: summary.en,
              content: { [mediaType]: answer ? { schema: schemaOf(answer, 'output') } : {} },
            },
          }),
      400: PROBLEM,
      401: PROBLEM,
      403: PROBLEM,
      404: PROBLEM,
      429: PROBLEM,
      503: PROBLEM,
    },
  };
}

/** The API as OpenAPI 3.1, made from the schemas by which requests are read. */
export function toOpenApi(server: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of OPERATIONS)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Văn Thư',
      version: '1',
      description:
        'Read only. Several values of one filter are alternatives, different filters are all required; `none` stands for what is absent, and a value with `!` before it is excluded. An unknown parameter is an error: a misspelt filter must not widen a count. What may not be seen and what there is not are the same 404. 401: a portal for the staff wants the cookie of a session. 403: the file of a document holds more than the document, and is for those who signed in. 429: too much was asked from one address in a minute; Retry-After says when to come again. A form is sent with the Origin of the portal.',
    },
    servers: [{ url: server }],
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['title', 'status', 'detail'],
          properties: {
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['name', 'reason'],
                properties: {
                  name: { type: 'string' },
                  reason: { type: 'string' },
                  allowed: { type: 'array', items: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
  };
}
