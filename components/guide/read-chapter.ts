/** A chapter of the guide, taken apart. */
export interface ChapterText {
  /** Its heading as plain text. */
  readonly title: string
  /** What follows the heading, as Markdown. */
  readonly body: string
  readonly sections: readonly { readonly title: string; readonly anchor: string }[]
}

/** The line that leads to the other language. In the console the menu does. */
const OTHER_LANGUAGE = /^.*\]\(\.\.\/(?:en|ja)\/[^)]*\).*$/m

/** `text`: a whole page of docs/guide. */
export function readChapter(text: string): ChapterText {
  const [, title = '', rest = ''] = /^# (.+)\n([\s\S]*)$/.exec(text) ?? []
  const body = rest.replace(OTHER_LANGUAGE, '')
  const sections = [...body.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => ({
    title: plainText(heading),
    anchor: anchorOf(heading),
  }))
  return { title: plainText(title), body, sections }
}

/** The anchor of a heading, as GitHub makes it, so that links work there and here. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}

function plainText(heading: string): string {
  return heading.replaceAll(/[`*]/g, '').trim()
}
