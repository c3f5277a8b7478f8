import { hrefOfChapter } from './chapters'

/**
 * Where a link of the guide leads in the console: `tls.md#names` to that chapter below `base`, `../../ERRORS.md` to the
 * table of errors. '': nowhere; what is no page and no address of the Web is no link.
 */
export function hrefOfLink(target: string, base: string): string {
  if (target.startsWith('#') || /^(?:https?|mailto):/i.test(target)) return target
  const [, name, anchor = ''] = /^(?:\.\.\/\.\.\/)?([A-Za-z-]+)\.md(#.*)?$/.exec(target) ?? []
  return name ? hrefOfChapter(base, name.toLowerCase()) + anchor : ''
}
