import type { Metadata } from 'next';
import Link from 'next/link';
import { Fragment } from 'react';
import { allRoutes } from '@/app/api/v1/all-routes';
import { Wordmark } from '@/components/shop/wordmark';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { quietLink, textLink } from '@/components/ui/text-link';
import { openApiDocument } from '@/lib/http/openapi';
import { paths } from '@/lib/http/paths';
import { Operation } from './operation';
import { Inline, MethodMark, Prose, Shape } from './parts';

export const metadata: Metadata = { title: 'API' };

const specificationPath = '/api/v1/openapi.json';

/** The same until the next release. */
const document = openApiDocument(allRoutes);

/** The OpenAPI document, for people. In English, as the document itself is; a problem's `type` leads to its code here. */
export default function ApiDocsPage() {
  return (
    <div
      lang="en"
      className="mx-auto max-w-6xl px-5 text-[0.9375rem] lg:grid lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-12"
    >
      <aside className="lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-r lg:py-6 lg:pr-4">
        <Link href={paths.home} className="flex h-14 w-fit items-center rounded-sm lg:mb-3">
          <Wordmark />
        </Link>
        <Contents />
      </aside>
      <main id="main" tabIndex={-1} className="min-w-0 py-8 lg:py-10">
        <header className="grid gap-4">
          <h1 className="font-bold text-3xl">API</h1>
          <Prose text={document.info.description} />
          <p>
            <a href={specificationPath} className={textLink}>
              OpenAPI {document.openapi} document
            </a>
          </p>
        </header>
        {document.tags.map(({ name }) => (
          <Section key={name} name={name} />
        ))}
        <Schemas />
        <Problems />
      </main>
    </div>
  );
}

function operationsIn(tag: string) {
  return Object.entries(document.paths).flatMap(([path, atPath]) =>
    Object.entries(atPath)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ path, method, operation })),
  );
}

function sectionId(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/g, '-');
}

/** On large screens beside the page; on phones folded away. */
function Contents() {
  const lists = document.tags.map(({ name }) => (
    <Fragment key={name}>
      <a href={`#${sectionId(name)}`} className="mt-4 mb-1 block rounded-xs font-semibold text-sm">
        {name}
      </a>
      <ul>
        {operationsIn(name).map(({ path, method, operation }) => (
          <li key={operation.operationId}>
            <a
              href={`#${operation.operationId}`}
              className={`${quietLink} flex min-h-7 items-center gap-2 text-[0.8125rem] max-lg:min-h-11`}
            >
              <MethodMark method={method} className="h-4.5 min-w-12 text-[0.5625rem]" />
              <span className="truncate">{path}</span>
            </a>
          </li>
        ))}
      </ul>
    </Fragment>
  ));
  const more = (
    <ul className="mt-4">
      <li>
        <a href="#schemas" className="block rounded-xs py-1 font-semibold text-sm">
          Schemas
        </a>
      </li>
      <li>
        <a href="#problems" className="block rounded-xs py-1 font-semibold text-sm">
          Problems
        </a>
      </li>
    </ul>
  );
  return (
    <>
      <nav aria-label="Contents" className="max-lg:hidden">
        {lists}
        {more}
      </nav>
      <details className="rounded-md border px-4 py-3 lg:hidden">
        <summary className="font-semibold text-sm">Contents</summary>
        <nav aria-label="Contents">
          {lists}
          {more}
        </nav>
      </details>
    </>
  );
}

function Section({ name }: { name: string }) {
  return (
    <section className="mt-14">
      <h2 id={sectionId(name)} className="scroll-mt-6 pb-4 font-bold text-xl">
        {name}
      </h2>
      {operationsIn(name).map((one) => (
        <Operation key={one.operation.operationId} document={document} {...one} />
      ))}
    </section>
  );
}

function Schemas() {
  return (
    <section className="mt-14 grid gap-6">
      <h2 id="schemas" className="scroll-mt-6 font-bold text-xl">
        Schemas
      </h2>
      {Object.entries(document.components.schemas ?? {}).map(([name, schema]) => (
        <div key={name} id={`schema.${name}`} className="grid scroll-mt-6 gap-2">
          <h3 className="font-mono font-semibold text-sm">{name}</h3>
          <Shape schema={schema} label={name} />
        </div>
      ))}
    </section>
  );
}

function Problems() {
  return (
    <section className="mt-14 grid gap-4">
      <h2 id="problems" className="scroll-mt-6 font-bold text-xl">
        Problems
      </h2>
      <p>
        <Inline text="Every failure carries one of these as its `code`; members in code type stand beside it." />
      </p>
      <Table label="Problem codes">
        <TableHead>
          <tr>
            <TableHeading>Code</TableHeading>
            <TableHeading numeric>Status</TableHeading>
            <TableHeading>Meaning</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {Object.entries(document['x-problem-codes']).map(([code, { status, meaning }]) => (
            <TableRow key={code} id={code} className="scroll-mt-6 target:bg-accent-soft">
              <TableCell className="align-baseline font-mono text-[0.8125rem]">
                <a href={`#${code}`} className="rounded-xs">
                  {code}
                </a>
              </TableCell>
              <TableCell numeric className="align-baseline">
                {status}
              </TableCell>
              <TableCell className="min-w-64 align-baseline text-muted">
                <Inline text={meaning} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
