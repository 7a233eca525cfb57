import { cn } from './cn';
import { CopyButton } from './copy-button';

type CodeViewProps = { text: string; label: string; className?: string };

/** Machine text as it is; JSON is laid out. Scrolls inside its own frame. */
export function CodeView({ text, label, className }: CodeViewProps) {
  return (
    <div className={cn('relative rounded-md border bg-sunken', className)}>
      <div className="flex items-center justify-between border-b py-1 pr-1.5 pl-4 text-muted text-xs">
        {label}
        <CopyButton text={text} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={label} tabIndex={0} className="max-h-96 overflow-auto rounded-b-md">
        <pre className="w-max min-w-full px-4 py-3 font-mono text-xs leading-relaxed">
          <code>{layOut(text)}</code>
        </pre>
      </section>
    </div>
  );
}

function layOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
