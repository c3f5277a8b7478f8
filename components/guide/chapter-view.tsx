import Link from 'next/link'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { hrefOfLink } from './href-of-link'
import { prepareElements } from './prepare-elements'

/** The text of a chapter. HTML in it is shown as it is written and never becomes part of the page. */
export function ChapterView({ body, base }: { body: string; base: string }) {
  return (
    <Markdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[prepareElements]}
      urlTransform={(target) => hrefOfLink(target, base)}
      components={ELEMENTS}
    >
      {body}
    </Markdown>
  )
}

/** Read, not compared: a narrow column, with air; tables become lists of rows where there is no room. */
const ELEMENTS: Components = {
  h2: ({ id, children }) => (
    <h2 id={id} className="mt-9 mb-2.5 text-base">
      <a href={`#${id}`} className="hover:underline">
        {children}
      </a>
    </h2>
  ),
  h3: ({ id, children }) => (
    <h3 id={id} className="mt-6 mb-2 text-sm">
      {children}
    </h3>
  ),
  p: ({ children }) => <p className="my-3 [li>&]:my-1.5">{children}</p>,
  ul: ({ children }) => <ul className="my-3 list-disc space-y-1.5 pl-5 marker:text-ink-3">{children}</ul>,
  ol: ({ start, children }) => (
    <ol start={start} className="my-3 list-decimal space-y-1.5 pl-7 marker:text-ink-3">
      {children}
    </ol>
  ),
  a: ({ href, children }) =>
    href ? (
      <Link href={href} className="underline underline-offset-2 hover:decoration-2">
        {children}
      </Link>
    ) : (
      children
    ),
  code: ({ children }) => (
    <code className="rounded-sm bg-sunken px-1 py-px text-xs [overflow-wrap:anywhere] [pre>&]:bg-transparent [pre>&]:p-0">
      {children}
    </code>
  ),
  // Lines break, so that nothing scrolls sideways.
  pre: ({ children }) => (
    <pre className="my-3 rounded-md border bg-sunken px-3.5 py-2.5 whitespace-pre-wrap">{children}</pre>
  ),
  table: ({ children }) => (
    <table className="my-4 w-full border-y text-sm max-sm:block [&>*]:max-sm:block">{children}</table>
  ),
  thead: ({ children }) => <thead className="text-left text-xs text-ink-2 max-sm:sr-only">{children}</thead>,
  tr: ({ children }) => (
    <tr className="border-b align-top last:border-b-0 max-sm:block max-sm:py-2">{children}</tr>
  ),
  th: ({ children }) => <th className="py-1.5 pr-4 font-medium">{children}</th>,
  td: ({ node, children }) => {
    const column = node?.properties.dataColumn
    return (
      <td className="py-1.5 pr-4 [overflow-wrap:anywhere] max-sm:block max-sm:py-0.5 max-sm:pr-0">
        {typeof column === 'string' && (
          <span className="text-xs text-ink-2 sm:hidden" aria-hidden>
            {column}:{' '}
          </span>
        )}
        {children}
      </td>
    )
  },
}
