import { Fragment, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { textLink } from '@/components/ui/text-link';
import type { JsonSchema } from '@/lib/http/openapi-schemas';
import { shapeOf } from './shape';

const methodTones: Record<string, string> = {
  get: 'bg-info-soft text-info',
  post: 'bg-success-soft text-success',
  put: 'bg-warning-soft text-warning',
  patch: 'bg-warning-soft text-warning',
  delete: 'bg-danger-soft text-danger',
};

export function MethodMark({ method, className }: { method: string; className?: string }) {
  return (
    <span
      className={cn(
        'inline-grid h-6 min-w-14 place-items-center rounded-xs px-1.5 font-mono font-semibold text-[0.6875rem] uppercase',
        methodTones[method],
        className,
      )}
    >
      {method}
    </span>
  );
}

/** A shape in type, the names of schemas leading to where they are shown. */
export function Shape({ schema, label }: { schema: JsonSchema; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="max-h-112 overflow-auto rounded-sm border bg-sunken">
      <pre className="w-max min-w-full px-4 py-3 font-mono text-xs leading-relaxed">
        <code>
          {shapeOf(schema).map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, which never move
            <Fragment key={index}>{typeof part === 'string' ? part : <SchemaLink name={part.schema} />}</Fragment>
          ))}
        </code>
      </pre>
    </section>
  );
}

function SchemaLink({ name }: { name: string }) {
  return (
    <a href={`#schema.${name}`} className={textLink}>
      {name}
    </a>
  );
}

/** The Markdown of the conventions: paragraphs, lists, and code between backticks. */
export function Prose({ text }: { text: string }) {
  const blocks = text.split('\n\n');
  return blocks.map((block) =>
    block.startsWith('- ') ? (
      <ul key={block} className="grid list-disc gap-2 pl-5 marker:text-faint">
        {block.split('\n').map((item) => (
          <li key={item}>
            <Inline text={item.slice(2)} />
          </li>
        ))}
      </ul>
    ) : (
      <p key={block}>
        <Inline text={block} />
      </p>
    ),
  );
}

export function Inline({ text }: { text: string }): ReactNode {
  return text.split('`').map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, which never move
      <code key={index} className="rounded-xs bg-sunken px-1 py-0.5 font-mono text-[0.875em]">
        {piece}
      </code>
    ),
  );
}
