import type { ReactNode } from 'react';
import { Pill } from '@/components/ui/pill';
import type { OpenApiDocument, OpenApiOperation } from '@/lib/http/openapi';
import type { JsonSchema } from '@/lib/http/openapi-schemas';
import { MethodMark, Shape } from './parts';
import { shapeOf } from './shape';

type OperationProps = { document: OpenApiDocument; path: string; method: string; operation: OpenApiOperation };

/** One call: who may make it, what it takes, what it answers. */
export function Operation({ document, path, method, operation }: OperationProps) {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  const own = parameters.filter((parameter) => parameter.$ref === undefined);
  const [status, success] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? ['', {}];
  const answer = schemaIn(success);
  const sent = schemaIn(requestBody);
  return (
    <article id={operationId} className="grid scroll-mt-20 gap-4 border-t py-7 target:border-accent">
      <div className="grid gap-2">
        <h3 className="flex flex-wrap items-center gap-2.5 font-mono font-semibold text-[0.9375rem]">
          <MethodMark method={method} />
          <a href={`#${operationId}`} className="break-all rounded-xs hover:underline hover:underline-offset-4">
            {path}
          </a>
        </h3>
        <p className="text-muted">{summary}</p>
        <p className="flex flex-wrap gap-1.5">
          <Pill tone={path.startsWith('/admin') ? 'accent' : 'neutral'}>{accessOf(path, operation)}</Pill>
          {isIdempotent(operation) && <Pill tone="info">Idempotency-Key</Pill>}
        </p>
      </div>
      {own.length > 0 && (
        <Part title="Parameters">
          <Parameters parameters={own} />
        </Part>
      )}
      {sent && (
        <Part title="Body">
          <Description schema={sent} />
          <Shape schema={sent} label={`Body of ${operationId}`} />
        </Part>
      )}
      <Part title={`Answer ${status}`}>
        {answer ? (
          <>
            <Description schema={answer} />
            <Shape schema={answer} label={`Answer of ${operationId}`} />
          </>
        ) : (
          <p className="text-muted text-sm">No body.</p>
        )}
      </Part>
      <Failures document={document} responses={responses} />
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h4 className="font-medium text-faint text-xs">{title}</h4>
      {children}
    </div>
  );
}

/** What a file holds can't be told by its shape. */
function Description({ schema }: { schema: JsonSchema }) {
  if (typeof schema.description !== 'string') return null;
  return <p className="whitespace-pre-line break-words text-muted text-sm">{schema.description.replaceAll('`', '')}</p>;
}

function Parameters({ parameters }: { parameters: JsonSchema[] }) {
  return (
    <dl className="grid gap-x-5 gap-y-1.5 text-sm sm:grid-cols-[minmax(8rem,auto)_1fr]">
      {parameters.map(({ name, in: place, required, schema }) => (
        <div key={String(name)} className="sm:contents">
          <dt className="font-mono text-[0.8125rem]">
            {String(name)}
            {!required && <span className="text-faint">?</span>}
          </dt>
          <dd className="break-words font-mono text-[0.8125rem] text-muted">
            {shapeText(schema as JsonSchema)}
            {place === 'path' && <span className="ml-2 font-sans text-faint">in the path</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function shapeText(schema: JsonSchema): string {
  const shape = shapeOf(schema)
    .map((part) => (typeof part === 'string' ? part : part.schema))
    .join('');
  return 'default' in schema ? `${shape} = ${JSON.stringify(schema.default)}` : shape;
}

/** The statuses that it can fail with, each with its sentence. */
function Failures({ document, responses }: { document: OpenApiDocument; responses: OpenApiOperation['responses'] }) {
  const statuses = Object.keys(responses).filter((status) => /^[45]/.test(status));
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-faint text-xs">
      <span>May fail with</span>
      {statuses.map((status) => (
        <a
          key={status}
          href="#problems"
          title={String(document.components.responses?.[`Problem${status}`]?.description)}
          className="rounded-xs tabular-nums underline decoration-line underline-offset-4 hover:text-ink"
        >
          {status}
        </a>
      ))}
    </p>
  );
}

function accessOf(path: string, { security }: OpenApiOperation): string {
  if (path.startsWith('/admin')) return 'Admins';
  return security.some((one) => Object.keys(one).length === 0) ? 'Everybody' : 'Signed in';
}

function isIdempotent({ parameters }: OpenApiOperation): boolean {
  return parameters.some((parameter) => parameter.$ref === '#/components/parameters/IdempotencyKey');
}

function schemaIn(media: JsonSchema | undefined): JsonSchema | undefined {
  const content = media?.content as Record<string, { schema: JsonSchema }> | undefined;
  return Object.values(content ?? {})[0]?.schema;
}
